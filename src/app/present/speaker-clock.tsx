// The time: of day, of the talk, against the plan. And what a hand may want of the talk.

import { ArrowLeft, ArrowRight, MonitorOff, Pause, Play, RotateCcw, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import type { Wish } from "../../present/channel-messages.ts";
import { elapsed, offPlan } from "../../present/pace.ts";
import { plannedMinutes } from "../../present/seminar.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { useTalkState } from "./talk-context.ts";
import { words } from "./words.ts";

export function SpeakerClock({ wish }: { readonly wish: (wish: Wish) => void }) {
  const { speaker: t, controls, minutes, returnAct } = usePageWords(words);
  const now = useNow();
  const view = useTalkState((all) => all);
  const { clock, seminar, beats, at, life } = view;
  const passed = elapsed(clock, now);
  const off = offPlan(
    seminar.cues.map((cue) => cue.minutes),
    beats[at]?.cue ?? 0,
    passed,
  );
  const running = clock.since !== null;
  const idle = !running && clock.kept === 0;
  return (
    <footer className="speaker-foot">
      <p className="speaker-elapsed">
        <span className="hidden">{t.elapsed}: </span>
        <span className="speaker-time">{spell(passed)}</span>
        <span>{t.plan(minutes(plannedMinutes(seminar)))}</span>
      </p>
      <p className="speaker-pace" data-off={idle || off === 0 ? "none" : off > 0 ? "late" : "early"}>
        {idle || off === 0 ? t.onTime : off > 0 ? t.late(spell(off)) : t.early(spell(-off))}
      </p>
      <nav className="speaker-acts" aria-label={controls.label}>
        <Act name={controls.back} act={() => wish("back")}>
          <ArrowLeft aria-hidden size={22} />
        </Act>
        <Act name={controls.on} act={() => wish("on")}>
          <ArrowRight aria-hidden size={22} />
        </Act>
        <Act name={controls.black} act={() => wish("black")} pressed={life.screen === "black"}>
          <MonitorOff aria-hidden size={20} />
        </Act>
        <Act name={returnAct} act={() => wish("return")} disabled={life.path !== "off-path"}>
          <Undo2 aria-hidden size={20} />
        </Act>
        <Act name={running ? t.pause : t.start} act={() => wish(running ? "pause" : "start")}>
          {running ? <Pause aria-hidden size={20} /> : <Play aria-hidden size={20} />}
        </Act>
        <Act name={t.reset} act={() => wish("reset")}>
          <RotateCcw aria-hidden size={20} />
        </Act>
      </nav>
      <p className="speaker-day">
        <span className="hidden">{t.clock}: </span>
        {new Date(now).toTimeString().slice(0, 5)}
      </p>
    </footer>
  );
}

interface ActProps {
  readonly name: string;
  readonly act: () => void;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly children: React.ReactNode;
}

function Act({ name, act, pressed, disabled = false, children }: ActProps) {
  return (
    <button
      type="button"
      className="button"
      aria-label={name}
      title={name}
      aria-pressed={pressed}
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) act();
      }}
    >
      {children}
    </button>
  );
}

/** The time, four times a second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Minutes and seconds. */
function spell(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
