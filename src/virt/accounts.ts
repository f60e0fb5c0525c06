// The accounts of a world: a meter for each machine, and what every event of the line cost.
//
// A charge is kept as three numbers, since a line has many: which layer, cause and name it is (its entry), how often,
// and how many cycles.

import type { WorldEvent } from "../kernel/apply.ts";
import { HOST } from "../kernel/apply.ts";
import type { MachineId, World } from "../kernel/world.ts";
import type { Profile } from "../machine/price.ts";
import { sum } from "./account.ts";
import type { Charge, Ledger } from "./ledger.ts";
import { Meter } from "./meter.ts";
import { type TechniqueName, techniqueOf } from "./technique.ts";

interface Entry extends Pick<Charge, "layer" | "cause" | "name" | "mark"> {
  /** The lowest and the highest that it may be, as parts of its cycles. */
  readonly range: readonly [number, number] | null;
}

const NONE: readonly number[] = [];
const FIELDS = 3; // entry, count, cycles

export class Accounts {
  private readonly profile: Profile;
  private readonly technique: ((id: MachineId) => TechniqueName) | null;
  private readonly meters = new Map<MachineId, Meter>();
  private readonly entries: Entry[] = [];
  private readonly named = new Map<string, readonly number[]>();
  private readonly events: (readonly number[])[] = [];

  /** `technique`: how a machine is to be reckoned; null: as it is pretended. */
  constructor(profile: Profile, world: World, technique: ((id: MachineId) => TechniqueName) | null = null) {
    this.profile = profile;
    this.technique = technique;
    for (const id of Object.keys(world.machines)) this.meter(id, world);
  }

  private meter(id: MachineId, world: World): Meter {
    const known = this.meters.get(id);
    if (known) return known;
    const machine = world.machines[id];
    if (!machine) throw new Error(`no machine ${id} in this world`);
    const fresh = new Meter(
      this.technique?.(id) ?? techniqueOf(machine, this.profile),
      this.profile,
      machine.hardware,
      machine.kernel,
    );
    this.meters.set(id, fresh);
    return fresh;
  }

  /** Takes the events of one step; what they cost in nanoseconds. `world`: the one after them. */
  readonly price = (events: readonly WorldEvent[], world: World): number => {
    if (events.some((e) => e.type === "vcpu.exited")) return this.skip(events);
    let cycles = 0;
    for (let from = 0; from < events.length; ) {
      const id = events[from]?.on ?? HOST;
      let to = from + 1;
      while (to < events.length && (events[to]?.on ?? HOST) === id) to++;
      const machine = world.machines[id];
      const costs = machine ? this.meter(id, world).take(events.slice(from, to), machine.kernel) : [];
      for (let i = from; i < to; i++) cycles += this.note(costs[i - from] ?? []);
      from = to;
    }
    return (cycles / this.profile.hz) * 1e9;
  };

  /** A monitor gets its processor back: what that costs is in the price of the guest's exit. */
  private skip(events: readonly WorldEvent[]): number {
    for (const _ of events) this.events.push(NONE);
    return 0;
  }

  private note(charges: readonly Charge[]): number {
    if (charges.length === 0) {
      this.events.push(NONE);
      return 0;
    }
    let cycles = 0;
    const kept: number[] = [];
    for (const c of charges) {
      cycles += c.cycles;
      kept.push(this.entry(c), c.count, c.cycles);
    }
    this.events.push(kept);
    return cycles;
  }

  private entry({ layer, cause, name, mark, cycles, range }: Charge): number {
    // Names are nearly unique: no key of all three has to be put together for each charge.
    const known = this.named.get(name) ?? [];
    for (const at of known) {
      const entry = this.entries[at] as Entry;
      if (entry.layer === layer && entry.cause === cause) return at;
    }
    const parts = range && cycles > 0 ? ([range[0] / cycles, range[1] / cycles] as const) : null;
    this.entries.push({ layer, cause, name, mark, range: parts });
    const at = this.entries.length - 1;
    this.named.set(name, [...known, at]);
    return at;
  }

  /** What the event that leads from n - 1 to n cost, in the order in which it was spent: the way that it took. */
  charges(n: number): readonly Charge[] {
    const kept = this.events[n - 1] ?? NONE;
    const all: Charge[] = [];
    for (let i = 0; i < kept.length; i += FIELDS) {
      const [entry = 0, count = 0, cycles = 0] = kept.slice(i, i + FIELDS);
      const { range, ...what } = this.entries[entry] as Entry;
      const wide = range ? { range: [range[0] * cycles, range[1] * cycles] as const } : {};
      all.push({ ...what, count, cycles, ...wide });
    }
    return all;
  }

  /** The sum over the events from position `from` up to `to`. */
  ledger(from: number, to: number): Ledger {
    const charges = function* (this: Accounts) {
      for (let n = from + 1; n <= to; n++) yield* this.charges(n);
    };
    return sum(charges.call(this));
  }
}
