// What the gallery shows: every fixture of every scene, as a name and a function that draws it.

import { drawLedger } from "../../draw/ledger.ts";
import { drawPicture } from "../../draw/picture.ts";
import { LEDGER_FIXTURE } from "../../scene/fixture-ledgers.ts";
import { MACHINE_FIXTURES, type MachineFixture } from "../../scene/fixture-machines.ts";
import { FIXTURES } from "../../scene/fixtures.ts";
import { house } from "../../scene/house.ts";
import { ledger } from "../../scene/ledger.ts";
import { lifeChart } from "../../scene/life-chart.ts";
import type { HouseView } from "../../scene/look.ts";
import { PICTURES } from "../../scene/picture-fixtures.ts";
import { pulse } from "../../scene/pulse.ts";
import { trapPaths } from "../../scene/trap-paths.ts";
import { WORDS } from "../../scene/words.ts";
import type { Language } from "../view/settings.ts";

export interface Room {
  readonly width: number;
  readonly height: number;
  readonly language: Language;
}

export interface Exhibit {
  readonly name: string;
  readonly draw: (svg: SVGSVGElement, room: Room) => void;
}

const houseOf = ({ name, world, step, path }: MachineFixture, more: Partial<HouseView> = {}, suffix = ""): Exhibit => ({
  name: `${name}${suffix}`,
  draw: (svg, { width, height, language }) => {
    const view = { width, height, words: WORDS[language], step, path, ...more };
    const placed = house(world, view);
    drawPicture(svg, [...placed, ...pulse(placed, step, 1, view)]);
  },
});

const EXIT = { layer: "hypervisor", cause: "vm-exit", count: 1, cycles: 1000, mark: "measured" } as const;

function trap(): Exhibit {
  const charges = [
    { ...EXIT, name: "io-instruction" },
    { ...EXIT, layer: "host-kernel", name: "io-instruction to QEMU" },
  ] as const;
  const [path] = trapPaths("kvm", charges);
  return {
    name: "KVM: an exit to QEMU",
    draw: (svg, { width }) => {
      if (!path) return;
      const { machine, states, name } = path;
      const view = { width: Math.min(width, 420), title: name, active: "userspace.qemu" };
      const passed = states.slice(0, states.indexOf(view.active) + 1);
      drawPicture(svg, lifeChart(machine, { ...view, passed, only: new Set(states) }));
    },
  };
}

/** Made anew at each visit: fixtures are worlds, and there are many. */
export function exhibits(): readonly Exhibit[] {
  const made = Object.values(MACHINE_FIXTURES).map((make) => make());
  const [first] = made;
  return [
    ...Object.values(FIXTURES).map((make) => houseOf(make())),
    ...made.map((fixture) => houseOf(fixture)),
    ...made.slice(-1).map((fixture) => houseOf(fixture, { fleet: true }, ", all small")),
    ...(first ? [houseOf(first, { machine: "web" }, ", from inside")] : []),
    trap(),
    ...PICTURES.map(
      ({ name, draw }): Exhibit => ({
        name,
        draw: (svg, { width, language }) => drawPicture(svg, draw(width, language)),
      }),
    ),
    {
      name: "ledger",
      draw: (svg, { width, language }) => drawLedger(svg, ledger(LEDGER_FIXTURE, { width, lang: language })),
    },
  ];
}
