import { expect, test } from "vitest";
import { type ContainerEvent, type ContainerState, may } from "./container-life.ts";

test.each<[ContainerState, ContainerEvent["type"], boolean]>([
  ["creating", "container.created", true],
  ["created", "container.started", true],
  ["running", "container.started", false],
  ["stopped", "container.started", false],
  ["running", "container.deleted", false],
  ["created", "container.deleted", false],
  ["stopped", "container.deleted", true],
  ["paused", "container.resumed", true],
  ["running", "container.resumed", false],
  ["paused", "container.exited", true],
])("a container that is %s: %s is %s", (state, event, allowed) => {
  expect(may(state, event)).toBe(allowed);
});
