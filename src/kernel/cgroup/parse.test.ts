import { expect, test } from "vitest";
import { EINVAL, ERANGE } from "../abi/errno.ts";
import { kstrtoint, kstrtou64, listText, pagesText, parseList, parsePages } from "./parse.ts";

test.each([
  ["4097", "4096"],
  ["1K", "0"],
  ["32M", "33554432"],
  ["010", "0"],
  ["0x2000", "8192"],
  ["max", "max"],
  ["8E", "max"],
  ["10000000000000000000000", "1864712049423024128"],
])("a limit of %s is %s bytes: whole pages, and 64 bits wrap", (text, shown) => {
  const parsed = parsePages(`${text}\n`);
  if (typeof parsed === "number") throw new Error(`${text}: ${parsed}`);
  expect(pagesText(parsed.pages)).toBe(shown);
});

test.each(["-1", "12Q", "1kb", "1 k", "maxx", "x"])("%s is no amount of memory: EINVAL", (text) => {
  expect(parsePages(text)).toBe(EINVAL);
});

test("a number is decimal, octal or hexadecimal; what does not fit is ERANGE", () => {
  expect([kstrtoint("0x1\n", 0, 9), kstrtoint("010", 0, 9), kstrtoint("+3", 0, 9)]).toEqual([
    { value: 1 },
    { value: 8 },
    { value: 3 },
  ]);
  expect([kstrtoint("08", 0, 9), kstrtoint("1k", 0, 9), kstrtoint("10", 0, 9)]).toEqual([EINVAL, EINVAL, ERANGE]);
  expect([kstrtou64("-1"), kstrtou64("99999999999999999999")]).toEqual([EINVAL, ERANGE]);
});

test("lists of processors", () => {
  expect(parseList("0-2,5\n", 8)).toEqual([0, 1, 2, 5]);
  expect([parseList("8", 8), parseList("2-1", 8), parseList("0-", 8), parseList("", 8)]).toEqual([
    ERANGE,
    EINVAL,
    EINVAL,
    [],
  ]);
  expect(listText([0, 1, 2, 4])).toBe("0-2,4");
});
