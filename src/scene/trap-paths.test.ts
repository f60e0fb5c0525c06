import { expect, test } from "vitest";
import type { Cause, Charge, Layer } from "../virt/ledger.ts";
import { statesOf } from "./life-chart.ts";
import { restOf, trapPaths } from "./trap-paths.ts";

const charge = (layer: Layer, cause: Cause, name: string): Charge => ({
  ...{ layer, cause, name, count: 1, cycles: 100, mark: "measured" },
});

test("an access to a device's port goes through KVM to QEMU and back", () => {
  const charges = [
    charge("user", "work", "dd"),
    charge("hypervisor", "vm-exit", "io-instruction"),
    charge("host-kernel", "vm-exit", "io-instruction to QEMU"),
  ];
  const [path] = trapPaths("kvm", charges);
  expect(path?.name).toBe("IO_INSTRUCTION");
  expect(path?.states).toContain("userspace.qemu");
  expect(path?.states.at(-1)).toBe("non-root");
});

test("a write to a page table exits only where the tables are shadowed", () => {
  const write = charge("hypervisor", "vm-exit", "exception-nmi: page-table write");
  expect(trapPaths("kvm-shadow", [write])[0]?.states).toContain("kvm.writing-table");
});

test("a system call of a 64-bit guest bounces off Xen; a hypercall is another chart", () => {
  const call = charge("hypervisor", "bounce", "system call");
  const hypercall = charge("hypervisor", "hypercall", "mmu_update");
  const [bounce, update] = trapPaths("xen", [call, hypercall]);
  expect(bounce?.states.some((s) => s.startsWith("xen."))).toBe(true);
  expect(update?.states[0]).toBe("guest-kernel");
  expect(update?.machine).not.toBe(bounce?.machine);
});

test("work that stays in the guest takes no way out", () => {
  expect(trapPaths("kvm", [charge("user", "work", "ls"), charge("guest-kernel", "crossing", "syscall")])).toEqual([]);
});

test("every state of a way is a state of its chart", () => {
  const names = ["ept-violation", "cr-access", "invlpg", "cpuid", "wrmsr", "rdmsr", "hlt", "external-interrupt"];
  const charges = [...names, "apic-write", "ept-misconfiguration"].map((n) => charge("hypervisor", "vm-exit", n));
  const paths = trapPaths("kvm", charges);
  expect(paths).toHaveLength(charges.length);
  for (const { machine, states } of [...paths, restOf("xen"), restOf("kvm")].filter((p) => p !== null)) {
    const known = statesOf(machine).map(({ name }) => name);
    for (const state of states) expect(known).toContain(state);
  }
});
