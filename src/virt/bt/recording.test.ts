import { expect, test } from "vitest";
import { blockSteps, chainsOf, codeAt, nameAddress, recordGuest } from "./recording.ts";

const recording = recordGuest();
const { steps, labels } = recording;
const last = steps.at(-1);

test("the recording begins before anything has run and ends asleep, after one interrupt", () => {
  expect(steps[0]).toMatchObject({ events: [], block: null, state: { where: "vmm" } });
  expect(last?.state).toMatchObject({ stop: "halted", counts: { interrupts: 1 } });
});

test("walking block by block passes every event", () => {
  const stops = new Set(blockSteps(recording));
  expect(stops.size).toBeLessThan(steps.length / 2);
  expect(steps.flatMap(({ events }, i) => (events.length > 0 && !stops.has(i) ? [i] : []))).toEqual([]);
});

test("an address is named by the label before it", () => {
  expect(nameAddress(labels, labels.set_pte ?? 0)).toBe("set_pte");
  expect(nameAddress(labels, (labels.set_pte ?? 0) + 26)).toBe("set_pte+0x1a");
});

test("the program's own instructions are on the table while it runs, with nothing in their place", () => {
  const n = steps.findIndex(({ state }) => state.where === "direct-execution");
  const rows = codeAt(recording, n);
  expect(rows[0]).toMatchObject({ guest: "mov $0x14,%eax", cache: [] });
  expect(rows.filter(({ current }) => current)).toHaveLength(1);
});

test("a kernel's block is on the table with what stands for each line", () => {
  const n = steps.findIndex(({ block }) => block === labels.system_call);
  const rows = codeAt(recording, n);
  expect(rows[0]).toMatchObject({ guest: "push %eax", cache: [{ kind: "ident", text: "push %eax" }] });
});

test("chains lead from block to block, a loop to itself", () => {
  const chains = chainsOf(last?.state ?? steps[0]?.state ?? ({} as never));
  expect(chains).toContainEqual({ from: labels.sum, to: labels.sum });
  expect(chains.length).toBeGreaterThan(10);
  expect(chainsOf(steps[0]?.state ?? ({} as never))).toEqual([]);
});
