// The whole way of a trap under Xen, there and back, as the list of the states passed.

import { way } from "../way.ts";
import type { Bits } from "./rings.ts";
import { trap32Machine } from "./trap-32.ts";
import { trap64Machine } from "./trap-64.ts";
import { NOTHING, type TrapEvent, type XenTrap } from "./trap-setup.ts";

/** The states that a trap passes through, from where it happens until the guest is back there. */
export function xenTrapPath(bits: Bits, trap: XenTrap): readonly string[] {
  if (bits === 64 && trap.type === "syscall" && trap.fast) {
    throw new Error("xen: no fast trap with 64 bits: the guest's kernel is in ring 3");
  }
  const at = trap.type === "privileged" ? "kernel" : trap.type === "syscall" ? "user" : trap.from;
  const start = { value: `guest-${at}`, context: NOTHING };
  // An instruction that Xen emulates, and an interrupt that is somebody else's, never reach the guest's kernel.
  const delivered = trap.type !== "privileged" && (trap.type !== "interrupt" || trap.mine);
  const events: TrapEvent[] = delivered ? [trap, { type: "iret", to: at }] : [trap];
  const passed = bits === 32 ? way(trap32Machine, start, events) : way(trap64Machine, start, events);
  return passed.map(({ state }) => state);
}

/** How often a way enters Xen: each of them a change of rings. */
export function entriesIntoXen(path: readonly string[]): number {
  return path.filter((state, i) => state.startsWith("xen.") && !path[i - 1]?.startsWith("xen.")).length;
}
