import { expect, test } from "vitest";
import { getAdjacencyMap } from "xstate/graph";
import { blockMachine, dispatchMachine, nextBlockState, nextDispatchState } from "./life.ts";

test("a block is translated once, chained, and at most translated anew", () => {
  const life = (["block.translated", "exit.chained", "exit.chained", "store.simulated"] as const).reduce(
    nextBlockState,
    "untranslated" as const,
  );
  expect(life).toBe("retranslated");
});

test("what has not been translated cannot be chained", () => {
  expect(() => nextBlockState("untranslated", "exit.chained")).toThrow("block: exit.chained in state untranslated");
});

test("user code never calls the hypervisor; only a fault or an interrupt ends it", () => {
  expect(() => nextDispatchState("direct-execution", "vmm.called")).toThrow(
    "dispatch: vmm.called in state direct-execution",
  );
  expect(nextDispatchState("direct-execution", "fault.taken")).toBe("vmm");
});

test("kernel and user code are never entered from each other, only from the hypervisor", () => {
  for (const state of ["translated-code", "direct-execution"] as const)
    for (const event of ["kernel.resumed", "user.resumed"] as const)
      expect(() => nextDispatchState(state, event)).toThrow(`dispatch: ${event} in state ${state}`);
});

test("every state of both machines can be reached", () => {
  const block = (["block.translated", "exit.chained", "store.simulated"] as const).map((type) => ({ type }));
  const kinds = ["kernel.resumed", "user.resumed", "vmm.called", "fault.taken", "interrupt.taken"] as const;
  const dispatch = kinds.map((type) => ({ type }));
  expect(Object.keys(getAdjacencyMap(blockMachine, { events: block }))).toHaveLength(4);
  expect(Object.keys(getAdjacencyMap(dispatchMachine, { events: dispatch }))).toHaveLength(3);
});
