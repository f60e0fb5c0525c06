import { expect, test } from "vitest";
import { nextTaskState, type TaskLifeEvent, type TaskState, taskMachine } from "./life.ts";

test.each<[TaskState, TaskLifeEvent["type"], TaskState]>([
  ["runnable", "task.chosen", "running"],
  ["running", "task.preempted", "runnable"],
  ["running", "task.slept", "sleeping"],
  ["sleeping", "task.woken", "runnable"],
  ["sleeping", "task.stopped", "stopped"],
  ["stopped", "task.continued", "runnable"],
  ["running", "task.exited", "zombie"],
  ["zombie", "task.reaped", "dead"],
])("a %s task, %s, is %s", (from, event, to) => {
  expect(nextTaskState(from, event)).toBe(to);
});

test.each<[TaskState, TaskLifeEvent["type"]]>([
  ["sleeping", "task.exited"],
  ["zombie", "task.woken"],
  ["dead", "task.reaped"],
])("a %s task cannot take %s, and both are named", (from, event) => {
  expect(() => nextTaskState(from, event)).toThrow(`${event} in state ${from}`);
});

test("every state says what it is", () => {
  for (const state of Object.values(taskMachine.states)) expect(state.description).toBeTruthy();
});
