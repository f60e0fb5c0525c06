// What of a talk outlives a reload: its beat, its clock, what was typed off the path. For this window only.

import * as v from "valibot";
import { FRESH, type Kept } from "./talk-store.ts";

const schema = v.object({
  at: v.number(),
  clock: v.object({ since: v.nullable(v.number()), kept: v.number() }),
  aside: v.array(v.object({ text: v.string(), tty: v.number() })),
});

const key = (seminar: string): string => `cutaway:talk:${seminar}`;

export function readKept(seminar: string): Kept {
  try {
    const read = v.safeParse(schema, JSON.parse(sessionStorage.getItem(key(seminar)) ?? "null"));
    return read.success ? read.output : FRESH;
  } catch {
    return FRESH; // forbidden, or damaged by hand: the talk begins at its beginning
  }
}

export function writeKept(seminar: string, { at, clock, aside }: Kept): void {
  try {
    sessionStorage.setItem(key(seminar), JSON.stringify({ at, clock, aside }));
  } catch {
    // Forbidden: a reload begins anew at the cue that the address names.
  }
}

/** The name of this window's talk: the same after a reload. */
export function talkName(): string {
  try {
    const known = sessionStorage.getItem("cutaway:talk");
    if (known) return known;
    const name = crypto.randomUUID();
    sessionStorage.setItem("cutaway:talk", name);
    return name;
  } catch {
    return crypto.randomUUID();
  }
}
