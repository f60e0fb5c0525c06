// Backslash escapes as echo -e, printf(1) and tr read them.

const LETTERS: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

export interface Unescaped {
  readonly text: string;
  /** \c was met: nothing more is to be printed. */
  readonly ended: boolean;
}

/**
 * Undoes backslash escapes. Octal is \0NNN in the arguments of echo -e and %b ("zero"), \NNN in a format ("plain");
 * %b takes both ("both").
 */
export function undoEscapes(text: string, octal: "zero" | "plain" | "both", withC = true): Unescaped {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? "";
    const next = text[i + 1];
    if (c !== "\\" || next === undefined) {
      out += c;
      continue;
    }
    const rest = text.slice(i + 1);
    const zero = octal !== "plain" ? /^0([0-7]{0,3})/.exec(rest) : null;
    const digits = zero ?? (octal !== "zero" ? /^([0-7]{1,3})/.exec(rest) : null);
    const hex = /^x([0-9a-fA-F]{1,2})/.exec(rest);
    if (next === "c" && withC) return { text: out, ended: true };
    if (digits) {
      out += String.fromCharCode(Number.parseInt(digits[1] || "0", 8) & 0xff);
      i += digits[0].length;
    } else if (hex) {
      out += String.fromCharCode(Number.parseInt(hex[1] ?? "0", 16));
      i += hex[0].length;
    } else if (LETTERS[next] !== undefined) {
      out += LETTERS[next];
      i++;
    } else out += c;
  }
  return { text: out, ended: false };
}
