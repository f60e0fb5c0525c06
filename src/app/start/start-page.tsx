// The first page: one machine with three places in it, and a question asked in all of them. What a container is, and what
// it is not, can be seen before a word of it was read.

import { lazy, Suspense, useEffect } from "react";
import { useStore } from "zustand";
import { useMessages } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { Fault, FaultMessage } from "../shell/fault.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { useView } from "../view/view.ts";
import { COMMANDS, QUESTIONS } from "./places.ts";
import { type PlacesStore, usePlaces } from "./use-places.ts";
import { Ways } from "./ways.tsx";
import { words } from "./words.ts";
import "./start.css";

const House = lazy(() => import("./house.tsx").then((module) => ({ default: module.House })));

export function StartPage() {
  const t = usePageWords(words);
  const { titles } = useMessages();
  usePageTitle(titles.start);
  useEffect(() => useView.getState().reset(), []);
  const places = usePlaces();
  return (
    <div className="start">
      <div className="start-words">
        <h1>{t.heading}</h1>
        <p className="lead">{t.lead}</p>
        <Questions places={places} />
        <Ways />
      </div>
      <div className="start-house">{places ? <Living places={places} /> : <Waiting />}</div>
    </div>
  );
}

function Waiting() {
  return (
    <p className="start-waiting" role="status">
      {usePageWords(words).booting}
    </p>
  );
}

function Living({ places }: { readonly places: PlacesStore }) {
  const t = usePageWords(words);
  const { run, error } = useStore(places);
  if (error !== null) {
    return <FaultMessage message={t.failed} error={error} retry={() => location.reload()} />;
  }
  if (!run) return <Waiting />;
  return (
    <Suspense fallback={<Waiting />}>
      <Fault name={t.stage}>
        <House run={run} places={places} />
      </Fault>
    </Suspense>
  );
}

function Questions({ places }: { readonly places: PlacesStore | null }) {
  const t = usePageWords(words);
  return (
    <section className="start-questions" aria-labelledby="ask-title">
      <h2 id="ask-title">{t.ask}</h2>
      <ul>
        {QUESTIONS.map((question) => (
          <li key={question}>
            {places ? (
              <Question places={places} question={question} />
            ) : (
              <QuestionButton question={question} ready={false} pressed={false} act={() => {}} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Question = (typeof QUESTIONS)[number];

function Question({ places, question }: { readonly places: PlacesStore; readonly question: Question }) {
  const asked = useStore(places, (state) => state.question);
  const ready = useStore(places, (state) => state.run !== null);
  const act = () => void places.ask(question);
  return <QuestionButton question={question} ready={ready} pressed={asked === question} act={act} />;
}

interface ButtonProps {
  readonly question: Question;
  readonly ready: boolean;
  readonly pressed: boolean;
  readonly act: () => void;
}

function QuestionButton({ question, ready, pressed, act }: ButtonProps) {
  const t = usePageWords(words);
  return (
    <button
      type="button"
      className="start-question"
      aria-label={t.askLabel(t.questions[question], COMMANDS[question])}
      aria-disabled={!ready}
      aria-pressed={pressed}
      onClick={() => ready && act()}
    >
      <span>{t.questions[question]}</span>
      <code>{COMMANDS[question]}</code>
    </button>
  );
}
