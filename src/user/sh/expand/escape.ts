// Backslash escapes: of $'…', echo -e and printf.

/** $'…' and ${x@E}: everything that ANSI C has. */
export function unescapeAnsi(text: string, utf8 = true): string {
  return decodeEscapes(text, "ansi", utf8).text;
}

export type EscapeStyle = "ansi" | "echo" | "printf" | "percent-b";

const SIMPLE: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

/** `stop`: the text ended at \c, and so does all output. */
export function decodeEscapes(
  text: string,
  style: EscapeStyle,
  utf8 = false,
): { readonly text: string; readonly stop: boolean } {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const ch = text[i] as string;
    if (ch !== "\\" || i + 1 >= text.length) {
      out += ch;
      continue;
    }
    const next = text[++i] as string;
    if (next === "c" && (style === "echo" || style === "percent-b")) return { text: out, stop: true };
    const simple = SIMPLE[next];
    const number = simple === undefined ? numeric(text, i, style, utf8) : null;
    if (simple !== undefined) out += simple;
    else if (number) {
      out += number.text;
      i = number.last;
    } else if (quotable(next, style)) out += next;
    else if (next === "c" && style === "ansi" && i + 1 < text.length) {
      out += String.fromCharCode(text.charCodeAt(++i) & 0x1f);
    } else out += `\\${next}`;
  }
  return { text: out, stop: false };
}

const quotable = (ch: string, style: EscapeStyle): boolean =>
  style === "ansi" ? "'\"?".includes(ch) : style !== "echo" && "'\"".includes(ch);

function numeric(text: string, i: number, style: EscapeStyle, utf8: boolean): { text: string; last: number } | null {
  const at = text.slice(i);
  // echo and %b want \0nnn, the others \nnn
  const octal = (
    style === "echo" ? /^0([0-7]{0,3})/ : style === "percent-b" ? /^(0[0-7]{0,3}|[0-7]{1,3})/ : /^([0-7]{1,3})/
  ).exec(at);
  if (octal) {
    return { text: String.fromCharCode(Number.parseInt(octal[1] || "0", 8) & 255), last: i + octal[0].length - 1 };
  }
  const hex = /^x([0-9A-Fa-f]{1,2})/.exec(at);
  if (hex) return { text: String.fromCharCode(Number.parseInt(hex[1] as string, 16)), last: i + hex[0].length - 1 };
  const unicode = /^(?:u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8}))/.exec(at);
  if (!unicode) return null;
  const code = Number.parseInt((unicode[1] ?? unicode[2]) as string, 16);
  return { text: code < 128 || utf8 ? bytesOf(code) : escaped(code), last: i + unicode[0].length - 1 };
}

/** In a locale without that character. */
const escaped = (code: number): string =>
  code > 0xffff
    ? `\\U${code.toString(16).toUpperCase().padStart(8, "0")}`
    : `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`;

/** The bytes of a code point. */
function bytesOf(code: number): string {
  if (code > 0x10ffff) return "";
  return Array.from(new TextEncoder().encode(String.fromCodePoint(code)), (b) => String.fromCharCode(b)).join("");
}
