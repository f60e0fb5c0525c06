// vmmtype: where a hypervisor sits and how it pretends a machine are two questions. Which pairs of answers work?
//
//   vmmtype                                all pairs, on a 32-bit PC of 2003
//   vmmtype on-hardware para --ported      one pair, with a guest kernel that was changed for it

import {
  type Circumstances,
  type Combination,
  combination,
  HOW,
  MACHINES,
  type Reason,
  WHERE,
} from "../../virt/where.ts";
import type { Main } from "../program.ts";
import { choice, columns, teachingTool } from "./teaching-tool.ts";

const PLACES = WHERE.filter((where) => where !== "none");
const WAYS = HOW.filter((how) => how !== "none");

const WHY: Readonly<Record<Reason, string>> = {
  "no-hypervisor-to-do-it": "nobody to do it",
  "no-technique": "no technique",
  "sensitive-instructions-do-not-trap": "some instructions do not trap",
  "no-vmx": "no VT-x",
  "guest-kernel-not-ported": "guest kernel not ported",
  "no-segment-limits-in-long-mode": "no segment limits in 64 bits",
};

function answer(found: Combination): readonly string[] {
  return found.ok ? ["yes", found.example ?? "(no product that we know)"] : ["no", WHY[found.reason]];
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
      for (const where of PLACES) {
        const rows = WAYS.map((how) => ["", how, ...answer(combination(where, how, circumstances))]);
        yield* cmd.print(`${where}\n${columns(rows)}`);
      }
      return 0;
    }
    const where = PLACES.find((one) => one === place);
    const how = WAYS.find((one) => one === way);
    if (!where) return yield* cmd.misuse(`expected ${PLACES.join(", ")}, not '${place}'`);
    if (!how) return yield* cmd.misuse(`expected ${WAYS.join(", ")}${way === undefined ? "" : `, not '${way}'`}`);
    if (more.length > 0) yield* cmd.misuse(`extra operand '${more[0]}'`);
    const found = combination(where, how, circumstances);
    yield* cmd.print(`${answer(found).join("  ")}\n${found.ok ? `page tables: ${found.memory}\n` : ""}`);
    return 0;
  },
);
