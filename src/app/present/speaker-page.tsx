// The speaker's window: what is shown now, what comes next, notes, time against plan. It follows the talk's window; without
// one it says so, and can still be walked.

import { useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useStore } from "zustand";
import type { Seminar } from "../../present/seminar.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { Prose } from "../lesson/prose.tsx";
import { Loading } from "../shell/loading.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { useTheme } from "../view/appearance.ts";
import { NoSeminar } from "./no-seminar.tsx";
import { Preparing } from "./preparing.tsx";
import { QuestionPanel } from "./question-panel.tsx";
import { SmallStage } from "./small-stage.tsx";
import { SpeakerClock } from "./speaker-clock.tsx";
import { NO_ACTS, useHands } from "./speaker-hands.ts";
import { beatAt, TalkContext, useTalkState } from "./talk-context.ts";
import { useTalkKeys } from "./talk-keys.ts";
import { FRESH, type Talk } from "./talk-store.ts";
import { useFollowed } from "./use-channel.ts";
import { useNewTalk, useSeminar } from "./use-talk.ts";
import { words } from "./words.ts";
import "./talk.css";
import "./speaker.css";

export function SpeakerPage() {
  const { seminar: id } = useParams({ from: "/present/$seminar/speaker" });
  const { talk = "" } = useSearch({ from: "/present/$seminar/speaker" });
  const t = usePageWords(words);
  const seminar = useSeminar(id);
  useTheme("dark");
  if (seminar === undefined) return <Loading />;
  if (seminar === null) return <NoSeminar text={t.noSuchSeminar} back={t.back} />;
  return <OpenSpeaker key={id} seminar={seminar} name={talk} />;
}

function OpenSpeaker({ seminar, name }: { readonly seminar: Seminar; readonly name: string }) {
  const talk = useNewTalk(seminar, () => FRESH);
  return talk && <Show talk={talk} name={name} />;
}

function Show({ talk, name }: { readonly talk: Talk; readonly name: string }) {
  const t = usePageWords(words);
  const language = useLanguage();
  const { life, seminar } = useStore(talk);
  const followed = useFollowed(name, seminar.id);
  const { report, alone } = followed;
  usePageTitle(`${t.speaker.title}: ${seminar.title[language]}`);
  const ready = life.path === "on-path" || life.path === "off-path";
  useEffect(() => {
    if (report && !alone) void talk.follow(report);
  }, [talk, report, alone]);
  const hands = useHands(talk, followed);
  useTalkKeys(hands.talk, NO_ACTS);

  if (!ready) return <Preparing talk={talk} />;
  return (
    <TalkContext value={talk}>
      <div className="speaker">
        {alone && <Alone seminar={seminar} />}
        {!alone && !report && <p role="status">{t.speaker.waiting}</p>}
        <Now />
        <Next />
        <Notes />
        <SpeakerClock wish={hands.wish} />
      </div>
    </TalkContext>
  );
}

function Alone({ seminar }: { readonly seminar: Seminar }) {
  const t = usePageWords(words);
  return (
    <div className="speaker-alone" role="alert">
      <p>{t.speaker.alone}</p>
      <a className="button primary" href={`#/present/${seminar.id}`} target="_blank" rel="noopener opener">
        {t.speaker.openTalk}
      </a>
    </div>
  );
}

/** The picture of a beat as it will have run, and what is done in it. */
function Beat({ at }: { readonly at: number }) {
  const t = usePageWords(words);
  const language = useLanguage();
  const view = useTalkState((all) => all);
  const found = beatAt(view, at);
  const session = found && view.prepared.get(found.beat.lesson)?.session;
  if (!found || !session) return <p>{t.speaker.last}</p>;
  const { beat, step } = found;
  const off = at === view.at && view.life.path === "off-path";
  const world = off ? session.at(session.length) : session.atOf(beat.branch, beat.to);
  const title = step.title[language];
  return (
    <>
      <SmallStage world={world} label={t.stageSmall(title)} />
      <p className="speaker-beat">
        <strong>
          {t.cueOf(beat.cue + 1, view.seminar.cues.length)} · {title}
        </strong>
        <span>{beat.kind === "command" ? t.speaker.beats.command(beat.line ?? "") : t.speaker.beats[beat.kind]}</span>
      </p>
    </>
  );
}

/** What is being asked, and for the speaker alone: which answer is right. */
function Asked({ at }: { readonly at: number }) {
  const view = useTalkState((all) => all);
  const found = beatAt(view, at);
  const ask = found && view.prepared.get(found.beat.lesson)?.steps.get(found.beat.step)?.ask;
  if (!found?.step.ask || !ask || (found.beat.kind !== "ask" && found.beat.kind !== "proof")) return null;
  return <QuestionPanel question={found.step.ask} right={ask.right} />;
}

function Now() {
  const t = usePageWords(words);
  const { at, life } = useTalkState((all) => all);
  return (
    <section className="speaker-now" aria-labelledby="now-title">
      <h1 id="now-title">{t.speaker.now}</h1>
      <Beat at={at} />
      <Asked at={at} />
      {life.screen === "black" && <p className="speaker-sign">{t.speaker.blackNow}</p>}
      {life.path === "off-path" && <p className="speaker-sign">{t.speaker.offPathNow}</p>}
    </section>
  );
}

function Next() {
  const t = usePageWords(words);
  const at = useTalkState((view) => view.at);
  return (
    <section className="speaker-next" aria-labelledby="next-title">
      <h2 id="next-title">{t.speaker.next}</h2>
      <Beat at={at + 1} />
    </section>
  );
}

function Notes() {
  const t = usePageWords(words);
  const language = useLanguage();
  const view = useTalkState((all) => all);
  const found = beatAt(view, view.at);
  const own = found && view.seminar.cues[found.beat.cue]?.note;
  return (
    <section className="speaker-notes" aria-labelledby="notes-title">
      <h2 id="notes-title">{t.speaker.notes}</h2>
      {own ? <p>{own[language]}</p> : found && <Prose words={found.step.note[language]} />}
      {!own && found?.step.note[language].length === 0 && <p>{t.speaker.noNotes}</p>}
    </section>
  );
}
