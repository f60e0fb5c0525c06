// How a machine is pretended, as a function: what becomes of each operation of a kernel, and what that costs.

import type { Machine } from "../kernel/world.ts";
import type { Op } from "../machine/op.ts";
import type { Profile } from "../machine/price.ts";
import type { Account } from "./account.ts";

export type TechniqueName = "bare" | "bt" | "xen" | "kvm" | "kvm-shadow";

/** Takes one operation, and charges for it. What it remembers is its own. */
export type Technique = (op: Op, account: Account) => void;

/** How a machine of the world is pretended, on a processor of this profile. */
export function techniqueOf({ board: { how } }: Machine, { ept }: Profile): TechniqueName {
  if (how === "none") return "bare";
  if (how === "para") return "xen";
  if (how === "hardware") return ept ? "kvm" : "kvm-shadow";
  return "bt";
}
