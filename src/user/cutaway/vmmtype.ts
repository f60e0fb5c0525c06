// vmmtype: where a hypervisor sits and how it pretends a machine are two questions. Which pairs of answers work?
//
//   vmmtype                                all pairs, on a 32-bit PC of 2003
//   vmmtype on-hardware para --ported      one pair, with a guest kernel that was changed for it

import { type Circumstances, type Combination, combination, HOW, WHERE } from "../../virt/where.ts";
import type { Main } from "../program.ts";
import { choice, columns, teachingTool } from "./teaching-tool.ts";

const PLACES = WHERE.filter((where) => where !== "none");
const WAYS = HOW.filter((how) => how !== "none");

const PC: Circumstances = {
  sensitiveTraps: false,
  cpuHasVmx: false,
  cpuHasEpt: false,
  guestKernelPorted: false,
  longMode: false,
  segmentLimits: false,
};

const MACHINES = {
  "pc-2003": PC,
  "pc-2006": { ...PC, cpuHasVmx: true },
  modern: { ...PC, cpuHasVmx: true, cpuHasEpt: true, longMode: true },
  mainframe: { ...PC, sensitiveTraps: true },
} as const satisfies Readonly<Record<string, Circumstances>>;

function answer(found: Combination): readonly string[] {
  if (!found.ok) return ["no", found.reason];
  return ["yes", found.example ?? "(no product that we know)", `page tables: ${found.memory}`];
}

export const vmmtypeMain: Main = teachingTool(
  {
    name: "vmmtype",
    usage: "[OPTION]... [WHERE HOW]",
    about: `Tell whether a hypervisor at a place can use a technique, and if not, why.
WHERE: ${PLACES.join(" ")}
HOW: ${WAYS.join(" ")}`,
    options: `
  -m, --machine=WHICH      pc-2003, pc-2006 (VT-x without EPT), modern (64-bit guests) or mainframe
  -p, --ported             the guest's kernel was changed for this hypervisor`,
  },
  function* (cmd) {
    const machine = yield* choice(cmd, "machine", ["pc-2003", "pc-2006", "modern", "mainframe"]);
    const circumstances: Circumstances = { ...MACHINES[machine], guestKernelPorted: cmd.has("ported") };
    const [place, way, ...more] = cmd.operands;
    if (place === undefined) {
      const pairs = PLACES.flatMap((where) => WAYS.map((how) => [where, how] as const));
      yield* cmd.print(
        columns(pairs.map(([where, how]) => [where, how, ...answer(combination(where, how, circumstances))])),
      );
      return 0;
    }
    const where = PLACES.find((one) => one === place);
    const how = WAYS.find((one) => one === way);
    if (!where) return yield* cmd.misuse(`expected ${PLACES.join(", ")}, not '${place}'`);
    if (!how) return yield* cmd.misuse(`expected ${WAYS.join(", ")}${way === undefined ? "" : `, not '${way}'`}`);
    if (more.length > 0) yield* cmd.misuse(`extra operand '${more[0]}'`);
    yield* cmd.print(`${answer(combination(where, how, circumstances)).join("  ")}\n`);
    return 0;
  },
);
