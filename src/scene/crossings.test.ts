import { expect, test } from "vitest";
import type { Cause, Charge, Layer } from "../virt/ledger.ts";
import { deepest, pathOf } from "./crossings.ts";

const charge = (layer: Layer, cause: Cause, name: string): Charge => ({
  ...{ layer, cause, name, count: 1, cycles: 100, mark: "measured" },
});

test("a path has a crossing for each change of layer, named by what carried the event over", () => {
  const charges = [
    charge("user", "work", "dd"),
    charge("guest-kernel", "work", "vfs_write"),
    charge("guest-kernel", "crossing", "syscall"),
    charge("hypervisor", "vm-exit", "IO_INSTRUCTION"),
    charge("host-kernel", "vm-exit", "IO_INSTRUCTION to QEMU"),
    charge("guest-kernel", "work", "vfs_write"),
  ];
  expect(pathOf(charges).map(({ layer, name }) => `${layer} ${name}`)).toEqual([
    "user dd",
    "guest-kernel syscall",
    "hypervisor IO_INSTRUCTION",
    "host-kernel IO_INSTRUCTION to QEMU",
    "guest-kernel vfs_write",
  ]);
});

test("the deepest layer says how far down an event went", () => {
  const path = (...layers: readonly Layer[]) => layers.map((layer) => ({ layer, name: "", op: "" }));
  expect(deepest(path("user", "guest-kernel"))).toBe("guest-kernel");
  expect(deepest(path("user", "hypervisor", "guest-kernel"))).toBe("hypervisor");
  expect(deepest([])).toBe("user");
});
