// Colours of ls --color: the built-in set of dircolors(1), changed by LS_COLORS.

import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFSOCK } from "../../kernel/abi/flags.ts";
import type { Entry, Shape } from "./ls-format.ts";

const DEFAULTS: Readonly<Record<string, string>> = {
  di: "01;34",
  ln: "01;36",
  pi: "33",
  so: "01;35",
  bd: "01;33",
  cd: "01;33",
  ex: "01;32",
  su: "37;41",
  sg: "30;43",
  st: "37;44",
  ow: "34;42",
  tw: "30;42",
};

/** The name in its colour; unchanged where there is none. */
export function paint(text: string, e: Entry, shape: Shape): string {
  if (!shape.color) return text;
  const given = Object.fromEntries(
    shape.lsColors
      .split(":")
      .map((each) => each.split("="))
      .filter((pair) => pair.length === 2),
  ) as Record<string, string>;
  const colors = { ...DEFAULTS, ...given };
  const code = colors[kind(e, colors)] ?? suffixColor(e.name, e, given);
  return code ? `\x1b[${code}m${text}\x1b[0m` : text;
}

function kind(e: Entry, colors: Readonly<Record<string, string>>): string {
  const mode = e.st?.mode ?? e.fileType ?? 0;
  switch (mode & S_IFMT) {
    case S_IFDIR:
      if ((mode & 0o1002) === 0o1002) return "tw";
      if (mode & 0o002) return "ow";
      return mode & 0o1000 ? "st" : "di";
    case S_IFLNK:
      return e.link?.mode === null && colors.or ? "or" : "ln";
    case S_IFIFO:
      return "pi";
    case S_IFSOCK:
      return "so";
    case S_IFBLK:
      return "bd";
    case S_IFCHR:
      return "cd";
    case 0:
      return "mi";
    default:
      if (mode & 0o4000) return "su";
      if (mode & 0o2000) return "sg";
      return mode & 0o111 ? "ex" : "fi";
  }
}

function suffixColor(name: string, e: Entry, given: Readonly<Record<string, string>>): string | undefined {
  if (e.type === "dir") return undefined;
  const key = Object.keys(given).find((k) => k.startsWith("*") && name.endsWith(k.slice(1)));
  return key === undefined ? undefined : given[key];
}
