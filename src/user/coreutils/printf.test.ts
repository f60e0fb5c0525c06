import { expect, test } from "vitest";
import { formatPrintf } from "./printf.ts";

const text = (format: string, ...args: string[]): string => formatPrintf(format, args).text;

test.each([
  ["%s-%s\\n", ["a", "b", "c"], "a-b\nc-\n"],
  ["%5d|%-5d|%05d|%+d", ["42", "42", "42", "42"], "   42|42   |00042|+42"],
  ["%x %X %#o", ["255", "255", "8"], "ff FF 010"],
  ["%u %x", ["-1", "-1"], "18446744073709551615 ffffffffffffffff"],
  ["%.3s|%.2f|%g", ["abcdef", "3.14159", "1e-5"], "abc|3.14|1e-05"],
  ["%g %g", ["100000", "1000000"], "100000 1e+06"],
  ["%*d|%-*d|%.*s", ["5", "42", "5", "42", "2", "abc"], "   42|42   |ab"],
  ["%d %d", ["0x1f", "010"], "31 8"],
  ["%d", ["'A"], "65"],
  ["%c%c", ["xyz", "pq"], "xp"],
  ["%b|%s", ["a\\tb", "a\\tb"], "a\tb|a\\tb"],
  ["\\101\\x41%%", [], "AA%"],
  ["%05.1f", ["-2"], "-02.0"],
])("printf %j %j", (format, args, expected) => {
  expect(text(format, ...args)).toBe(expected);
});

test("\\c in an argument of %b ends the output", () => {
  expect(formatPrintf("%b%s", ["a\\cb", "x"])).toMatchObject({ text: "a", ended: true });
});

test("what is wrong with an argument is reported, and its number used as far as it goes", () => {
  expect(formatPrintf("%d", ["12abc"])).toMatchObject({
    text: "12",
    complaints: [{ kind: "trailing", word: "12abc" }],
  });
  expect(formatPrintf("%d", ["x"])).toMatchObject({ text: "0", complaints: [{ kind: "not-a-number" }] });
  expect(formatPrintf("%d", ["99999999999999999999"])).toMatchObject({
    text: "9223372036854775807",
    complaints: [{ kind: "range" }],
  });
});

test("arguments that a format without conversions cannot use are left over", () => {
  expect(formatPrintf("a", ["b", "c"])).toMatchObject({ text: "a", excess: "b" });
});
