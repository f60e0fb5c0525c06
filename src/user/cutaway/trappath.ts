// trappath: the way of one operation through the layers, state by state, as the machines of virt/ really pass them.

import { kvmPath, kvmPathMachine } from "../../virt/kvm/trap-path.ts";
import { hypercallMachine, hypercallPath } from "../../virt/xen/hypercall-path.ts";
import { trap32Machine } from "../../virt/xen/trap-32.ts";
import { trap64Machine } from "../../virt/xen/trap-64.ts";
import { xenTrapPath } from "../../virt/xen/trap-path.ts";
import type { XenTrap } from "../../virt/xen/trap-setup.ts";
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

interface Whose {
  readonly world?: string;
  readonly ring?: number | "guest";
}

function station(chart: Described, name: string): Station {
  let node = chart;
  let whose = "";
  for (const part of name.split(".")) {
    node = node.states[part] as Described;
    const { world, ring } = (node.meta ?? {}) as Whose;
    whose = world ?? (ring === undefined ? whose : typeof ring === "number" ? `ring ${ring}` : ring);
  }
  return [whose, name, node.description ?? ""];
}

function underKvm(name: string, first: boolean): readonly Station[] {
  const op = OPS[name];
  const way = op && exitWay(op, first);
  const states = way ? kvmPath(way.reason, way.detail).states : ["non-root"];
  return states.map((state) => station(kvmPathMachine, state));
}

const FROM_USER = { from: "user", mine: true } as const;

/** What happens in a para-virtual guest. With 32 bits it has registered the fast way for its system calls. */
const XEN_TRAPS: Readonly<Record<string, (bits: 32 | 64) => XenTrap>> = {
  syscall: (bits) => ({ type: "syscall", fast: bits === 32 }),
  "page-fault": () => ({ type: "exception", vector: 14, from: "user" }),
  interrupt: () => ({ type: "interrupt", ...FROM_USER }),
  privileged: () => ({ type: "privileged" }),
};
const XEN_OPS = [...Object.keys(XEN_TRAPS), "hypercall"];

function underXen(name: string, bits: 32 | 64): readonly Station[] {
  if (name === "hypercall") return hypercallPath().map((state) => station(hypercallMachine, state));
  const trap = XEN_TRAPS[name];
  if (!trap) throw new Error(`xen: no trap ${name}`);
  const chart = bits === 32 ? trap32Machine : trap64Machine;
  return xenTrapPath(bits, trap(bits)).map((state) => station(chart, state));
}

/** Ways of pretending a machine, with the operations whose way is known. */
const HOW: Readonly<Record<string, { readonly ops: readonly string[]; way(op: string): readonly Station[] }>> = {
  kvm: { ops: Object.keys(OPS), way: (op) => underKvm(op, false) },
  "kvm-first": { ops: Object.keys(OPS), way: (op) => underKvm(op, true) },
  "xen-32": { ops: XEN_OPS, way: (op) => underXen(op, 32) },
  "xen-64": { ops: XEN_OPS, way: (op) => underXen(op, 64) },
};

export const trappathMain: Main = teachingTool(
  {
    name: "trappath",
    usage: "[OPTION]... HOW OPERATION",
    about: `Follow one operation of a guest through the layers, one state a line.
${Object.entries(HOW)
  .map(([how, { ops }]) => `${how}: ${ops.join(" ")}`)
  .join("\n")}`,
    options: `
  -x, --explain            say what happens in each state`,
  },
  function* (cmd) {
    const [how = "", name = ""] = cmd.operands;
    const chosen = Object.hasOwn(HOW, how) ? HOW[how] : undefined;
    if (!chosen) return yield* cmd.misuse(`expected ${Object.keys(HOW).join(", ")}, not '${how}'`);
    if (!chosen.ops.includes(name)) yield* cmd.misuse(`${how} has no operation '${name}'`);
    const stations = chosen.way(name);
    const lines = columns(stations.map((row) => row.slice(0, 2))).split("\n");
    const explained = stations.flatMap(([, , says], i) => [lines[i] ?? "", `    ${says}`]).join("\n");
    yield* cmd.print(cmd.has("explain") ? `${explained}\n` : lines.join("\n"));
    return 0;
  },
);
