// How procps prints names, command lines and times.

import type { Proc } from "./proc.ts";

/** Control characters and, in the C locale, all bytes beyond ASCII become "?". */
export const escapeText = (text: string): string => text.replace(/[\n\t]/g, " ").replace(/[^ -~]/g, "?");

/** The words of the command line; a process without one shows its name in brackets. */
export function commandLine(p: Proc): string {
  const defunct = p.state === "Z" ? " <defunct>" : "";
  if (p.argv.length > 0 && p.argv.join("") !== "") return escapeText(p.argv.join(" ")) + defunct;
  return `[${escapeText(p.comm)}]${defunct}`;
}

export const commandName = (p: Proc): string => escapeText(p.comm);

const two = (n: number): string => String(n).padStart(2, "0");

/** "[dd-]hh:mm:ss" */
export function cpuClock(seconds: number): string {
  const days = Math.floor(seconds / 86400);
  const rest = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days}-${rest}` : rest;
}

/** "[[dd-]hh:]mm:ss" */
export function elapsedClock(seconds: number): string {
  const full = cpuClock(seconds);
  return seconds < 3600 ? full.slice(3) : full;
}

/** "m:ss" */
export const bsdClock = (seconds: number): string => `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A moment, in seconds since 1970, taken apart in UTC. */
export function calendar(seconds: number) {
  const d = new Date(seconds * 1000);
  return {
    year: d.getUTCFullYear(),
    month: MONTHS[d.getUTCMonth()] ?? "",
    day: d.getUTCDate(),
    weekday: DAYS[d.getUTCDay()] ?? "",
    clock: `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`,
    second: two(d.getUTCSeconds()),
    /** Whole days since 1970: the same day, the same number. */
    number: Math.floor(seconds / 86400),
  };
}
