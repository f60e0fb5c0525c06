import { expect, test } from "vitest";
import type { Tty, TtyId } from "./file.ts";
import { readLine, typeChar } from "./line-discipline.ts";

const fresh: Tty = {
  id: 1 as TtyId,
  name: "tty1",
  line: "",
  input: "",
  screen: "",
  foreground: 1,
  session: 1,
  rows: 24,
  columns: 80,
};
const typed = (text: string): Tty => Array.from(text).reduce(typeChar, fresh);

test("a line can be read only when it is complete", () => {
  expect(readLine(typed("ls"), 100)).toBeNull();
  expect(readLine(typed("ls\n"), 100)).toEqual({ data: "ls\n", bytes: 3 });
});

test("one read gets one line", () => {
  expect(readLine(typed("a\nb\n"), 100)?.data).toBe("a\n");
});

test("a short read gets the first part of the line", () => {
  expect(readLine(typed("abc\n"), 2)).toEqual({ data: "ab", bytes: 2 });
});

test("what is typed is echoed, control characters with a caret", () => {
  expect(typed("ls\n").screen).toBe("ls\n");
  expect(typed("x\u0003").screen).toBe("x^C");
});

test("^D on an empty line is the end of file, after text it ends the line without a line feed", () => {
  expect(readLine(typed("\u0004"), 100)).toEqual({ data: "", bytes: 1 });
  expect(readLine(typed("ab\u0004"), 100)?.data).toBe("ab");
});

test("erase and kill edit the line and the screen", () => {
  expect(typed("lz\u007fs\n").input).toBe("ls\n");
  expect(typed("rm -rf\u0015ls\n")).toMatchObject({ input: "ls\n", screen: "ls\n" });
});

test("^C throws away what was typed and not read", () => {
  expect(typed("sleep 5\nls\u0003")).toMatchObject({ input: "", line: "" });
});
