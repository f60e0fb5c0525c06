// What a talk shows, one after the other. Each cue begins with how its step stands, then runs its commands one by one; a
// question is asked, and then answered by its proof.
//
//   cue 3:   start ──> command ──> command ──> ask ──> proof   cue 4:   start ──> …
//
// Everything has run before the talk begins, so a beat is a stretch of a line that is there already: going back is a seek.

import type { Cue } from "./seminar.ts";

/** Where a step of a lesson lies on the prepared line of that lesson; proofs lie on branches of their own. */
export interface PreparedStep {
  readonly start: number;
  readonly commands: readonly { readonly line: string; readonly from: number; readonly to: number }[];
  readonly ask: PreparedAsk | null;
}

export interface PreparedAsk {
  /** Where the question is asked, and where the proof has run. */
  readonly from: number;
  readonly to: number;
  readonly branch: number;
  /** Index of the right choice. */
  readonly right: number;
}

export interface Beat {
  readonly kind: "start" | "command" | "ask" | "proof";
  /** From 0. */
  readonly cue: number;
  readonly lesson: string;
  readonly step: string;
  readonly branch: number;
  /** It plays from here to there; it stands still where both are one. */
  readonly from: number;
  readonly to: number;
  /** What is typed in it. */
  readonly line: string | null;
}

/** All beats of a talk. `prepared` finds a step of a lesson. */
export function beatsOf(
  cues: readonly Cue[],
  prepared: (lesson: string, step: string) => PreparedStep,
): readonly Beat[] {
  return cues.flatMap(({ lesson, step }, cue): Beat[] => {
    const { start, commands, ask } = prepared(lesson, step);
    const on = { cue, lesson, step, branch: 0, line: null };
    return [
      { ...on, kind: "start", from: start, to: start },
      ...commands.map(({ line, from, to }): Beat => ({ ...on, kind: "command", from, to, line })),
      ...(ask
        ? [
            { ...on, kind: "ask", from: ask.from, to: ask.from } as const,
            { ...on, kind: "proof", branch: ask.branch, from: ask.from, to: ask.to } as const,
          ]
        : []),
    ];
  });
}

/** Index of the first beat of a cue. */
export const beatOfCue = (beats: readonly Beat[], cue: number): number =>
  Math.max(
    0,
    beats.findIndex((beat) => beat.cue === cue),
  );
