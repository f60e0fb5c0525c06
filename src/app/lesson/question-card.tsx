// A prediction. The right choice is the one that holds when the simulator runs the proof; it is not written anywhere.

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { Question } from "../../learn/lesson.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { tell } from "../view/notices.ts";
import { prepareQuestion, showProof } from "./guide.ts";
import { useOpenLesson, useRunIfReady, useStudyState } from "./lesson-context.ts";
import { Phrase, Prose } from "./prose.tsx";

interface Props {
  readonly index: number;
  readonly question: Question;
  readonly title: string;
}

export function QuestionCard({ index, question, title }: Props) {
  const { lesson, study } = useOpenLesson();
  const run = useRunIfReady();
  const { lesson: words } = useMessages();
  const language = useLanguage();
  const answer = useStudyState((state) => state.answers[index] ?? null);
  const [choice, setChoice] = useState(answer?.choice ?? null);
  const [checking, setChecking] = useState(false);
  const [unchosen, setUnchosen] = useState(false);
  const name = useId();
  const verdict = useRef<HTMLDivElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    // The button that was pressed is gone: the focus goes to what it brought.
    if (answer && asked.current) verdict.current?.focus();
    asked.current = false;
  }, [answer]);

  const check = async (event: FormEvent) => {
    event.preventDefault();
    setUnchosen(choice === null);
    if (choice === null || !run || checking) return;
    setChecking(true);
    asked.current = true;
    try {
      const [{ judge }, at] = await Promise.all([
        import("../run/simulator.ts"),
        prepareQuestion(run, study, lesson, index),
      ]);
      study.answer(index, { choice, ...judge(run.getState().session, question, at) });
    } catch (error) {
      tell({ kind: "program-fault", message: error instanceof Error ? error.message : String(error) });
    } finally {
      setChecking(false);
    }
  };

  const show = async () => {
    if (!run) return;
    const at = await prepareQuestion(run, study, lesson, index);
    await showProof(run, study, question, at, title);
  };

  return (
    <form className="question" data-answered={answer !== null} onSubmit={check}>
      <fieldset>
        <legend>
          <span className="question-mark">{words.predict}</span>
          <Phrase words={question.text[language]} />
        </legend>
        {question.choices.map(({ text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the choices keep their order
          <label key={i} className="choice" data-right={answer ? answer.right === i : undefined}>
            <input
              type="radio"
              name={name}
              checked={choice === i}
              disabled={answer !== null}
              onChange={() => {
                setChoice(i);
                setUnchosen(false);
              }}
            />
            <span>
              <Phrase words={text[language]} />
            </span>
          </label>
        ))}
      </fieldset>
      {!answer && (
        <button type="submit" className="button primary" aria-disabled={!run || checking}>
          {words.check}
        </button>
      )}
      <div role="status">
        {unchosen && <p className="question-problem">{words.chooseFirst}</p>}
        {checking && <p>{words.checking}</p>}
        {answer && (
          <div className="verdict" tabIndex={-1} ref={verdict} data-right={answer.choice === answer.right}>
            <p className="verdict-word">{answer.choice === answer.right ? words.right : words.wrong}</p>
            <Output text={answer.output} />
            <Prose words={question.because[language]} />
          </div>
        )}
      </div>
      {answer && (
        <div className="verdict-acts">
          <button type="button" className="button" onClick={show} aria-disabled={!run}>
            {words.showMe}
          </button>
          <button type="button" className="button quiet" onClick={() => study.answer(index, null)}>
            {words.askAgain}
          </button>
        </div>
      )}
    </form>
  );
}

/** What the proof printed, without the colours. */
function Output({ text }: { readonly text: string }) {
  const { lesson: words } = useMessages();
  const plain = text
    .replace(/\x1b\[[0-9;?]*[@-~]/g, "")
    .replaceAll("\r", "")
    .trimEnd();
  const lines = plain.split("\n").slice(0, -1); // the last is the next prompt
  if (lines.length === 0) return <p>{words.computedNothing}</p>;
  return (
    <>
      <p>{words.computed}</p>
      <pre className="prose-pre">{lines.join("\n")}</pre>
    </>
  );
}
