// The text that a command came from: positions in the syntax tree are offsets into it.

import type { Command, Redirection } from "unbash";

export interface Unit {
  readonly text: string;
  /** What errors call it. */
  readonly name: string;
  /** Line number of its first line. */
  readonly line: number;
  /** Offsets where its lines begin; made when first asked for. */
  starts: number[] | null;
}

export const unitOf = (text: string, name: string, line = 1): Unit => ({ text, name, line, starts: null });

/** The line number of an offset. */
export function lineAt(unit: Unit, pos: number): number {
  if (unit.starts === null) {
    unit.starts = [0];
    for (let i = unit.text.indexOf("\n"); i >= 0; i = unit.text.indexOf("\n", i + 1)) unit.starts.push(i + 1);
  }
  let low = 0;
  let high = unit.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((unit.starts[middle] ?? 0) <= pos) low = middle;
    else high = middle - 1;
  }
  return unit.line + low;
}

/**
 * Where bash thinks a simple command is: its grammar notes the line when it has read one token ahead,
 * so a command whose second word ends on the next line is reported there.
 */
export function commandPlace(node: Command): number {
  const parts: readonly (Redirection | { readonly pos: number; readonly end: number; readonly type: string })[] = [
    ...node.prefix,
    ...(node.name ? [node.name] : []),
    ...node.suffix,
  ].sort((a, b) => a.pos - b.pos);
  const second = parts[1];
  if (!second) return node.pos;
  return second.type === "Redirect" || second.type.startsWith("Here") ? second.pos : second.end;
}
