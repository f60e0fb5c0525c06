// Aliases: the first word of a simple command is replaced in the text before it is parsed - bash(1), ALIASES.

import { forEachChild, parse, type Statement, type SyntaxNode } from "unbash";
import type { Shell } from "../shell.ts";

const MAX_ROUNDS = 20;

/** The text with aliases in place of their names, where the shell expands them. */
export function expandAliases(sh: Shell, text: string): string {
  if (sh.aliases.size === 0 || (sh.dialect.extended && !sh.interactive && !sh.shopts.has("expand_aliases")))
    return text;
  let out = text;
  let done: readonly { readonly from: number; readonly to: number; readonly name: string }[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const hit = firstAlias(sh, out, done);
    if (!hit) return out;
    const value = sh.aliases.get(hit.name) ?? "";
    const change = value.length - hit.name.length;
    out = out.slice(0, hit.pos) + value + out.slice(hit.pos + hit.name.length);
    const moved = done.map((d) =>
      d.from > hit.pos
        ? { ...d, from: d.from + change, to: d.to + change }
        : { ...d, to: d.to >= hit.pos ? d.to + change : d.to },
    );
    done = [...moved, { from: hit.pos, to: hit.pos + value.length, name: hit.name }];
  }
  return out;
}

interface Hit {
  readonly name: string;
  readonly pos: number;
}

function firstAlias(sh: Shell, text: string, done: readonly { from: number; to: number; name: string }[]): Hit | null {
  let found: Hit | null = null;
  const visit = (node: SyntaxNode): void => {
    if (found) return;
    if (node.type === "Command" && node.name && node.name.parts === undefined) {
      const { text: name, pos } = node.name;
      // "If the first word of the replacement text is identical to the alias being expanded, it is not expanded again"
      const again = done.some((d) => d.name === name && pos >= d.from && pos < Math.max(d.to, d.from + 1));
      if (sh.aliases.has(name) && !again) {
        found = { name, pos };
        return;
      }
    }
    if (node.type !== "CommandExpansion" && node.type !== "ProcessSubstitution") forEachChild(node, visit);
  };
  for (const statement of parse(text).commands as readonly Statement[]) visit(statement);
  return found;
}
