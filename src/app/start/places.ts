// One host with three shells: one in the yard, one in a chroot, one in a room with namespaces of its own. Each was entered
// by the commands below, typed as anybody would.

import type { Run } from "../run/run.ts";
import type { Place, QuestionId } from "./words.ts";

/** The terminal on which a shell stands in each place. */
export const TTYS: Readonly<Record<Place, number>> = { host: 1, chroot: 2, room: 3 };
export const PLACES = ["host", "chroot", "room"] as const satisfies readonly Place[];

/** What is asked, as it is typed. */
export const COMMANDS: Readonly<Record<QuestionId, string>> = {
  name: "hostname",
  kernel: "uname -r",
  files: "ls /",
  processes: "ls -d /proc/[0-9]* | wc -l",
  self: "echo $$",
};
export const QUESTIONS = ["name", "kernel", "processes", "self", "files"] as const satisfies readonly QuestionId[];

const SETUP: readonly (readonly [place: Place, line: string])[] = [
  ["host", "mkrootfs /srv/jail"],
  ["host", "mount -t proc proc /srv/jail/proc"],
  ["host", "mkrootfs /srv/room"],
  ["chroot", "exec chroot /srv/jail /bin/sh"],
  ["room", "exec unshare --mount --uts --ipc --net --cgroup --pid --fork --mount-proc chroot /srv/room /bin/sh"],
  ["room", "mount -t proc proc /proc"],
  ["room", "hostname room"],
];

/** Opens the shells and enters the rooms. */
export async function buildPlaces(run: Run): Promise<void> {
  for (const place of PLACES.slice(1)) {
    const tty = await run.open();
    if (tty !== TTYS[place]) throw new Error(`the shell for ${place} came up on terminal ${tty}`);
  }
  for (const [place, line] of SETUP) await run.type(`${line}\n`, TTYS[place], { quiet: true });
}

/** Asks in all places, one after the other. Returns the position before. */
export async function askEverywhere(run: Run, question: QuestionId): Promise<number> {
  run.seek(run.getState().session.length);
  const from = run.getState().session.length;
  for (const place of PLACES) await run.type(`${COMMANDS[question]}\n`, TTYS[place], { quiet: true });
  return from;
}

/** What a terminal has shown since a question was asked; null while there is none yet. */
export interface Answer {
  readonly lines: readonly string[];
  /** The shell waits again. */
  readonly done: boolean;
}

/** Reads the answer off the text of a terminal, given the text that stood there before. */
export function answerIn(text: string, before: string): Answer | null {
  const [echo, ...rest] = text.slice(before.length).replaceAll("\r", "").split("\n");
  if (!echo || rest.length === 0) return null;
  const prompt = rest.pop() ?? "";
  return { lines: rest, done: prompt !== "" };
}
