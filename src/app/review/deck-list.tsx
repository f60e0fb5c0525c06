// All cards, by lesson, each with when it is due. Any of them can be asked at once.

import { LESSONS } from "virtual:lessons";
import { Link } from "@tanstack/react-router";
import type { CardHead } from "../../learn/card.ts";
import type { Queue } from "../../learn/schedule.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import type { Language } from "../view/settings.ts";
import { conceptName } from "./concept-name.ts";
import { reviewNow } from "./progress.ts";
import { DECK, seedOf } from "./queue.ts";
import { words } from "./words.ts";

export function DeckList({ queue }: { readonly queue: Queue }) {
  const t = usePageWords(words);
  const language = useLanguage();
  return (
    <section className="deck" aria-labelledby="deck-title">
      <h2 id="deck-title">{t.deck}</h2>
      {LESSONS.map(({ id, title }) => (
        <details key={id}>
          <summary>
            {title[language]} <span className="deck-count">{DECK.filter(({ lesson }) => lesson === id).length}</span>
          </summary>
          <ul>
            {DECK.filter(({ lesson }) => lesson === id).map((card) => (
              <li key={card.id}>
                <DeckCard card={card} queue={queue} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function DeckCard({ card, queue }: { readonly card: CardHead; readonly queue: Queue }) {
  const t = usePageWords(words);
  const language = useLanguage();
  const step = stepTitle(card, language);
  const name = `${conceptName(card.concept, language)} · ${step}`;
  const later = queue.later.find((one) => one.card === card);
  const [kind, state] = later
    ? ["later", t.cardIn(later.at - reviewNow().now)]
    : queue.due.includes(card)
      ? ["due", t.cardDue]
      : queue.fresh.includes(card)
        ? ["fresh", t.cardFresh]
        : ["locked", t.cardLocked];
  return (
    <Link
      to="/review/cards"
      search={{ card: card.id, seed: seedOf(card.id) }}
      className="deck-card"
      data-kind={kind}
      aria-label={`${t.askThis(name)}, ${state}`}
    >
      <span className="review-mark" aria-hidden="true" />
      <span>{conceptName(card.concept, language)}</span>
      <span className="deck-step">{step}</span>
      <span className="deck-state">{state}</span>
    </Link>
  );
}

/** The step of the lesson that a card belongs to. */
function stepTitle({ lesson, step }: CardHead, language: Language): string {
  const head = LESSONS.find(({ id }) => id === lesson);
  return head?.stepTitles[language][head.stepIds.indexOf(step)] ?? step;
}
