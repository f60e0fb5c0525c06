// What the lesson says: the step's title and prose, its commands, its question, the way on.

import { LESSONS } from "virtual:lessons";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, ArrowRight, CircleHelp } from "lucide-react";
import { type KeyboardEvent, lazy, type RefObject, Suspense, useEffect, useRef } from "react";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { useView } from "../view/view.ts";
import { CommandChips } from "./command-chips.tsx";
import { goToStep } from "./guide.ts";
import { useOpenLesson, useRunIfReady, useStudyState } from "./lesson-context.ts";
import { LessonFooter } from "./lesson-footer.tsx";
import { Prose } from "./prose.tsx";
import { QuestionCard } from "./question-card.tsx";
import { StepList } from "./step-list.tsx";
import "./words.css";

const TerminalPeek = lazy(() => import("./terminal-peek.tsx").then((module) => ({ default: module.TerminalPeek })));

export function WordsPanel() {
  const { lesson, study } = useOpenLesson();
  const run = useRunIfReady();
  const { lesson: words } = useMessages();
  const language = useLanguage();
  const index = useStudyState((state) => state.step);
  const step = lesson.script[index];
  const answered = useStudyState((state) => state.answers[index] !== undefined);
  const heading = useFocusOnChange(index);
  const scroller = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is read from its top
  useEffect(() => {
    scroller.current?.scrollTo(0, 0);
  }, [index]);
  const focusOn = useView((view) => view.focusOn);
  const focus = step?.focus ?? null;
  useEffect(() => focusOn(focus), [focus, focusOn]);
  if (!step) return null;

  const go = (to: number) => {
    if (lesson.script[to]) void goToStep(run, study, lesson, to);
  };
  // Single letters, but only while the focus is in here and not in a field (WCAG 2.1.4).
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLInputElement) return;
    if (event.key === "n") go(index + 1);
    if (event.key === "p") go(index - 1);
  };
  const last = index === lesson.script.length - 1;
  const open = step.ask !== null && !answered;

  return (
    <section className="words" aria-label={words.words} onKeyDown={onKeyDown} ref={scroller}>
      <p className="words-lesson">{lesson.title[language]}</p>
      <StepList go={go} />
      <h1 ref={heading} tabIndex={-1} className="words-title">
        <span className="hidden">{words.stepOf(index + 1, lesson.script.length)}: </span>
        {step.title[language]}
      </h1>
      <div className="prose">
        <Prose words={step.words[language]} />
      </div>
      <CommandChips index={index} commands={step.run} />
      {run && (
        <Suspense>
          <TerminalPeek run={run} />
        </Suspense>
      )}
      {step.ask && <QuestionCard key={step.id} index={index} question={step.ask} title={step.title[language]} />}
      {last && <WaysOn />}
      <LessonFooter step={step} />
      <div className="words-nav">
        <button type="button" className="button" aria-disabled={index === 0} onClick={() => go(index - 1)}>
          <ArrowLeft aria-hidden size={16} />
          {words.previous}
        </button>
        {open && <QuestionMark scroller={scroller} />}
        {last ? (
          <Link to="/learn" className="button primary">
            {words.finish}
          </Link>
        ) : (
          <button type="button" className="button primary" title={words.keys} onClick={() => go(index + 1)}>
            {words.next}
            <ArrowRight aria-hidden size={16} />
          </button>
        )}
      </div>
    </section>
  );
}

/** On a narrow screen a question may stand below what is seen: this leads to it. */
function QuestionMark({ scroller }: { readonly scroller: RefObject<HTMLElement | null> }) {
  const { lesson: words } = useMessages();
  const show = () => scroller.current?.querySelector(".question")?.scrollIntoView({ block: "start" });
  return (
    <button type="button" className="button open-question" aria-label={words.openQuestion} onClick={show}>
      <CircleHelp aria-hidden size={18} />
    </button>
  );
}

/** After the last step: the next lesson, and the cards. */
function WaysOn() {
  const { lesson } = useOpenLesson();
  const { lesson: words } = useMessages();
  const language = useLanguage();
  const next = LESSONS[LESSONS.findIndex(({ id }) => id === lesson.id) + 1];
  return (
    <section className="ways-on" aria-label={words.over}>
      <p>{words.over}</p>
      {next && (
        <Link to="/learn/$lesson" params={{ lesson: next.id }} className="button">
          {words.nextLesson(next.title[language])}
        </Link>
      )}
      <Link to="/review" className="button">
        {words.reviewThis}
      </Link>
    </section>
  );
}

/** Moves the focus to the heading of a new step, so that a screen reader reads on there. */
function useFocusOnChange(index: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(index);
  useEffect(() => {
    if (before.current === index) return;
    before.current = index;
    heading.current?.focus({ preventScroll: true });
  }, [index]);
  return heading;
}
