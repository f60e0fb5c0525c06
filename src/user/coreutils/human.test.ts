import { expect, test } from "vitest";
import { humanSize, parseSize } from "./human.ts";

// ls -lh: three digits at most, rounded up.
test.each([
  [0, "0"],
  [1023, "1023"],
  [1024, "1.0K"],
  [1025, "1.1K"],
  [10239, "10K"],
  [10240, "10K"],
  [1048575, "1.0M"],
  [1048576, "1.0M"],
  [158632, "155K"],
])("%d bytes are %s", (bytes, text) => {
  expect(humanSize(bytes)).toBe(text);
});

test("--si counts in thousands, with a small k", () => {
  expect(humanSize(1500, 1000)).toBe("1.5k");
  expect(humanSize(2_000_000, 1000)).toBe("2.0M");
});

test.each([
  ["10", 10],
  ["2K", 2048],
  ["3MB", 3_000_000],
  ["1MiB", 1048576],
  ["4b", 2048],
  ["x", null],
  ["", null],
])("as an argument %j is %j", (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});
