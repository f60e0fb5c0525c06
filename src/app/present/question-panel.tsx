// A question to the audience, in large words; when the proof has run, the right choice is marked.

import { Check } from "lucide-react";
import type { Question } from "../../learn/lesson.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { Phrase, Prose } from "../lesson/prose.tsx";
import { words } from "./words.ts";

/** `right`: index of the choice that the simulator found to hold; null while it is asked. */
export function QuestionPanel({ question, right }: { readonly question: Question; readonly right: number | null }) {
  const t = usePageWords(words);
  const language = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="talk-question" aria-live="polite" aria-label={t.predict} tabIndex={0}>
      <p className="question-mark">{t.predict}</p>
      <h2>
        <Phrase words={question.text[language]} />
      </h2>
      <ol>
        {question.choices.map(({ text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the choices keep their order
          <li key={i} data-right={right === null ? undefined : right === i}>
            <span className="talk-choice-mark" aria-hidden="true">
              {right === i ? <Check size={22} /> : "ABCDEF"[i]}
            </span>
            <span>
              <Phrase words={text[language]} />
            </span>
          </li>
        ))}
      </ol>
      {right !== null && (
        <div className="talk-because">
          <Prose words={question.because[language]} />
        </div>
      )}
    </section>
  );
}
