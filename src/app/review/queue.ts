// What is to be asked now, of all cards there are: authored ones and those that generators make.

import { CARDS } from "virtual:cards";
import type { CardHead } from "../../learn/card.ts";
import { GENERATORS } from "../../learn/generators/all.ts";
import { reviewsOf } from "../../learn/review-log.ts";
import { memoriesOf, type Queue, queueOf } from "../../learn/schedule.ts";
import { reviewNow, useProgress } from "./progress.ts";
import { seenSteps } from "./seen.ts";

export const DECK: readonly CardHead[] = [...CARDS, ...GENERATORS];

/** The queue as things stand now. */
export function queueNow(): Queue {
  const { log, all } = useProgress.getState();
  const seen = seenSteps();
  return queueOf(DECK, memoriesOf(reviewsOf(log)), (lesson, step) => all || seen(lesson, step), reviewNow().now);
}

/** What a generator makes its card from: another one after each review, the same one after a reload. */
export const seedOf = (id: string): number =>
  reviewsOf(useProgress.getState().log).filter(({ card }) => card === id).length + 1;

const AHEAD = 20 * 60_000; // ms: a card that is due so soon is asked now when nothing else is

export interface Next {
  readonly card: CardHead;
  readonly seed: number;
}

/** The card to ask now: due ones first, then new ones, then those that are due within minutes; none of `skipped`. */
export function nextCard(skipped: readonly string[] = []): Next | null {
  const { due, fresh, later } = queueNow();
  const limit = reviewNow().now + AHEAD;
  const soon = later.filter(({ at }) => at < limit).map(({ card }) => card);
  const card = [...due, ...fresh, ...soon].find(({ id }) => !skipped.includes(id));
  return card ? { card, seed: seedOf(card.id) } : null;
}
