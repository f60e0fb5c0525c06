// The same commands in another world: typed at the console of its first guest, or of the machine itself where it has none.
//
// The events are those of that world, not copies: a guest's kernel may wait where a bare one does not, and what pretends
// the machine has work of its own.

import type { MachineId } from "../kernel/world.ts";
import { workplace } from "../user/boot/worlds/workplace.ts";
import { type Input, Session } from "./session.ts";

export interface Rerun {
  readonly session: Session;
  /** The machine that the commands are typed on. */
  readonly machine: MachineId;
  readonly tty: number;
}

/** A freshly booted world and the console to type on. Throws where there is no such world. */
export function rerunIn(world: string): Rerun {
  const session = Session.boot(world);
  const now = session.at(session.length);
  const machine = workplace(now);
  return { session, machine, tty: now.machines[machine]?.kernel.console ?? 1 };
}

/** Types a command where the last one has ended; nothing runs yet. Returns the position at which it came. */
export function typeAgain({ session, machine, tty }: Rerun, text: string): number {
  const at = session.length;
  session.type(text, at, tty, false, machine);
  return at;
}

// What is said to a hypervisor has no meaning inside its guest, and in a world without that hypervisor.
const MANAGEMENT = /^\s*(?:virsh|xl|vmrun|qemu-\S+)\b|^\x1d/;

/** The commands of a branch that mean the same in every world. */
export const commandsOf = (inputs: readonly Input[]): readonly string[] =>
  inputs.filter(({ text, open }) => !open && text !== "" && !MANAGEMENT.test(text)).map(({ text }) => text);
