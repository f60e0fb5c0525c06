import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { LessonHead } from "../../learn/lesson.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { readRecord } from "../run/record.ts";

/** A lesson on the map: what it is about, and its steps as marks that lead to them. */
export function Station({ lesson }: { readonly lesson: LessonHead }) {
  const { id, order, title, summary, minutes, steps, stepIds, stepTitles } = lesson;
  const { learn, lesson: words } = useMessages();
  const language = useLanguage();
  const [kept, setKept] = useState(() => readRecord(id));
  // A lesson that was just left stores its last change when it goes, which is after this page was first computed.
  useEffect(() => setKept(readRecord(id)), [id]);
  const record = kept === "damaged" ? null : kept;
  const seen = Math.min(record?.seen.length ?? 0, steps);
  const act = !record ? learn.start : seen >= steps ? learn.again : learn.resume(record.step + 1);
  const stateOf = (step: number) => {
    const answer = record?.answers[step];
    if (answer) return answer.choice === answer.right ? "right" : "wrong";
    return record?.seen.includes(step) ? "seen" : "new";
  };
  return (
    <li className="station" data-done={seen >= steps}>
      <span className="station-number" aria-hidden="true">
        {order}
      </span>
      <Link to="/learn/$lesson" params={{ lesson: id }} className="station-card">
        <span className="station-text">
          <strong>{title[language]}</strong>
          <span>{summary[language]}</span>
          <span className="station-facts">
            {learn.steps(steps)} · {learn.minutes(minutes)}
            {seen > 0 && ` · ${seen >= steps ? learn.done : learn.progress(seen, steps)}`}
          </span>
        </span>
        <span className="station-act">{act}</span>
      </Link>
      <ol className="station-steps" aria-label={words.steps}>
        {stepIds.map((step, i) => {
          const state = stateOf(i);
          const name = learn.stepState(
            words.stepLink(i + 1, stepTitles[language][i] ?? "", false),
            learn.states[state],
          );
          return (
            <li key={step}>
              <Link
                to="/learn/$lesson"
                params={{ lesson: id }}
                search={{ step }}
                className="station-step"
                data-state={state}
                aria-label={name}
                title={name}
              >
                <span aria-hidden="true">{i + 1}</span>
              </Link>
            </li>
          );
        })}
      </ol>
    </li>
  );
}
