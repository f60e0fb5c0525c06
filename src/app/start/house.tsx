// The drawing, and below it what was answered in each place.

import { useMemo } from "react";
import { useStore } from "zustand";
import { HOST } from "../../kernel/apply.ts";
import type { TtyId } from "../../kernel/fs/file.ts";
import { get } from "../../kernel/table.ts";
import type { World } from "../../kernel/world.ts";
import { fromBytes } from "../../user/libc.ts";
import { usePageWords } from "../i18n/page-words.ts";
import type { Run } from "../run/run.ts";
import { RunContext, useWorld } from "../run/run-context.ts";
import { Stage } from "../stage/stage.tsx";
import { type Answer, answerIn, COMMANDS, PLACES, TTYS } from "./places.ts";
import type { PlacesStore } from "./use-places.ts";
import { type Place, words } from "./words.ts";

const SHOWN_LINES = 3;

export function House({ run, places }: { readonly run: Run; readonly places: PlacesStore }) {
  return (
    <RunContext value={run}>
      <div className="start-stage">
        <Stage />
      </div>
      <Answers run={run} places={places} />
    </RunContext>
  );
}

function Answers({ run, places }: { readonly run: Run; readonly places: PlacesStore }) {
  const { question, from } = useStore(places);
  const world = useWorld();
  const answers = useMemo((): Readonly<Record<Place, Answer | null>> => {
    const before = run.getState().session.at(from);
    const of = (place: Place) => answerIn(textOn(world, place), textOn(before, place));
    return { host: of("host"), chroot: of("chroot"), room: of("room") };
  }, [run, world, from]);
  if (question === null) return null;
  return (
    <ul className="start-answers" aria-live="polite">
      {PLACES.map((place) => (
        <li key={place} data-place={place}>
          <AnswerCard place={place} command={COMMANDS[question]} answer={answers[place]} host={answers.host} />
        </li>
      ))}
    </ul>
  );
}

function textOn(world: World, place: Place): string {
  const ttys = world.machines[HOST]?.kernel.ttys;
  return fromBytes((ttys && get(ttys, TTYS[place] as TtyId)?.screen) ?? "");
}

interface CardProps {
  readonly place: Place;
  readonly command: string;
  readonly answer: Answer | null;
  readonly host: Answer | null;
}

function AnswerCard({ place, command, answer, host }: CardProps) {
  const t = usePageWords(words);
  const [name, what] = t.places[place];
  const known = answer?.done && host?.done;
  const same = known && answer.lines.join("\n") === host.lines.join("\n");
  return (
    <article className="start-answer" data-same={known && place !== "host" ? same : undefined}>
      <h3>
        {name} <span>{what}</span>
      </h3>
      <pre>
        <span className="start-command">$ {command}</span>
        {"\n"}
        {answer === null
          ? t.running
          : answer.lines.length === 0
            ? t.nothing
            : answer.lines.slice(0, SHOWN_LINES).join("\n")}
        {answer !== null && answer.lines.length > SHOWN_LINES && ` ${t.more(answer.lines.length - SHOWN_LINES)}`}
      </pre>
      {known && place !== "host" && <p className="start-same">{same ? t.same : t.different}</p>}
    </article>
  );
}
