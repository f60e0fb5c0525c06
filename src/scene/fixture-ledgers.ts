// Ledgers made by hand, for the gallery and the tests: the shapes are right, the numbers mean nothing.

import type { Charge } from "../virt/ledger.ts";
import type { Side } from "./ledger.ts";

const ledgerOf = (rows: readonly Charge[]) => ({ rows, cycles: rows.reduce((sum, { cycles }) => sum + cycles, 0) });
const measured = { mark: "measured" } as const;

const USER: Charge = { layer: "user", cause: "work", name: "dd", count: 1, cycles: 38_000, ...measured };

export const LEDGER_FIXTURE: readonly Side[] = [
  {
    ...{ key: "bare", name: "bare" },
    ledger: ledgerOf([
      USER,
      { layer: "host-kernel", cause: "work", name: "vfs_write", count: 40, cycles: 21_000, ...measured },
      { layer: "host-kernel", cause: "crossing", name: "syscall", count: 41, cycles: 9_800, ...measured },
      { layer: "device", cause: "work", name: "disk", count: 2, cycles: 60_000, mark: "derived" },
    ]),
  },
  {
    ...{ key: "bt", name: "binary translation" },
    ledger: ledgerOf([
      USER,
      { layer: "guest-kernel", cause: "work", name: "vfs_write", count: 40, cycles: 27_000, ...measured },
      { layer: "hypervisor", cause: "trap", name: "syscall", count: 41, cycles: 84_000, mark: "derived" },
      { layer: "hypervisor", cause: "translation", name: "blocks", count: 18, cycles: 31_000, mark: "unmeasured" },
      { layer: "hypervisor", cause: "emulation", name: "out 0x1F7", count: 23, cycles: 190_000, ...measured },
      { layer: "host-kernel", cause: "world-switch", name: "vmmon", count: 23, cycles: 96_000, ...measured },
      { layer: "device", cause: "work", name: "disk", count: 2, cycles: 60_000, mark: "derived" },
    ]),
  },
  {
    ...{ key: "kvm", name: "KVM (EPT)" },
    ledger: ledgerOf([
      USER,
      { layer: "guest-kernel", cause: "work", name: "vfs_write", count: 40, cycles: 21_500, ...measured },
      { layer: "guest-kernel", cause: "crossing", name: "syscall", count: 41, cycles: 9_800, ...measured },
      { layer: "hypervisor", cause: "vm-exit", name: "ept-misconfiguration", count: 2, cycles: 5_200, ...measured },
      {
        layer: "host-kernel",
        cause: "vm-exit",
        name: "ept-misconfiguration to QEMU",
        count: 2,
        cycles: 16_000,
        mark: "unmeasured",
      },
      { layer: "device", cause: "work", name: "disk", count: 2, cycles: 60_000, mark: "derived" },
    ]),
  },
];
