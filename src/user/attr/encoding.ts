// How getfattr and setfattr write values: text in quotes, 0x… in hexadecimal, 0s… in base64 - setfattr(1), "-v".

import { decodeBase64, encodeBase64 } from "../coreutils/base64.ts";

export type Encoding = "text" | "hex" | "base64";

const PRINTABLE = /[ -~]/;

/** At most an eighth of it is not printable; a NUL at the end does not count. well_enough_printable(), getfattr.c */
function isText(value: string): boolean {
  const bytes = value.endsWith("\0") ? value.slice(0, -1) : value;
  const strange = [...bytes].filter((c) => !PRINTABLE.test(c)).length;
  return bytes.length >= strange * 8;
}

const octal = (c: string): string => `\\${c.charCodeAt(0).toString(8).padStart(3, "0")}`;
const hex = (c: string): string => c.charCodeAt(0).toString(16).padStart(2, "0");

/** A value as getfattr prints it; with `as` null in the form that suits it. */
export function encodeValue(value: string, as: Encoding | null): string {
  const how = as ?? (isText(value) ? "text" : "base64");
  if (how === "hex") return `0x${[...value].map(hex).join("")}`;
  if (how === "base64") return `0s${encodeBase64(value)}`;
  return `"${value.replace(/["\\]/g, "\\$&").replace(/[\0\n\r]/g, octal)}"`;
}

/** A value as setfattr takes it; null: it is no hexadecimal or base64 text. */
export function decodeValue(text: string): string | null {
  if (/^0x/i.test(text)) {
    const digits = text.slice(2).replace(/\s/g, "");
    if (!/^([0-9a-f]{2})*$/i.test(digits)) return null;
    return digits.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  }
  if (/^0s/i.test(text)) {
    const { bytes, valid } = decodeBase64(text.slice(2));
    return valid ? bytes : null;
  }
  const bare = /^"(.*)"$/s.exec(text)?.[1] ?? text;
  return bare.replace(/\\([\\"]|[0-7]{1,3})/g, (_, c: string) =>
    /^[0-7]/.test(c) ? String.fromCharCode(Number.parseInt(c, 8) & 255) : c,
  );
}

/** A name or a path in getfattr's output: what would break a line is in octal. */
export const quoteName = (name: string): string => name.replace(/[\n\r\\]/g, octal);
