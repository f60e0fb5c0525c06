import { expect, test } from "vitest";
import type { Op } from "../../machine/op.ts";
import { FIRST_VMX, kvmControls, MODERN_VMX } from "./controls.ts";
import { kvmOpPath } from "./op-path.ts";

const MODERN = kvmControls(MODERN_VMX);
const FIRST = kvmControls(FIRST_VMX);
const kvmOnly = (states: readonly string[]) => states.filter((state) => /^(kvm|userspace)\./.test(state)).join(" ");

test.each<Op>([{ op: "syscall" }, { op: "mov-cr3", space: 1 }, { op: "exception", vector: 14 }, { op: "cli" }])(
  "$op never leaves the guest",
  (op) => {
    expect(kvmOpPath(MODERN, op)).toEqual({ reason: null, states: ["non-root"], exit: null });
  },
);

test("without EPT a page fault of the guest goes through KVM into the guest", () => {
  expect(kvmOnly(kvmOpPath(FIRST, { op: "exception", vector: 14 }).states)).toBe(
    "kvm.handling kvm.page-fault kvm.injecting kvm.done",
  );
});

test("a disk of IDE is QEMU's, and each access goes there", () => {
  const path = kvmOpPath(MODERN, { op: "port-out", device: "ide", register: "command" }, { device: "qemu" });
  expect(path).toMatchObject({ reason: "IO_INSTRUCTION", exit: "KVM_EXIT_IO" });
  expect(path.states).toContain("userspace.qemu");
});

test("the notification of a virtio queue stays in the kernel", () => {
  const op: Op = { op: "mmio-write", device: "virtio-blk", register: "notify" };
  expect(kvmOpPath(MODERN, op, { device: "ioeventfd" })).toMatchObject({ reason: "EPT_MISCONFIG", exit: null });
});

test("the end of an interrupt is KVM's; with the first KVM it was QEMU's", () => {
  expect(kvmOnly(kvmOpPath(MODERN, { op: "eoi" }).states)).toBe("kvm.handling kvm.irqchip kvm.done");
  expect(kvmOpPath(FIRST, { op: "eoi" }, { irqchip: "qemu" }).exit).toBe("KVM_EXIT_MMIO");
});
