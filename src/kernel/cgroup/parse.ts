// How the kernel reads numbers: kstrtoint(), kstrtou64(), memparse(), page_counter_memparse(), cpulist_parse().

import { EINVAL, ERANGE, type Errno } from "../abi/errno.ts";

const INTEGER = /^([+-]?)(0[xX][0-9a-fA-F]+|[0-9]+)$/;
const INT_MAX = 2 ** 31 - 1;

/** "0x" hexadecimal, "0" octal, else decimal; null where it is no number. */
function digits(text: string): bigint | null {
  if (/^0[xX]/.test(text)) return BigInt(text);
  if (/^0[0-7]+$/.test(text)) return BigInt(`0o${text.slice(1)}`);
  return /^0\d/.test(text) ? null : BigInt(text);
}

function integer(text: string): bigint | null {
  const [, sign, number] = INTEGER.exec(text) ?? [];
  const value = number === undefined ? null : digits(number);
  return value === null ? null : sign === "-" ? -value : value;
}

/** kstrtoint(strstrip(), 0) */
export function parseInt32(data: string): number | Errno | null {
  const value = integer(data.trim());
  if (value === null) return null;
  return value > BigInt(INT_MAX) || value < BigInt(-INT_MAX - 1) ? null : Number(value);
}

/** As parseInt32(), with the error: EINVAL for no number, ERANGE for one that is too large. Without strstrip(). */
export function kstrtoint(data: string, least: number, most: number): { readonly value: number } | Errno {
  const value = integer(data.trim());
  if (value === null) return EINVAL;
  if (value > BigInt(INT_MAX) || value < BigInt(-INT_MAX - 1)) return ERANGE;
  return value < BigInt(least) || value > BigInt(most) ? ERANGE : { value: Number(value) };
}

/** kstrtou64(): a sign is EINVAL. */
export function kstrtou64(data: string): { readonly value: number } | Errno {
  const value = integer(data.trim());
  if (value === null || value < 0n) return EINVAL;
  return value >= 1n << 64n ? ERANGE : { value: Number(value) };
}

/** kstrtos64() */
export function kstrtos64(data: string): { readonly value: number } | Errno {
  const value = integer(data.trim());
  if (value === null) return EINVAL;
  return value >= 1n << 63n || value < -(1n << 63n) ? ERANGE : { value: Number(value) };
}

const UNITS = "KMGTPE";
const U64 = (1n << 64n) - 1n;

/** memparse(): bytes with a suffix; what does not fit into 64 bits wraps. null: something is left over. */
export function memparse(text: string): bigint | null {
  const [, number, unit = ""] = /^(0[xX][0-9a-fA-F]+|[0-9]+)([kKmMgGtTpPeE]?)$/.exec(text) ?? [];
  const value = number === undefined ? null : digits(number);
  if (value === null) return null;
  const shift = BigInt(10 * (unit === "" ? 0 : UNITS.indexOf(unit.toUpperCase()) + 1));
  return ((value & U64) << shift) & U64;
}

const PAGE = 4096n; // bytes
/** PAGE_COUNTER_MAX: what "max" is in pages. */
const PAGES_MAX = (1n << 63n) / PAGE - 1n;

/** page_counter_memparse(): whole pages, rounded down; null: "max". */
export function parsePages(data: string): { readonly pages: number | null } | Errno {
  const text = data.trim();
  if (text === "max") return { pages: null };
  const bytes = memparse(text);
  if (bytes === null) return EINVAL;
  const pages = bytes / PAGE;
  return { pages: pages >= PAGES_MAX ? null : Number(pages) };
}

/** Bytes of so many pages, exactly: "max" for null. */
export const pagesText = (pages: number | null): string => (pages === null ? "max" : String(BigInt(pages) * PAGE));

/** "0-3,5": numbers below `count`. ERANGE beyond, EINVAL for no list. */
export function parseList(data: string, count: number): readonly number[] | Errno {
  const found = new Set<number>();
  for (const part of data.trim().split(/[,\s]+/)) {
    if (part === "") continue;
    const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (from === undefined) return EINVAL;
    const last = Number(to ?? from);
    if (last < Number(from)) return EINVAL;
    if (last >= count) return ERANGE;
    for (let n = Number(from); n <= last; n++) found.add(n);
  }
  return [...found].sort((a, b) => a - b);
}

/** [0, 1, 2, 4] is "0-2,4". */
export function listText(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < numbers.length; ) {
    let j = i;
    while (numbers[j + 1] === (numbers[j] as number) + 1) j++;
    parts.push(i === j ? `${numbers[i]}` : `${numbers[i]}-${numbers[j]}`);
    i = j + 1;
  }
  return parts.join(",");
}
