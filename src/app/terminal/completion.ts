// What Tab does to the line being typed: it is the shell's own completion, asked of the moment that is shown.

import type { World } from "../../kernel/world.ts";

export interface Completed {
  readonly text: string;
  readonly cursor: number;
  /** All that fit, by the last part of their path. */
  readonly candidates: readonly string[];
}

/** The line with the word at the cursor completed as far as it is certain. The shell is loaded with the simulator. */
export async function completeLine(world: World, tty: number, text: string, cursor: number): Promise<Completed> {
  const { completeOn } = await import("../run/simulator.ts");
  const { start, candidates, common } = completeOn(world, tty, text, cursor);
  const [only] = candidates;
  if (only === undefined) return { text, cursor, candidates: [] };
  const word = candidates.length > 1 ? common : only.endsWith("/") ? only : `${only} `;
  const done = text.slice(0, start) + word;
  return { text: done + text.slice(cursor), cursor: done.length, candidates: candidates.map(lastName) };
}

const lastName = (path: string): string => path.slice(path.lastIndexOf("/", path.length - 2) + 1);
