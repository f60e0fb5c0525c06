// The words of a card: where we are, what is asked, the answer, the verdict, the grade.

import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Card } from "../../learn/card.ts";
import type { Reply } from "../../learn/examine.ts";
import type { Grade } from "../../learn/review-log.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { Prose } from "../lesson/prose.tsx";
import { FaultMessage } from "../shell/fault.tsx";
import type { AskedCard } from "./asked-card.ts";
import { conceptName } from "./concept-name.ts";
import { GradeBar } from "./grade-bar.tsx";
import { ReplyForm } from "./reply-form.tsx";
import { Verdict } from "./verdict.tsx";
import { words } from "./words.ts";
import "../lesson/words.css";
import "./card.css";

interface Props {
  readonly asked: AskedCard;
  readonly onGrade: (grade: Grade) => void;
  readonly onSkip: () => void;
}

export function CardPanel({ asked, onGrade, onSkip }: Props) {
  const t = usePageWords(words);
  const language = useLanguage();
  const { card, life, error } = useStore(asked);
  const heading = useRef<HTMLHeadingElement>(null);
  const { concept } = asked.next.card;
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section className="words card-panel" aria-labelledby="card-heading">
      <h1 id="card-heading" ref={heading} tabIndex={-1} className="card-concept">
        {conceptName(concept, language)}
        {card && <span> · {t.forms[card.form]}</span>}
        {card?.id.startsWith("gen-") && <span> · {t.generated(asked.next.seed)}</span>}
      </h1>
      {life === "examining" && <p role="status">{t.examining}</p>}
      {life === "broken" && (
        <>
          <FaultMessage message={t.broken} error={error} retry={asked.retry} />
          <button type="button" className="button" onClick={onSkip}>
            {t.skip}
          </button>
        </>
      )}
      {card && life !== "examining" && life !== "broken" && <Asked asked={asked} card={card} onGrade={onGrade} />}
    </section>
  );
}

function Asked({
  asked,
  card,
  onGrade,
}: {
  readonly asked: AskedCard;
  readonly card: Card;
  onGrade: Props["onGrade"];
}) {
  const t = usePageWords(words);
  const language = useLanguage();
  const { life, examined, reply: given } = useStore(asked);
  const [reply, setReply] = useState<Reply | null>(null);
  const [empty, setEmpty] = useState(false);
  const verdict = useRef<HTMLDivElement>(null);
  const answered = life !== "asking";
  useEffect(() => {
    if (answered) verdict.current?.focus();
  }, [answered]);
  const hold = useCallback((next: Reply | null) => {
    setReply(next);
    setEmpty(false);
  }, []);
  const check = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(reply === null);
    if (reply !== null && !answered) void asked.answer(reply);
  };
  return (
    <>
      <Commands label={t.ranSoFar} lines={card.setup.map(({ line }) => line)} none={t.nothingRan} />
      <form className="question" data-answered={answered} onSubmit={check}>
        <div className="card-question">
          <Prose words={card.question[language]} />
        </div>
        {(card.form === "type" || card.form === "order") && (
          <Commands label={t.thenRuns} lines={card.proof.map(({ line }) => line)} none="" />
        )}
        {!answered && (
          <>
            <fieldset className="reply">
              <legend className="hidden">{t.typeLabel}</legend>
              <ReplyForm asked={asked} card={card} onReply={hold} />
            </fieldset>
            <div className="card-acts">
              <button type="submit" className="button primary" aria-disabled={reply === null}>
                {t.check}
              </button>
              <button type="button" className="button quiet" onClick={() => void asked.answer(null)}>
                {t.giveUp}
              </button>
            </div>
          </>
        )}
        <div role="status">{empty && !answered && <p className="question-problem">{t.needReply}</p>}</div>
        {answered && examined && (
          <Verdict
            ref={verdict}
            card={card}
            examined={examined}
            reply={given}
            right={life === "right"}
            onReplay={asked.replay}
          />
        )}
      </form>
      {(life === "right" || life === "wrong") && <GradeBar asked={asked} right={life === "right"} onGrade={onGrade} />}
    </>
  );
}

function Commands({ label, lines, none }: { readonly label: string; readonly lines: readonly string[]; none: string }) {
  return (
    <div className="card-commands">
      <p className="reply-hint">{label}</p>
      {lines.length === 0 ? (
        <p>{none}</p>
      ) : (
        <pre className="prose-pre">{lines.map((line) => `$ ${line}`).join("\n")}</pre>
      )}
    </div>
  );
}
