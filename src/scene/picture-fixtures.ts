// One example of each picture that is not the house: for the gallery, the tests and the screenshots.

import { recordGuest } from "../virt/bt/recording.ts";
import { type GuestDevice, request } from "../virt/devices/request.ts";
import { theorem } from "../virt/explorer/classify.ts";
import { run } from "../virt/explorer/explore.ts";
import { threeWalks } from "../virt/walks/three-walks.ts";
import { describeTraffic, deviceTraffic, trafficRows } from "./device-traffic.ts";
import { instructionPicture, tellingFields } from "./instruction-run.ts";
import type { Placed } from "./placed.ts";
import { ratioPlot } from "./ratio-plot.ts";
import { setDiagram } from "./set-diagram.ts";
import { describeWalks, nestedGrid } from "./three-walks.ts";
import { codePicture, mapPicture } from "./translation.ts";
import { walkGrid } from "./walk-grid.ts";
import type { Lang } from "./words.ts";

export interface PictureFixture {
  readonly name: string;
  readonly draw: (width: number, lang: Lang) => readonly Placed[];
}

const GUEST = { ko: "게스트", en: "guest" } as const;
const CACHE = { ko: "실제로 실행되는 것", en: "what really runs" } as const;
const SETS = {
  ko: { left: "민감", right: "특권", outside: "" },
  en: { left: "sensitive", right: "privileged", outside: "" },
} as const;

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

const popf: PictureFixture = {
  name: "popf in ring 1",
  draw: (width, lang) => {
    const [native, deprivileged] = [run("popf", "native"), run("popf", "deprivileged")];
    return instructionPicture(deprivileged, native, tellingFields([native, deprivileged]), { width, lang });
  },
};

const sets: PictureFixture = {
  name: "sensitive and privileged",
  draw: (width, lang) => {
    const { sensitive, privileged } = theorem("deprivileged");
    const member = (key: string) => ({ key, label: key, title: `${key} (${lang})` });
    const only = (of: readonly string[], other: readonly string[]) =>
      of.filter((one) => !other.includes(one)).map(member);
    const both = sensitive.filter((one) => privileged.includes(one)).map(member);
    const parts = { onlyLeft: only(sensitive, privileged), both, onlyRight: only(privileged, sensitive), neither: [] };
    return setDiagram({ ...SETS[lang], ...parts }, { width, title: "two sets" });
  },
};

const translated = (name: string, event: string): PictureFixture => ({
  name,
  draw: (width, lang) => {
    const recording = recordGuest();
    const n = recording.steps.findLastIndex(({ events }) => events.some(({ type }) => type === event));
    return codePicture(recording, n, { width, lang, guest: GUEST[lang], cache: CACHE[lang] });
  },
});

const cache: PictureFixture = {
  name: "the translation cache at its end",
  draw: (width, lang) => {
    const recording = recordGuest();
    return mapPicture(recording, recording.steps.length - 1, { width, lang, title: "cache", empty: "empty" });
  },
};

const traffic = (name: string, device: GuestDevice): PictureFixture => ({
  name,
  draw: (width, lang) => {
    const handled = request("disk-write", device);
    const rows = trafficRows(handled, lang);
    const lanes = [
      GUEST[lang],
      device === "blkfront" ? "Xen" : "KVM",
      device === "blkfront" ? "dom0" : "QEMU",
    ] as const;
    return deviceTraffic(rows, { width, title: describeTraffic(device, handled, lang), lanes, at: 5 });
  },
});

export const PICTURES: readonly PictureFixture[] = [
  ratios,
  walk("a nested walk, under way", "4-level", 7),
  walk("a nested walk, at its end", "32-bit", 14),
  popf,
  sets,
  translated("a block that is translated again", "store.simulated"),
  translated("a block that was just chained", "exit.chained"),
  cache,
  traffic("4 KiB through IDE by PIO", "ide-pio"),
  traffic("4 KiB through blkfront", "blkfront"),
];
