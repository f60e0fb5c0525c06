// The directives of stat -c and --printf.

import { S_IFBLK, S_IFCHR, S_IFMT } from "../../kernel/abi/flags.ts";
import { quoteaf, quoteIfNeeded } from "../quote.ts";
import { strftime, type Timespec, wallClock } from "./clock.ts";
import type { Stat } from "./ls-format.ts";
import { isLink, modeString, typeName } from "./mode.ts";

export interface Shown {
  readonly path: string;
  readonly st: Stat;
  readonly target: string | null;
  readonly user: string | undefined;
  readonly group: string | undefined;
  readonly mountPoint: string;
}

const SPEC = /%([-#0+' ]*)(\d+)?(?:\.(\d+)?)?([HL:]?[a-zA-Z%])/g;

/** glibc's makedev(3). */
export const deviceNumber = ({ major, minor }: { major: number; minor: number }): number =>
  (minor & 0xff) | ((major & 0xfff) << 8) | ((minor & ~0xff) << 12);

/** "2026-01-01 00:00:00.000000000 +0000" */
const human = (t: Timespec): string => strftime("%Y-%m-%d %H:%M:%S.%N %z", t);

export function formatStat(format: string, f: Shown, unknown: (directive: string) => void): string {
  return format.replace(SPEC, (whole, flags: string, width = "", precision: string | undefined, kind: string) => {
    if (kind === "%") return "%";
    const hasDot = whole.includes(".");
    const value = directive(kind, f, flags, hasDot ? Number(precision ?? 9) : null);
    if (value === null) {
      unknown(whole);
      return "?";
    }
    const cut = hasDot && !/^[WXYZ]$/.test(kind) && precision !== undefined ? value.slice(0, Number(precision)) : value;
    if (flags.includes("-")) return cut.padEnd(Number(width));
    return cut.padStart(Number(width), flags.includes("0") && /^[0-9a-f]+$/.test(cut) ? "0" : " ");
  });
}

function directive(
  kind: string,
  { path, st, target, user, group, mountPoint }: Shown,
  flags: string,
  digits: number | null,
): string | null {
  const octal = (n: number) => (flags.includes("#") && n !== 0 ? "0" : "") + n.toString(8);
  const device = (st.mode & S_IFMT) === S_IFCHR || (st.mode & S_IFMT) === S_IFBLK;
  const seconds = (ns: number): string => {
    const t = wallClock(ns);
    const whole = String(t.sec);
    return digits
      ? `${whole}.${String(Math.floor(t.nsec)).padStart(9, "0").slice(0, digits).padEnd(digits, "0")}`
      : whole;
  };
  switch (kind) {
    case "a":
      return octal(st.mode & 0o7777);
    case "A":
      return modeString(st.mode);
    case "b":
      return String(st.blocks);
    case "B":
      return "512";
    case "d":
      return String(deviceNumber(st.dev));
    case "Hd":
      return String(st.dev.major);
    case "Ld":
      return String(st.dev.minor);
    case "D":
      return deviceNumber(st.dev).toString(16);
    case "f":
      return st.mode.toString(16);
    case "F":
      return typeName(st.mode, st.size);
    case "g":
      return String(st.gid);
    case "G":
      return group ?? "UNKNOWN";
    case "h":
      return String(st.nlink);
    case "i":
      return String(st.ino);
    case "m":
      return mountPoint;
    case "n":
      return path;
    case "N":
      return isLink(st.mode) && target !== null ? `${quoteaf(path)} -> ${quoteaf(target)}` : quoteaf(path);
    case ":N": // ours: the default output quotes only what needs it
      return isLink(st.mode) && target !== null
        ? `${quoteIfNeeded(path)} -> ${quoteIfNeeded(target)}`
        : quoteIfNeeded(path);
    case "o":
      return "4096";
    case "s":
      return String(st.size);
    case "r":
      return String(device ? deviceNumber(st.rdev) : 0);
    case "R":
      return (device ? deviceNumber(st.rdev) : 0).toString(16);
    case "t":
    case "Hr":
      return kind === "t" ? st.rdev.major.toString(16) : String(st.rdev.major);
    case "T":
    case "Lr":
      return kind === "T" ? st.rdev.minor.toString(16) : String(st.rdev.minor);
    case "u":
      return String(st.uid);
    case "U":
      return user ?? "UNKNOWN";
    case "w": // the model keeps no birth times, as file systems without them
      return "-";
    case "W":
      return "0";
    case "x":
      return human(wallClock(st.atime));
    case "X":
      return seconds(st.atime);
    case "y":
      return human(wallClock(st.mtime));
    case "Y":
      return seconds(st.mtime);
    case "z":
      return human(wallClock(st.ctime));
    case "Z":
      return seconds(st.ctime);
    default:
      return null;
  }
}

/** What stat prints without a format; devices show their type too. */
export function defaultFormat(st: Stat): string {
  const device = (st.mode & S_IFMT) === S_IFCHR || (st.mode & S_IFMT) === S_IFBLK;
  return (
    "  File: %:N\n" +
    "  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F\n" +
    (device
      ? "Device: %Hd,%Ld\tInode: %-10i  Links: %-5h Device type: %Hr,%Lr\n"
      : "Device: %Hd,%Ld\tInode: %-10i  Links: %h\n") +
    "Access: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)\n" +
    "Access: %x\nModify: %y\nChange: %z\n Birth: %w\n"
  );
}

export const TERSE = "%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o\n";
