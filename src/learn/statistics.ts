// What the log of reviews says about each concept, and about the days to come.

import type { CardHead, ConceptId } from "./card.ts";
import type { Review } from "./review-log.ts";
import { type Memory, recall } from "./schedule.ts";

export interface ConceptStatistics {
  readonly concept: ConceptId;
  /** How likely each of its cards is known now, 0 to 1; in the order of the deck. */
  readonly recalls: readonly number[];
  readonly answers: number;
  /** Answers that were right: every grade but "again". */
  readonly right: number;
}

/** One entry for each concept of the deck, in the deck's order. */
export function conceptStatistics(
  deck: readonly CardHead[],
  reviews: readonly Review[],
  memories: ReadonlyMap<string, Memory>,
  now: number,
): readonly ConceptStatistics[] {
  return [...new Set(deck.map(({ concept }) => concept))].map((concept) => {
    const cards = deck.filter((card) => card.concept === concept);
    const ids = new Set(cards.map(({ id }) => id));
    const answers = reviews.filter(({ card }) => ids.has(card));
    return {
      concept,
      recalls: cards.map(({ id }) => recall(memories.get(id), now)),
      answers: answers.length,
      right: answers.filter(({ grade }) => grade !== "again").length,
    };
  });
}

/** How many of the times `due` (milliseconds since 1970) fall on each of the coming days; what is overdue falls on the first. */
export function forecast(due: readonly number[], now: number, days: number, day: number): readonly number[] {
  const counts = Array.from({ length: days }, () => 0);
  for (const at of due) {
    const i = Math.max(0, Math.floor((at - now) / day));
    if (i < days) counts[i] = (counts[i] ?? 0) + 1;
  }
  return counts;
}
