// What a quiz card is: data, compiled from content/quiz when the page is built, or made by a generator from a seed.
//
// No card holds its answer. `setup` leads a fresh world to where the question is asked, `proof` shows what happens then,
// and examine.ts reads the right answer off that run. There are four forms of answer:
//
//   choose   one of several: the one whose condition holds of what the proof printed
//   type     a text: a line that the proof printed, or the part of it that `pick` captures
//   point    a thing on the stage: the one that `target` names after the proof
//   order    a row of events: the order in which they happened during the proof

import type { Both, Command, Condition } from "./lesson.ts";
import type { Prose } from "./prose.ts";

/** What the statistics count by; the words for them stand in content/quiz/concepts.yaml. */
export type ConceptId = string;

export interface CardHead {
  /** "12-missing-loader"; a generator's starts with "gen-". */
  readonly id: string;
  readonly lesson: string;
  /** The card is offered once this step of the lesson was seen. */
  readonly step: string;
  readonly concept: ConceptId;
}

interface CardBase extends CardHead {
  readonly world: string;
  readonly setup: readonly Command[];
  readonly proof: readonly Command[];
  readonly question: Both<Prose>;
  readonly because: Both<Prose>;
}

export interface ChooseCard extends CardBase {
  readonly form: "choose";
  readonly choices: readonly { readonly text: Both<Prose>; readonly holds: Condition }[];
}

export interface TypeCard extends CardBase {
  readonly form: "type";
  /** A regular expression for a line of what the proof printed: its first group is the answer; without it, all that was printed. */
  readonly pick: string | null;
}

export interface PointCard extends CardBase {
  readonly form: "point";
  readonly target: Target;
}

export interface OrderCard extends CardBase {
  readonly form: "order";
  readonly items: readonly { readonly text: Both<Prose>; readonly happens: Happening }[];
}

export type Card = ChooseCard | TypeCard | PointCard | OrderCard;
export type Form = Card["form"];

/**
 * What is to be pointed at, on the stage as `setup` left it. A process is named by its command name: the newest one
 * alive before the proof.
 */
export type Target =
  /** The process that is the parent of `parentOf` after the proof. */
  | { readonly parentOf: string }
  /** Every process that the proof ended, and that stood on the stage before it: any of them is right. */
  | { readonly killed: true }
  /** The room that stands around the process. */
  | { readonly room: string }
  /** The process itself: for questions about which one does something, `writes` being a part of what it writes. */
  | { readonly writes: string }
  /** The shutter of a namespace that the process `of` does not share with the host's first process. */
  | { readonly own: "mnt" | "pid" | "net" | "uts" | "ipc" | "user" | "cgroup" | "time"; readonly of: string };

/** An event of the proof: the first that fits. */
export type Happening =
  /** A system call, by a process of that command name (any, without), that failed or did not. */
  | {
      readonly call: string;
      readonly by?: string | undefined;
      readonly fails?: boolean | undefined;
      readonly path?: string | undefined;
    }
  /** A process ends, starts another program, or is born. */
  | { readonly exits: string }
  | { readonly execs: string }
  | { readonly forks: string }
  /** A namespace of that kind is made. */
  | { readonly makes: string }
  /** Text appears on the terminal. */
  | { readonly prints: string };
