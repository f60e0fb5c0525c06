// How a machine is pretended, as a function: what becomes of each operation of a kernel, and what that costs.

import type { Op } from "../machine/op.ts";
import type { Account } from "./account.ts";

export type TechniqueName = "bare" | "bt" | "xen" | "kvm" | "kvm-shadow";

/** Takes one operation, and charges for it. What it remembers is its own. */
export type Technique = (op: Op, account: Account) => void;
