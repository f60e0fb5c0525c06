import { expect, test } from "vitest";
import { pack, unpack } from "./share.ts";

const run = { version: 1, world: "host", branches: [{ name: "두 번째", inputs: [{ at: 3, text: "ls\n" }] }] };

test("a run comes out of an address as it went in", async () => {
  const packed = await pack(run);
  expect(packed).toMatch(/^[\w-]+$/);
  expect(await unpack(packed)).toEqual(run);
});

test.each([
  ["of another version", "v0-abcd"],
  ["cut short", "v1-q1YqSy0qzszPU7JSMtQ"],
  ["of letters that mean nothing", "v1-zzzzzzzz"],
])("an address %s is refused", async (_, text) => {
  await expect(unpack(text)).rejects.toThrow();
});
