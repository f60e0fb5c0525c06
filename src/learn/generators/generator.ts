// A maker of cards: from a seed, always the same card; from another seed, another one of its kind.

import type { Card, CardHead } from "../card.ts";
import type { Both, Command } from "../lesson.ts";
import type { Inline, Prose } from "../prose.ts";

export interface Generator extends CardHead {
  make(seed: number): Card;
}

/** Commands on the first terminal. */
export const lines = (...list: readonly string[]): readonly Command[] => list.map((line) => ({ line, tty: 1 }));

/** One paragraph in both languages; what stands between backquotes is code. */
export const say = (ko: string, en: string): Both<Prose> => ({ ko: paragraph(ko), en: paragraph(en) });

function paragraph(text: string): Prose {
  const parts = text.split("`").map((part, i): Inline => (i % 2 === 1 ? { code: part } : part));
  return [{ p: parts.filter((part) => part !== "") }];
}
