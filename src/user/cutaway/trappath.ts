// trappath: the way of one operation through the layers, state by state, as the machines of virt/ really pass them.

import { kvmPath, kvmPathMachine } from "../../virt/kvm/trap-path.ts";
import type { Main } from "../program.ts";
import { columns, teachingTool } from "./teaching-tool.ts";
import { exitWay, OPS } from "./vmexits.ts";

/** One state on the way: whose instructions run, the state's name, and what happens there. */
type Station = readonly [world: string, state: string, says: string];

interface Described {
  readonly description?: string | undefined;
  readonly meta?: object | undefined;
  readonly states: Readonly<Record<string, Described>>;
}

function station(root: Described, name: string): Station {
  const path = name.split(".");
  let node = root;
  let world = "";
  for (const part of path) {
    node = node.states[part] as Described;
    world = (node.meta as { world?: string } | undefined)?.world ?? world;
  }
  return [world, path.at(-1) ?? "", node.description ?? ""];
}

function underKvm(name: string, first: boolean): readonly Station[] {
  const op = OPS[name];
  const way = op && exitWay(op, first);
  const states = way ? kvmPath(way.reason, way.detail).states : ["non-root"];
  return states.map((state) => station(kvmPathMachine, state));
}

export const trappathMain: Main = teachingTool(
  {
    name: "trappath",
    usage: "[OPTION]... HOW OPERATION",
    about: `Follow one operation of a guest through the layers, one state a line.
HOW: kvm, kvm-first (without EPT)
Operations: ${Object.keys(OPS).join(" ")}`,
    options: `
  -x, --explain            say what happens in each state`,
  },
  function* (cmd) {
    const [how = "", name = ""] = cmd.operands;
    if (how !== "kvm" && how !== "kvm-first") yield* cmd.misuse(`there is no way '${how}'`);
    if (!Object.hasOwn(OPS, name)) yield* cmd.misuse(`there is no operation '${name}'`);
    const stations = underKvm(name, how === "kvm-first");
    yield* cmd.print(columns(stations.map((row) => (cmd.has("explain") ? row : row.slice(0, 2)))));
    return 0;
  },
);
