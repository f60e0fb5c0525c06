import { expect, test } from "vitest";
import { EMPTY_MEMORY, load, store } from "./memory.ts";

test("memory is little-endian: a word's low byte is at its address", () => {
  const memory = store(EMPTY_MEMORY, { address: 0x1000, width: 4, value: 0x12345678 });
  expect(load(memory, 0x1000, 1)).toBe(0x78);
  expect(load(memory, 0x1002, 2)).toBe(0x1234);
});

test("a byte stored leaves its neighbours as they were", () => {
  const memory = store(EMPTY_MEMORY, { address: 0x1000, width: 4, value: 0xffffffff });
  expect(load(store(memory, { address: 0x1001, width: 1, value: 0 }), 0x1000, 4)).toBe(0xffff00ff);
});

test("eight bytes are two words", () => {
  const memory = store(EMPTY_MEMORY, { address: 0x1ff8, width: 8, value: 0x1_0000_0002 });
  expect(load(memory, 0x1ff8, 4)).toBe(2);
  expect(load(memory, 0x1ffc, 4)).toBe(1);
  expect(load(memory, 0x1ff8, 8)).toBe(0x1_0000_0002);
});

test("older values of the memory stay as they were", () => {
  const before = store(EMPTY_MEMORY, { address: 0, width: 2, value: 1 });
  store(before, { address: 0, width: 2, value: 2 });
  expect(load(before, 0, 2)).toBe(1);
});

test("a store that is not aligned is refused", () => {
  expect(() => store(EMPTY_MEMORY, { address: 2, width: 4, value: 0 })).toThrow("not aligned");
});
