import { expect, test } from "vitest";
import { readScreen, rowText } from "./screen.ts";

const rows = (text: string) => readScreen(text).rows.map(rowText);

test("what stands after the last line feed is the prompt", () => {
  const screen = readScreen("hello\nroot@host:~# ");
  expect(screen.rows.map(rowText)).toEqual(["hello"]);
  expect(rowText(screen.prompt)).toBe("root@host:~# ");
});

test("colours become spans with a class, and end with reset", () => {
  expect(readScreen("\x1b[01;34mbin\x1b[0m etc\n").rows[0]).toEqual([
    { text: "bin", className: "sgr-bold sgr-fg-4" },
    { text: " etc", className: "" },
  ]);
});

test.each([
  ["a carriage return lets the line be written over", "12345\rab\n", ["ab345"]],
  ["backspace, space, backspace rubs out", "lss\b \b\n", ["ls "]],
  ["a tab leads to the next column of eight", "a\tb\n", ["a       b"]],
  ["clearing the screen forgets the lines before", "old\n\x1b[H\x1b[2Jnew\n", ["new"]],
  ["erasing to the end of the line leaves what stands before the cursor", "abc\r\x1b[Kd\n", ["d"]],
  ["a window title is not shown", "\x1b]0;root@host\x07$ ls\n", ["$ ls"]],
  ["an unknown sequence is not shown", "a\x1b[?2004hb\x1b(Bc\n", ["abc"]],
  ["Hangul is one cell a syllable", "한글\r두\n", ["두글"]],
  ["markup stays text", "<b>&amp;</b>\n", ["<b>&amp;</b>"]],
])("%s", (_, text, expected) => {
  expect(rows(text)).toEqual(expected);
});

test("of a long text the end is shown, and it is known how many lines are missing", () => {
  const text = Array.from({ length: 5000 }, (_, i) => `line ${i}\n`).join("");
  const screen = readScreen(text);
  expect(rowText(screen.rows.at(-1) ?? [])).toBe("line 4999");
  expect(screen.rows.length + screen.dropped).toBe(5000);
  expect(screen.dropped).toBeGreaterThan(3000);
});

test("one endless line does not stop the page", () => {
  expect(rowText(readScreen("y".repeat(500_000)).prompt).length).toBeLessThan(100_000);
});
