// Wall-clock time and strftime(3) in UTC and the C locale. The kernel counts nanoseconds since boot.

import { EPOCH_S } from "../../kernel/param.ts";
import { type Run, sys } from "../program.ts";

/** struct timespec: seconds since 1970 and the nanoseconds beyond. */
export interface Timespec {
  readonly sec: number;
  readonly nsec: number;
}

export function wallClock(nsSinceBoot: number): Timespec {
  const sec = Math.floor(nsSinceBoot / 1e9);
  return { sec: EPOCH_S + sec, nsec: nsSinceBoot - sec * 1e9 };
}

export const sinceBoot = ({ sec, nsec }: Timespec): number => (sec - EPOCH_S) * 1e9 + nsec;

export function* now(): Run<Timespec> {
  return wallClock((yield* sys("clock_gettime", {})) as number);
}

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const MONTHS = "January February March April May June July August September October November December".split(" ");

/** Days since 1 January, 0 to 365. */
function yearDay(d: Date): number {
  return Math.floor(
    (Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()) - Date.UTC(d.getUTCFullYear(), 0, 1)) / 86400000,
  );
}

/** ISO 8601: week 1 is the one with the year's first Thursday. */
function isoWeek(d: Date): { year: number; week: number } {
  const thursday = new Date(d.getTime() + (3 - ((d.getUTCDay() + 6) % 7)) * 86400000);
  return { year: thursday.getUTCFullYear(), week: Math.floor(yearDay(thursday) / 7) + 1 };
}

/** date(1)'s formats, with the flags - _ 0 ^ # and a width. */
export function strftime(format: string, t: Timespec): string {
  return format.replace(
    /%([-_0^#+]*)(\d*)[EO]?(:{0,3}[a-zA-Z%])/g,
    (whole, flags: string, width: string, kind: string) => {
      const made = field(kind, t);
      if (made === null) return whole;
      let [text, fill, size] = made;
      if (flags.includes("^")) text = text.toUpperCase();
      else if (flags.includes("#")) text = kind === "p" || kind === "Z" ? text.toLowerCase() : text.toUpperCase();
      if (flags.includes("-")) return text.replace(/^0+(?=.)/, "").trimStart();
      if (flags.includes("_")) fill = " ";
      else if (flags.includes("0")) fill = "0";
      if (kind === "N" && width !== "") return text.slice(0, Number(width)).padEnd(Number(width), "0");
      if (flags.includes("_")) text = text.replace(/^0+(?=.)/, "");
      return text.padStart(width === "" ? size : Number(width), fill);
    },
  );
}

type Field = [text: string, fill: string, size: number];

function field(kind: string, t: Timespec): Field | null {
  const d = new Date(t.sec * 1000);
  const number = (n: number, size: number, fill = "0"): Field => [String(n), fill, size];
  const text = (s: string): Field => [s, " ", 0];
  const again = (f: string): Field => text(strftime(f, t));
  const hour12 = d.getUTCHours() % 12 || 12;
  switch (kind) {
    case "%":
      return text("%");
    case "n":
      return text("\n");
    case "t":
      return text("\t");
    case "a":
      return text((DAYS[d.getUTCDay()] ?? "").slice(0, 3));
    case "A":
      return text(DAYS[d.getUTCDay()] ?? "");
    case "b":
    case "h":
      return text((MONTHS[d.getUTCMonth()] ?? "").slice(0, 3));
    case "B":
      return text(MONTHS[d.getUTCMonth()] ?? "");
    case "c":
      return again("%a %b %e %H:%M:%S %Y");
    case "C":
      return number(Math.floor(d.getUTCFullYear() / 100), 2);
    case "d":
      return number(d.getUTCDate(), 2);
    case "D":
    case "x":
      return again("%m/%d/%y");
    case "e":
      return number(d.getUTCDate(), 2, " ");
    case "F":
      return again("%Y-%m-%d");
    case "g":
      return number(isoWeek(d).year % 100, 2);
    case "G":
      return number(isoWeek(d).year, 4);
    case "H":
      return number(d.getUTCHours(), 2);
    case "I":
      return number(hour12, 2);
    case "j":
      return number(yearDay(d) + 1, 3);
    case "k":
      return number(d.getUTCHours(), 2, " ");
    case "l":
      return number(hour12, 2, " ");
    case "m":
      return number(d.getUTCMonth() + 1, 2);
    case "M":
      return number(d.getUTCMinutes(), 2);
    case "N":
      return [String(Math.floor(t.nsec)).padStart(9, "0"), "0", 9];
    case "p":
      return text(d.getUTCHours() < 12 ? "AM" : "PM");
    case "P":
      return text(d.getUTCHours() < 12 ? "am" : "pm");
    case "q":
      return number(Math.floor(d.getUTCMonth() / 3) + 1, 1);
    case "r":
      return again("%I:%M:%S %p");
    case "R":
      return again("%H:%M");
    case "s":
      return number(t.sec, 1);
    case "S":
      return number(d.getUTCSeconds(), 2);
    case "T":
    case "X":
      return again("%H:%M:%S");
    case "u":
      return number(d.getUTCDay() || 7, 1);
    case "U":
      return number(Math.floor((yearDay(d) + 7 - d.getUTCDay()) / 7), 2);
    case "V":
      return number(isoWeek(d).week, 2);
    case "w":
      return number(d.getUTCDay(), 1);
    case "W":
      return number(Math.floor((yearDay(d) + 7 - ((d.getUTCDay() + 6) % 7)) / 7), 2);
    case "y":
      return number(d.getUTCFullYear() % 100, 2);
    case "Y":
      return number(d.getUTCFullYear(), 4);
    case "z":
      return text("+0000");
    case ":z":
      return text("+00:00");
    case "::z":
      return text("+00:00:00");
    case ":::z":
      return text("+00");
    case "Z":
      return text("UTC");
    default:
      return null;
  }
}
