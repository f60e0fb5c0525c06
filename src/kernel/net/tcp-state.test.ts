import { expect, test } from "vitest";
import { nextTcpState, type TcpEvent, type TcpState } from "./tcp-state.ts";

test.each<[string, TcpState, readonly TcpEvent["type"][], TcpState]>([
  ["who asks is connected when the answer comes", "CLOSE", ["active.open", "syn-ack.received"], "ESTABLISHED"],
  ["who is asked is connected when its answer was answered", "CLOSE", ["syn.received", "ack.received"], "ESTABLISHED"],
  ["who closes first keeps the port", "ESTABLISHED", ["closed", "ack.received", "fin.received"], "TIME_WAIT"],
  ["who closes second does not", "ESTABLISHED", ["fin.received", "closed", "ack.received"], "CLOSE"],
  ["both at once", "ESTABLISHED", ["closed", "fin.received", "ack.received"], "TIME_WAIT"],
  ["a reset ends it", "CLOSE_WAIT", ["rst.received"], "CLOSE"],
])("%s", (_, from, events, to) => {
  expect(events.reduce<TcpState>((state, event) => nextTcpState(state, event), from)).toBe(to);
});

test("an event that a state does not take is loud", () => {
  expect(() => nextTcpState("LISTEN", "fin.received")).toThrow("tcp: fin.received in state LISTEN");
});
