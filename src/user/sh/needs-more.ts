// Is a text that was typed so far a whole command, or does the shell have to ask for more (PS2)?

import { parseText } from "./syntax/parse.ts";

export function needsMore(text: string, extended = true): boolean {
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(text)) return true;
  const { verdict } = parseText(text, { extended, extglob: true });
  return verdict.kind === "unfinished" || (verdict.kind === "complete" && verdict.open !== null);
}
