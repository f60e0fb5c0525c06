// When a card is due: FSRS (ts-fsrs), without chance. The state of a card is the fold of its reviews.

import { createEmptyCard, type FSRS, fsrs, type Card as Memory, Rating, State } from "ts-fsrs";
import type { CardHead } from "./card.ts";
import type { Grade, Review } from "./review-log.ts";

export type { Memory };

const scheduler: FSRS = fsrs({ enable_fuzz: false });

const RATINGS = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy } as const;

/** What is remembered of each card that was ever reviewed. `reviews` in the order of time. */
export function memoriesOf(reviews: readonly Review[]): ReadonlyMap<string, Memory> {
  const memories = new Map<string, Memory>();
  for (const { card, at, grade } of reviews) {
    const when = new Date(at);
    const before: Memory = memories.get(card) ?? createEmptyCard(when);
    memories.set(card, scheduler.next(before, when, RATINGS[grade]).card);
  }
  return memories;
}

/** When the card would be due after each grade, in milliseconds from `now`. */
export function intervals(memory: Memory | undefined, now: number): Readonly<Record<Grade, number>> {
  const when = new Date(now);
  const preview = scheduler.repeat(memory ?? createEmptyCard(when), when);
  const after = (grade: Grade): number => preview[RATINGS[grade]].card.due.getTime() - now;
  return { again: after("again"), hard: after("hard"), good: after("good"), easy: after("easy") };
}

/** How likely it is that the card would be answered rightly now, 0 to 1; 0 for one that was never reviewed. */
export function recall(memory: Memory | undefined, now: number): number {
  if (!memory || memory.state === State.New) return 0;
  return scheduler.get_retrievability(memory, new Date(now), false);
}

export interface Queue {
  /** Reviewed before, and due: the longest overdue first. */
  readonly due: readonly CardHead[];
  /** Never reviewed; their step of the lesson was seen. In the order of the deck. */
  readonly fresh: readonly CardHead[];
  /** Reviewed, and due later: the next one first, with when (milliseconds since 1970). */
  readonly later: readonly { readonly card: CardHead; readonly at: number }[];
  /** Their step of the lesson was not seen yet. */
  readonly locked: readonly CardHead[];
}

/** What is to be asked now. `seen` tells whether a step of a lesson was seen. */
export function queueOf(
  deck: readonly CardHead[],
  memories: ReadonlyMap<string, Memory>,
  seen: (lesson: string, step: string) => boolean,
  now: number,
): Queue {
  const known = deck.flatMap((card) => {
    const memory = memories.get(card.id);
    return memory ? [{ card, at: memory.due.getTime() }] : [];
  });
  known.sort((a, b) => a.at - b.at);
  const fresh = deck.filter(({ id }) => !memories.has(id));
  return {
    due: known.filter(({ at }) => at <= now).map(({ card }) => card),
    fresh: fresh.filter(({ lesson, step }) => seen(lesson, step)),
    later: known.filter(({ at }) => at > now),
    locked: fresh.filter(({ lesson, step }) => !seen(lesson, step)),
  };
}

/** The number that stands beside "Review" in the bar. */
export const countDue = ({ due, fresh }: Queue): number => due.length + fresh.length;
