import { expect, test } from "vitest";
import { compileRegex, type RegexOptions, search } from "./regex.ts";

function matched(pattern: string, text: string, o: RegexOptions = {}): string | null {
  const regex = compileRegex(pattern, o);
  if (typeof regex === "string") throw new Error(regex);
  const m = search(regex, text);
  return m && text.slice(m.start, m.end);
}

// Each agrees with grep -o of Debian.
test.each([
  ["a*", "baab", ""],
  ["aa*", "baab", "aa"],
  ["*b", "a*b", "*b"],
  ["\\(a\\)\\1", "baab", "aa"],
  ["a\\{2,3\\}", "aaaa", "aaa"],
  ["a\\|b", "xb", "b"],
  ["a\\+", "baa", "aa"],
  ["a+", "a+", "a+"],
  ["^b", "ab", null],
  ["a^b$", "a^b", "a^b"],
  ["[]a]*", "]a]b", "]a]"],
  ["[^]a]", "]ab", "b"],
  ["[[:digit:]]\\+", "ab12", "12"],
  ["[a-c\\]*", "ab\\c", "ab\\c"],
  ["\\<two\\>", "atwo two", "two"],
  [".", "\n", "\n"],
])("BRE %j in %j finds %j", (pattern, text, expected) => {
  expect(matched(pattern, text)).toBe(expected);
});

test.each([
  ["a+", "baa", "aa"],
  ["a{2}", "aaa", "aa"],
  ["a{,2}", "aaa", "aa"],
  ["a{x", "a{x", "a{x"],
  ["(a|b)+c", "xabc", "abc"],
  ["a**", "aaa", "aaa"],
  ["()", "x", ""],
  ["x$|y", "xy", "y"],
])("ERE %j in %j finds %j", (pattern, text, expected) => {
  expect(matched(pattern, text, { extended: true })).toBe(expected);
});

test("of the matches that begin leftmost the longest wins, whatever the order of the alternatives", () => {
  expect(matched("ab|abcd", "xabcde", { extended: true })).toBe("abcd");
  expect(matched("(a|ab)(c|bcd)", "abcd", { extended: true })).toBe("abcd");
});

test("without GNU's operators an escaped letter or sign is itself", () => {
  expect(matched("o\\+", "oo+", { posix: true })).toBe("o+");
  expect(matched("o\\|w", "o|w", { posix: true })).toBe("o|w");
  expect(matched("\\w", "aw", { posix: true })).toBe("w");
  expect(matched("o+)", "oo)", { posix: true, extended: true })).toBe("oo)");
});

test("without regard to case only ASCII letters fold, not bytes of UTF-8", () => {
  expect(matched("TwO[x-z]", "twoY", { ignoreCase: true })).toBe("twoY");
  expect(matched("\xe9", "\xc9", { ignoreCase: true })).toBeNull();
});

test.each([
  ["a\\{1", false, "Unmatched \\{"],
  ["\\(a", false, "Unmatched ( or \\("],
  ["a\\)", false, "Unmatched ) or \\)"],
  ["[a", false, "Unmatched [, [^, [:, [., or [="],
  ["[]", false, "Unmatched [, [^, [:, [., or [="],
  ["[", false, "Invalid regular expression"],
  ["[[:foo:]]", false, "Invalid character class name"],
  ["[[:alpha:]", false, "Unmatched [, [^, [:, [., or [="],
  ["a[^", true, "Invalid regular expression"],
  ["\\1", false, "Invalid back reference"],
  ["a\\", false, "Trailing backslash"],
  ["a{3,1}", true, "Invalid content of \\{\\}"],
  ["a)", true, "Unmatched ) or \\)"],
])("%j (extended: %s) is refused as regcomp(3) does", (pattern, extended, message) => {
  expect(compileRegex(pattern, { extended })).toBe(message);
});
