import { expect, test } from "vitest";
import { MACHINE_FIXTURES } from "../scene/fixture-machines.ts";
import { FIXTURES } from "../scene/fixtures.ts";
import { focusKey } from "./focus.ts";

const world = (name: string) => {
  const make = FIXTURES[name];
  if (!make) throw new Error(`no fixture ${name}; there are ${Object.keys(FIXTURES).join(", ")}`);
  return make().world;
};

test("a part of the machine is always there", () => {
  expect(focusKey(world(Object.keys(FIXTURES)[0] ?? ""), { part: "kernel" })).toBe("kernel");
});

test("the hypervisor is what stands below a guest, and is not there without one", () => {
  const keys = Object.values(MACHINE_FIXTURES).map((make) => focusKey(make().world, { part: "hypervisor" }));
  expect(keys).toEqual(expect.arrayContaining(["hypervisor:xen", "hypervisor:kvm"]));
  expect(focusKey(world(Object.keys(FIXTURES)[0] ?? ""), { part: "hypervisor" })).toBeNull();
});

test("a process that does not run has no place on the stage", () => {
  expect(focusKey(world(Object.keys(FIXTURES)[0] ?? ""), { process: "no-such-process" })).toBeNull();
});

test("every room of every fixture is found by the process in it", () => {
  const found = Object.values(FIXTURES).flatMap((make) => {
    const { world } = make();
    return ["sh", "bash"].map((room) => focusKey(world, { room }));
  });
  expect(found.some((key) => key?.startsWith("room:"))).toBe(true);
});
