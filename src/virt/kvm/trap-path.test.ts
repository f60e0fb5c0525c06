import { expect, test } from "vitest";
import type { ExitReason, KvmExit } from "./exit-reason.ts";
import { type ExitDetail, kvmPath, kvmPathMachine } from "./trap-path.ts";

test.each<[string, ExitReason, Partial<ExitDetail>, string]>([
  ["CPUID is answered in the kernel", "CPUID", {}, "kvm.cpuid"],
  ["a timer interrupt of the host needs nothing of the guest", "EXTERNAL_INTERRUPT", {}, "kvm.host-interrupt"],
  ["the APIC is in the kernel", "APIC_ACCESS", {}, "kvm.irqchip"],
  ["a hypercall is answered in the kernel", "VMCALL", {}, "kvm.hypercall"],
  ["an access to the PIC stays in the kernel", "IO_INSTRUCTION", { device: "irqchip" }, "kvm.device kvm.irqchip"],
  ["a notification wakes another thread", "IO_INSTRUCTION", { device: "ioeventfd" }, "kvm.device kvm.ioeventfd"],
  ["a notification by memory is not even decoded", "EPT_MISCONFIG", { device: "ioeventfd" }, "kvm.mmio kvm.ioeventfd"],
  ["a second touch fills the EPT", "EPT_VIOLATION", {}, "kvm.ept-violation kvm.filling"],
  ["a first touch allocates", "EPT_VIOLATION", { newPage: true }, "kvm.ept-violation kvm.allocating kvm.filling"],
  ["a hidden fault fills the shadow", "EXCEPTION_NMI", { fault: "hidden-fault" }, "kvm.page-fault kvm.filling"],
  ["a true fault goes on to the guest", "EXCEPTION_NMI", { fault: "true-fault" }, "kvm.page-fault kvm.injecting"],
  [
    "a write to a shadowed table is carried out by software",
    "EXCEPTION_NMI",
    { fault: "trace-fault" },
    "kvm.page-fault kvm.decoding kvm.writing-table",
  ],
  ["a halted processor sleeps until an interrupt", "HLT", {}, "kvm.hlt kvm.halted kvm.injecting"],
])("%s", (_, reason, detail, between) => {
  const states = `non-root vm-exit kvm.handling ${between} kvm.done vm-entry non-root`.split(" ");
  expect(kvmPath(reason, detail)).toEqual({ states, exit: null });
});

test.each<[string, ExitReason, Partial<ExitDetail>, string, KvmExit]>([
  ["a port of a device in QEMU", "IO_INSTRUCTION", { device: "qemu" }, "kvm.device", "KVM_EXIT_IO"],
  [
    "memory of a device in QEMU",
    "EPT_MISCONFIG",
    { device: "qemu" },
    "kvm.mmio kvm.decoding kvm.device",
    "KVM_EXIT_MMIO",
  ],
  ["HLT without interrupt controllers in the kernel", "HLT", { irqchip: "qemu" }, "kvm.hlt", "KVM_EXIT_HLT"],
])("%s makes KVM_RUN return", (_, reason, detail, between, exit) => {
  const out = "kvm.leaving userspace.returning userspace.qemu userspace.calling";
  const states = `non-root vm-exit kvm.handling ${between} ${out} vm-entry non-root`.split(" ");
  expect(kvmPath(reason, detail)).toEqual({ states, exit });
});

test("a triple fault ends in user space", () => {
  expect(kvmPath("TRIPLE_FAULT").states.at(-1)).toBe("shutdown");
  expect(kvmPath("TRIPLE_FAULT").exit).toBe("KVM_EXIT_SHUTDOWN");
});

test("an exit that the model has no way for is refused", () => {
  expect(() => kvmPath("ENCLS")).toThrow("the way of exit ENCLS is not modelled");
});

test("every state says what it is, and the outer ones whose world it is", () => {
  const outer = Object.values(kvmPathMachine.states);
  for (const state of outer) {
    expect(state.meta).toHaveProperty("world");
    for (const each of [state, ...Object.values(state.states)]) expect(each.description).toBeTruthy();
  }
});
