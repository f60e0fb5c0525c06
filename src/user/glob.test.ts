import { expect, test } from "vitest";
import { globMatch } from "./glob.ts";

test.each([
  ["*", "anything", true],
  ["a?c", "abc", true],
  ["[!a]*", "abc", false],
  ["[]-]", "-", true],
  ["[[:upper:]]", "Q", true],
  ["[a", "[a", true],
  ["\\*", "*", true],
  ["\\*", "x", false],
  ["a.c", "abc", false],
  ["*.c", "x.cc", false],
])("%s matches %s: %s", (pattern, name, expected) => {
  expect(globMatch(pattern, name)).toBe(expected);
});

test("a leading dot and slashes can be kept apart", () => {
  expect(globMatch("*", ".hidden", { period: true })).toBe(false);
  expect(globMatch("a*b", "a/b", { pathname: true })).toBe(false);
  expect(globMatch("a*b", "a/b")).toBe(true);
});
