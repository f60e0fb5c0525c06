// Keeps account of one machine: for each event the operations, for each operation what the technique charges.

import type { WorldEvent } from "../kernel/apply.ts";
import { devicesOf } from "../kernel/arch/devices.ts";
import { operations, timer } from "../kernel/arch/operations.ts";
import { newArch } from "../kernel/arch/processes.ts";
import type { Kernel } from "../kernel/world.ts";
import type { Hardware } from "../machine/hardware.ts";
import { newLocality } from "../machine/locality.ts";
import type { Op } from "../machine/op.ts";
import type { Price, Profile } from "../machine/price.ts";
import type { Account } from "./account.ts";
import { bare } from "./bare.ts";
import { binaryTranslation } from "./bt/technique.ts";
import { hardwareAssisted } from "./kvm/technique.ts";
import type { Cause, Charge, Layer } from "./ledger.ts";
import type { Technique, TechniqueName } from "./technique.ts";
import { paravirtualization } from "./xen/technique.ts";

const MAKE: Readonly<Record<TechniqueName, (hardware: Hardware) => Technique>> = {
  bare: () => bare,
  bt: binaryTranslation,
  // Domain 0 has the machine's devices; the others have frontends, which share a ring with it.
  xen: (hardware) => paravirtualization({ devices: devicesOf(hardware).disk !== "ring" }),
  kvm: () => hardwareAssisted({ ept: true }),
  "kvm-shadow": () => hardwareAssisted({ ept: false }),
};

export class Meter {
  readonly profile: Profile;
  private readonly arch;
  private readonly technique: Technique;
  private readonly account: Account;
  private before: Kernel;
  private charges: Charge[] = [];
  private cycles = 0;
  private sinceTick = 0;

  /** `kernel`: as it is before the first event that take() gets. */
  constructor(technique: TechniqueName, profile: Profile, hardware: Hardware, kernel: Kernel) {
    this.profile = profile;
    this.arch = newArch(profile.faultAround, devicesOf(hardware));
    this.technique = MAKE[technique](hardware);
    this.before = kernel;
    const layer: Layer = technique === "bare" ? "host-kernel" : "guest-kernel";
    const charge = (where: Layer, cause: Cause, name: string, { cycles, mark, range }: Price, count = 1) => {
      this.cycles += cycles;
      this.charges.push({ layer: where, cause, name, count, cycles, mark, ...(range ? { range } : {}) });
    };
    this.account = { profile, locality: newLocality(profile), kernel: layer, charge };
  }

  /** What the events of one step cost: charges, a list for each event. `after`: the kernel after all of them. */
  take(events: readonly WorldEvent[], after: Kernel): (readonly Charge[])[] {
    const all: Charge[][] = [];
    for (const e of events) {
      this.charges = [];
      this.cycles = 0;
      this.run(operations(this.arch, e, this.before, after));
      this.sinceTick += this.cycles;
      for (const tick = this.profile.hz / this.profile.timerHz; this.sinceTick >= tick; this.sinceTick -= tick)
        this.run(timer());
      all.push(this.charges);
    }
    this.before = after;
    return all;
  }

  private run(ops: Iterable<Op>): void {
    for (const op of ops) this.technique(op, this.account);
  }
}
