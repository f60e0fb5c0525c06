// Which commands there are, and which options of the real ones they refuse: read off the tables that they run by.

import type { Option } from "./getopt.ts";
import { PROGRAMS } from "./programs.ts";
import { optionsOf, toolOf } from "./tool.ts";

export interface Command {
  readonly name: string;
  /** Options as they are typed, "-a, --all"; null for a program that has no table of options (a shell, find, sed). */
  readonly options: { readonly modelled: readonly string[]; readonly refused: readonly string[] } | null;
}

const INTERNAL = ["kernel-init", "ld-so", "sshd-session"];

const typed = ({ shorts, longs }: Option): string =>
  [...shorts.map((c) => `-${c}`), ...longs.map((name) => `--${name}`)].join(", ");

/** Every command by name. */
export function commands(): readonly Command[] {
  return Object.entries(PROGRAMS)
    .filter(([name]) => !INTERNAL.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, main]) => {
      const tool = toolOf(main);
      if (!tool) return { name, options: null };
      const listed = optionsOf(tool).filter((option) => option.listed);
      const modelled = listed.filter((option) => option.modelled).map(typed);
      return { name, options: { modelled, refused: listed.filter((option) => !option.modelled).map(typed) } };
    });
}
