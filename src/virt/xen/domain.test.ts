import { expect, test } from "vitest";
import { type DomainEvent, type DomainState, domainMachine, nextDomainState, stateLetters } from "./domain.ts";

test.each<[DomainState, DomainEvent["type"], DomainState]>([
  ["paused.runnable", "domain.unpaused", "runnable"],
  ["runnable", "domain.scheduled", "running"],
  ["running", "domain.preempted", "runnable"],
  ["running", "domain.blocked", "blocked"],
  ["blocked", "event.delivered", "runnable"],
  ["running", "event.delivered", "running"],
  ["blocked", "domain.paused", "paused.blocked"],
  ["paused.blocked", "domain.unpaused", "blocked"],
  ["paused.blocked", "event.delivered", "paused.runnable"],
  ["running", "domain.shut-down", "shutdown"],
  ["running", "domain.crashed", "crashed"],
  ["crashed", "domain.destroyed", "dying"],
  ["paused.runnable", "domain.destroyed", "dying"],
  ["dying", "memory.freed", "gone"],
])("a %s domain, %s, is %s", (from, event, to) => {
  expect(nextDomainState(from, event)).toBe(to);
});

test.each<[DomainState, DomainEvent["type"]]>([
  ["blocked", "domain.scheduled"],
  ["runnable", "domain.shut-down"],
  ["shutdown", "domain.unpaused"],
  ["gone", "domain.destroyed"],
])("a %s domain cannot take %s, and both are named", (from, event) => {
  expect(() => nextDomainState(from, event)).toThrow(`${event} in state ${from}`);
});

test("a domain is made paused: xl create unpauses it when all is ready", () => {
  expect(domainMachine.resolveState({ value: "paused" }).value).toEqual({ paused: "runnable" });
});

test.each<[DomainState, string]>([
  ["running", "r-----"],
  ["blocked", "-b----"],
  ["paused.blocked", "-bp---"],
  ["runnable", "------"],
  ["crashed", "---sc-"],
  ["dying", "-----d"],
])("xl list shows a %s domain as %s", (state, letters) => {
  expect(stateLetters(state)).toBe(letters);
});

test("a domain that reboots or is suspended says so in the fifth letter", () => {
  expect([stateLetters("shutdown"), stateLetters("shutdown", "reboot"), stateLetters("shutdown", "suspend")]).toEqual([
    "---s--",
    "---sr-",
    "---ss-",
  ]);
});

test("every state says what it is", () => {
  for (const state of Object.values(domainMachine.states)) expect(state.description).toBeTruthy();
});
