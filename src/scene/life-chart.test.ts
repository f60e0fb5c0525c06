import { expect, test } from "vitest";
import { createMachine } from "xstate";
import { taskMachine } from "../kernel/task/life.ts";
import { kvmPath, kvmPathMachine } from "../virt/kvm/trap-path.ts";
import { lifeChart, statesOf } from "./life-chart.ts";

const view = { width: 330, title: "task", active: "sleeping", last: "task.slept" };

test("the chart has the states and transitions of the machine that runs", () => {
  const placed = lifeChart(taskMachine, view);
  const states = placed.filter((p) => p.kind === "state").map((p) => p.key);
  expect(states.sort()).toEqual(
    Object.keys(taskMachine.states)
      .map((s) => `state:${s}`)
      .sort(),
  );
  const wanted = Object.values(taskMachine.states).reduce((n, s) => n + Object.keys(s.config.on ?? {}).length, 0);
  expect(placed.filter((p) => p.kind === "transition")).toHaveLength(wanted);
});

test("the active state and the transition that led there are lit, nothing else", () => {
  const placed = lifeChart(taskMachine, view);
  expect(placed.filter((p) => p.data?.active).map((p) => p.key)).toEqual(["state:sleeping"]);
  expect(placed.filter((p) => p.data?.lit).map((p) => p.key)).toEqual(["transition:running/task.slept/sleeping"]);
});

test("guarded and silent transitions lead on too", () => {
  const machine = createMachine({
    id: "vcpu",
    initial: "guest",
    states: {
      kvm: { on: { handled: "guest" } },
      guest: { on: { exit: { target: "exiting" } } },
      exiting: { always: [{ guard: "slow", target: "vmm" }, { target: "kvm" }] },
      vmm: { type: "final" },
    },
  });
  const states = statesOf(machine);
  expect(states[0]?.name).toBe("guest");
  expect(states.find((s) => s.name === "exiting")?.events).toEqual([
    { event: "always", target: "vmm", guard: "slow" },
    { event: "always", target: "kvm" },
  ]);
});

test("states in states are named with those around them, and lead to the innermost one", () => {
  const states = statesOf(kvmPathMachine);
  const leads = (name: string) =>
    states.find((s) => s.name === name)?.events.map(({ event, target }) => [event, target]);
  expect(states[0]?.name).toBe("non-root");
  expect(leads("vm-exit")).toEqual([["always", "kvm.handling"]]);
  expect(leads("kvm.done")).toEqual([["done", "vm-entry"]]);
  expect(leads("userspace.calling")).toEqual([["always", "vm-entry"]]);
  expect(leads("kvm.leaving")?.map(([, target]) => target)).toContain("userspace.returning");
});

test("of a way, the states passed and the transitions between them are lit, and the rest is only counted", () => {
  const { states: way } = kvmPath("CPUID");
  const placed = lifeChart(kvmPathMachine, {
    ...view,
    active: "vm-entry",
    passed: way.slice(0, -1),
    only: new Set(way),
  });
  expect(placed.filter((p) => p.kind === "state").map((p) => p.key)).toEqual(
    [...new Set(way)].map((s) => `state:${s}`),
  );
  expect(placed.filter((p) => p.data?.lit)).toHaveLength(way.length - 2);
  const handling = placed.find((p) => p.key === "state:kvm.handling")?.texts?.map((t) => t.text);
  expect(handling?.at(-1)).toMatch(/^\+\d+$/);
});
