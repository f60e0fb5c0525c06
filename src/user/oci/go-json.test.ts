import { expect, test } from "vitest";
import { decode, marshal } from "./go-json.ts";

test.each([
  ["", "EOF"],
  ["{", "unexpected EOF"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a": 1 "b"}', `invalid character '"' after object key:value pair`],
  ["{a: 1}", "invalid character 'a' looking for beginning of object key string"],
  ["[1 2]", "invalid character '2' after array element"],
  ['"\\x"', "invalid character 'x' in string escape code"],
  ["nul", "invalid character 'n' looking for beginning of value"],
])("of %s Go says: %s", (text, problem) => {
  expect(decode(text)).toEqual({ problem });
});

test("Go writes <, > and & as escapes", () => {
  expect(marshal({ args: ["a && b > c"] })).toBe('{"args":["a \\u0026\\u0026 b \\u003e c"]}');
});
