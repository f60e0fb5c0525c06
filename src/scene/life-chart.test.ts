import { expect, test } from "vitest";
import { createMachine } from "xstate";
import { taskMachine } from "../kernel/task/life.ts";
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
    { event: "always", target: "vmm" },
    { event: "always", target: "kvm" },
  ]);
});
