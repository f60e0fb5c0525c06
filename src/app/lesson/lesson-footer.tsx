import { Check, CircleDashed, Link2, RotateCcw } from "lucide-react";
import { useRef } from "react";
import type { Step } from "../../learn/lesson.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { useOpenLesson, useRunIfReady } from "./lesson-context.ts";
import { forgetLesson } from "./open-lesson.ts";
import { copyLink } from "./share-link.ts";

/** What the step rests on, how true the model is, and what can be done with the lesson as a whole. */
export function LessonFooter({ step }: { readonly step: Step }) {
  const { lesson, study } = useOpenLesson();
  const run = useRunIfReady();
  const { lesson: words } = useMessages();
  const language = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <footer className="lesson-footer">
      {step.cite.length > 0 && (
        <p>
          {words.sources}: {step.cite.join(", ")}
        </p>
      )}
      <details>
        <summary>{words.fidelity}</summary>
        <ul className="claims">
          {lesson.fidelity.map(({ mark, text }) => (
            <li key={text.en} data-mark={mark}>
              {mark === "same" ? <Check aria-hidden size={16} /> : <CircleDashed aria-hidden size={16} />}
              <span>
                <strong>{mark === "same" ? words.faithful : words.simplified}.</strong> {text[language]}
              </span>
            </li>
          ))}
        </ul>
      </details>
      <div className="lesson-acts">
        <button
          type="button"
          className="link-button"
          aria-disabled={!run}
          onClick={() => run && copyLink(lesson, run, study)}
        >
          <Link2 aria-hidden size={16} />
          {words.share}
        </button>
        <button type="button" className="link-button" onClick={() => dialog.current?.showModal()}>
          <RotateCcw aria-hidden size={16} />
          {words.restart}
        </button>
      </div>
      <dialog ref={dialog} className="dialog" aria-label={words.restart}>
        <p>{words.restartSure}</p>
        <form method="dialog">
          <button type="submit" className="button">
            {words.restartNo}
          </button>
          <button type="button" className="button primary" onClick={() => forgetLesson(lesson.id)}>
            {words.restartYes}
          </button>
        </form>
      </dialog>
    </footer>
  );
}
