// One example of each picture that is not the house: for the gallery, the tests and the screenshots.

import { threeWalks } from "../virt/walks/three-walks.ts";
import type { Placed } from "./placed.ts";
import { ratioPlot } from "./ratio-plot.ts";
import { describeWalks, nestedGrid } from "./three-walks.ts";
import { walkGrid } from "./walk-grid.ts";
import type { Lang } from "./words.ts";

export interface PictureFixture {
  readonly name: string;
  readonly draw: (width: number, lang: Lang) => readonly Placed[];
}

const ratios: PictureFixture = {
  name: "ratios",
  draw: (width) => {
    const dot = (world: string, ratio: number) => ({ world, ratio, title: `${world} ×${ratio}` });
    const row = (label: string, ...dots: ReturnType<typeof dot>[]) => ({ key: label, label, dots });
    const rows = [
      row("fork", dot("bare", 1), dot("xen", 0.8), dot("vmware-2003", 2.4)),
      row("stat", dot("bare", 0.95), dot("xen", 1.2), dot("vmware-2003", 0.6)),
    ];
    const view = { width, title: "ratios", band: 1.3, ratio: (n: number) => `×${n.toFixed(2)}`, less: "−", more: "+" };
    return ratioPlot([{ key: "processes", title: "processes", rows }], view);
  },
};

const walk = (name: string, mode: "4-level" | "32-bit", at: number): PictureFixture => ({
  name,
  draw: (width, lang) => {
    const walks = threeWalks({ mode, guestLevel: 1, eptLevels: 4, hostLarge: false });
    return walkGrid(nestedGrid(walks, 4, lang), { width, title: describeWalks(walks, lang).nested, at });
  },
});

export const PICTURES: readonly PictureFixture[] = [
  ratios,
  walk("a nested walk, under way", "4-level", 7),
  walk("a nested walk, at its end", "32-bit", 14),
];
