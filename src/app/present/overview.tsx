// All cues at a glance: choose one with the arrow keys and Enter, or by pressing it.

import { type KeyboardEvent, useEffect, useRef } from "react";
import { beatOfCue } from "../../present/beats.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { SmallStage } from "./small-stage.tsx";
import { beatAt, useTalk, useTalkState } from "./talk-context.ts";
import { words } from "./words.ts";

export function Overview() {
  const t = usePageWords(words);
  const language = useLanguage();
  const talk = useTalk();
  const view = useTalkState((all) => all);
  const list = useRef<HTMLOListElement>(null);
  const now = view.beats[view.at]?.cue ?? 0;
  useEffect(() => {
    list.current?.querySelectorAll("button")[now]?.focus();
  }, [now]);
  const move = (event: KeyboardEvent<HTMLOListElement>) => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const columns = list.current ? getComputedStyle(list.current).gridTemplateColumns.split(" ").length : 1;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[Math.max(0, Math.min(at + by, buttons.length - 1))]?.focus();
  };
  return (
    <section className="talk-overview" aria-label={t.overview}>
      <h2>{t.overview}</h2>
      <ol ref={list} onKeyDown={move}>
        {view.seminar.cues.map((_, cue) => {
          const at = beatOfCue(view.beats, cue);
          // The picture shows what the cue comes to; choosing it leads to its start.
          const shown = view.beats.findLastIndex((beat) => beat.cue === cue && beat.branch === 0);
          const found = beatAt(view, shown);
          const session = found && view.prepared.get(found.beat.lesson)?.session;
          if (!found || !session) return null;
          const title = found.step.title[language];
          return (
            <li key={`${found.beat.lesson}/${found.beat.step}`}>
              <button
                type="button"
                aria-current={cue === now ? "step" : undefined}
                aria-label={t.goTo(cue + 1, title)}
                onClick={() => talk.go(at)}
              >
                <SmallStage world={session.atOf(0, found.beat.to)} label={t.stageSmall(title)} />
                <span className="overview-title">
                  <span>{cue + 1}</span> {title}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
