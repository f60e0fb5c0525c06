// Who keeps account of a run: what each event cost, and with that, what it went through. The page asks for nothing else, so
// that whatever meters a line can stand behind it.

import { createContext, useContext } from "react";
import type { WorldEvent } from "../../kernel/apply.ts";
import { HOST } from "../../kernel/apply.ts";
import type { MachineId } from "../../kernel/world.ts";
import type { Profile } from "../../machine/price.ts";
import { PROFILES } from "../../machine/profiles.ts";
import type { Session } from "../../timeline/session.ts";
import { ownProfile } from "../../user/boot/worlds/profile.ts";
import { Accounts } from "../../virt/accounts.ts";
import type { Charge, Ledger } from "../../virt/ledger.ts";
import { type TechniqueName, techniqueOf } from "../../virt/technique.ts";

export interface Meter {
  /** The sum over the events from + 1 to `to`. */
  readonly ledger: (from: number, to: number) => Ledger;
  /** What the event that leads from n - 1 to n cost, in the order in which it was spent. */
  readonly charges: (n: number) => readonly Charge[];
}

/** The meter of the run that is shown; null: nobody keeps account. */
export const MeterContext = createContext<Meter | null>(null);

export const useMeter = (): Meter | null => useContext(MeterContext);

/** The profile that a run's world was booted with: "xen:2003", or the one that the world is meant for. */
export function profileOf({ world }: Session): Profile["name"] {
  const [name = "", chosen] = world.split(":");
  return (chosen ?? ownProfile(name)) === "2003" ? "2003" : "modern";
}

/** How a machine of a run is pretended, as the technique that prices it. */
export const techniqueIn =
  (session: Session) =>
  (id: MachineId): TechniqueName => {
    const machine = session.at(session.length).machines[id] ?? session.at(session.boot).machines[id];
    return machine ? techniqueOf(machine, PROFILES[profileOf(session)]) : "bare";
  };

/** The account that the run's world keeps of itself; null where it keeps none. */
export function ownMeter(session: Session): Meter | null {
  if (session.ledger(0, 0) === null) return null;
  const none: Ledger = { rows: [], cycles: 0 };
  return { ledger: (from, to) => session.ledger(from, to) ?? none, charges: (n) => session.charges(n) };
}

/** A machine of the run that is pretended, once it has booted; null where none is. */
export const guestIn = (session: Session): MachineId | null =>
  Object.values(session.at(session.boot).machines).find(({ board }) => board.where !== "none")?.id ?? null;

/** Prices the current branch of a session as if its machines were pretended otherwise, as far as it is asked for. */
export function meterOf(
  session: Session,
  profile: Profile["name"],
  technique: (id: MachineId) => TechniqueName,
): Meter {
  let branch = session.current;
  let fed = 0;
  let accounts = new Accounts(PROFILES[profile], session.at(0), technique);
  const upTo = (n: number): Accounts => {
    if (branch !== session.current) {
      accounts = new Accounts(PROFILES[profile], session.at(0), technique);
      [branch, fed] = [session.current, 0];
    }
    while (fed < n) {
      const step = stepFrom(session, fed);
      fed += step.length;
      accounts.price(step, session.at(fed));
    }
    return accounts;
  };
  return { ledger: (from, to) => upTo(to).ledger(from, to), charges: (n) => upTo(n).charges(n) };
}

/** A call with what it changed: the events after position `n` up to the next call, on one machine. */
function stepFrom(session: Session, n: number): readonly WorldEvent[] {
  const first = session.event(n + 1);
  if (!first) return [];
  const step: WorldEvent[] = [first];
  for (let e = session.event(n + 2); e; e = session.event(n + step.length + 1)) {
    if (e.type === "sys.called" || e.type.startsWith("vcpu.") || (e.on ?? HOST) !== (first.on ?? HOST)) break;
    step.push(e);
  }
  return step;
}
