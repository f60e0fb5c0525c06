import { expect, test } from "vitest";
import { quote, quoteaf, quotef } from "./quote.ts";

// What ls, cat and the others of coreutils 9 print in the C locale.
test.each([
  ["plain", "'plain'", "plain"],
  ["", "''", "''"],
  ["a b", "'a b'", "'a b'"],
  ["it's", `"it's"`, `"it's"`],
  ["it's $5", "'it'\\''s $5'", "'it'\\''s $5'"],
  ["a\nb", "'a'$'\\n''b'", "'a'$'\\n''b'"],
  ["x:y", "'x:y'", "'x:y'"],
  ["\xc3\xa9", "''$'\\303\\251'", "''$'\\303\\251'"],
  ["~", "'~'", "'~'"],
  ["a~", "'a~'", "a~"],
  ["back\\slash", "'back\\slash'", "'back\\slash'"],
])("%j is %s as a file name, and %s where it need not be quoted", (name, always, needed) => {
  expect(quoteaf(name)).toBe(always);
  expect(quotef(name)).toBe(needed);
});

test("words are quoted with C escapes", () => {
  expect(quote("it's\n\\")).toBe("'it\\'s\\n\\\\'");
  expect(quote("\xff")).toBe("'\\377'");
});
