// What a lesson is: data, compiled from content/lessons/<id>/{lesson.yaml,ko.md,en.md} when the page is built.
// Its commands are run and its questions answered by the simulator, in the tests and on the page alike.

import type { Prose } from "./prose.ts";

export type Lang = "ko" | "en";
export const LANGS: readonly Lang[] = ["ko", "en"];

/** Words that exist in every language. */
export type Both<T> = Readonly<Record<Lang, T>>;

/** How true a behaviour of the model is, held against a real kernel. */
export type Fidelity = "same" | "simplified";

export interface Claim {
  readonly mark: Fidelity;
  readonly text: Both<string>;
  /** Recorded cases in e2e/linux/cases that show it: every `same` has at least one. */
  readonly cases: readonly string[];
}

export interface Command {
  /** As typed, without the line feed. Text, not bytes. */
  readonly line: string;
  readonly tty: number;
}

/**
 * What must hold of what the commands printed (the terminal's text from the first command on) or of the world after them.
 * `prints`: a whole line; `has`: a part of the text; `lacks`: not in the text; `matches`: a regular expression on a line.
 */
export interface Condition {
  readonly prints?: string | undefined;
  readonly has?: string | undefined;
  readonly lacks?: string | undefined;
  readonly matches?: string | undefined;
}

export interface Question {
  readonly text: Both<Prose>;
  /** Run from the end of the step's own commands, on a branch of its own. */
  readonly proof: readonly Command[];
  readonly choices: readonly { readonly text: Both<Prose>; readonly holds: Condition }[];
  readonly because: Both<Prose>;
}

export interface Step {
  readonly id: string;
  readonly title: Both<string>;
  readonly words: Both<Prose>;
  /** For the presenter. */
  readonly note: Both<Prose>;
  readonly run: readonly Command[];
  readonly expect: readonly Condition[];
  /** What the stage should show: see focusKey() in focus.ts. */
  readonly focus: Focus | null;
  readonly ask: Question | null;
  readonly cite: readonly string[];
}

/**
 * A process by its command name (the newest), the room of such a process, or a part of the machine. "hypervisor": what
 * stands below the first guest that there is.
 */
export type Focus =
  | { readonly process: string }
  | { readonly room: string }
  | { readonly part: "kernel" | "hardware" | "files" | "host" | "hypervisor" };

export interface LessonHead {
  readonly id: string;
  readonly order: number;
  readonly part: number;
  readonly minutes: number;
  readonly title: Both<string>;
  readonly summary: Both<string>;
  readonly steps: number;
  readonly stepIds: readonly string[];
  readonly stepTitles: Both<readonly string[]>;
}

export interface Lesson extends LessonHead {
  readonly world: string;
  readonly sources: readonly string[];
  readonly fidelity: readonly Claim[];
  readonly script: readonly Step[];
}
