// The moment of a lesson, as its address writes it: #/learn/12-building-a-jail?step=enter&branch=0&at=512
//
// An address comes from anywhere: typed, cut off in a mail, made by an older version. What cannot be read is left out,
// and the reader is told; the lesson then opens at its start.

import * as v from "valibot";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const fields = {
  /** Name of the lesson's step. */
  step: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/), v.maxLength(80)),
  /** A branch of the reader's run. */
  branch: count,
  /** Events since the world began. */
  at: count,
  /** The name of what was booted, where there are several to choose from. */
  world: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/), v.maxLength(40)),
  /** A whole run, packed (run/share.ts): what a shared link carries. */
  run: v.pipe(v.string(), v.regex(/^[\w-]+$/), v.maxLength(20_000)),
} as const;

type Field = keyof typeof fields;
export type Moment = { readonly [F in Field]?: v.InferOutput<(typeof fields)[F]> | undefined };

/** Where an address leads: a damaged one to the start. */
export interface Address {
  readonly moment: Moment;
  readonly damaged: boolean;
}

/** The readable part of an address, and the names of the fields that were not. */
export function readMoment(raw: Readonly<Record<string, unknown>>): { moment: Moment; damaged: readonly string[] } {
  const moment: Record<string, unknown> = {};
  const damaged: string[] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined) continue;
    const schema = Object.hasOwn(fields, name) ? fields[name as Field] : undefined;
    const read = schema && v.safeParse(schema, value);
    if (read?.success) moment[name] = read.output;
    else damaged.push(name);
  }
  return damaged.length > 0 ? { moment: {}, damaged } : { moment, damaged };
}

const cardAddress = v.object({
  card: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/), v.maxLength(80))),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

/** Which card an address of the review asks for; a damaged one asks for none, and the next one due is shown. */
export function readCardAddress(raw: Readonly<Record<string, unknown>>): v.InferOutput<typeof cardAddress> {
  const read = v.safeParse(cardAddress, raw);
  return read.success ? read.output : {};
}

const talkAddress = v.object({
  /** From 1. */
  cue: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Of the cue, from 0. */
  beat: v.optional(count),
});

/** Where a talk stands; a damaged address leads to its beginning, or to where this window left it. */
export function readTalkAddress(raw: Readonly<Record<string, unknown>>): v.InferOutput<typeof talkAddress> {
  const read = v.safeParse(talkAddress, raw);
  return read.success ? read.output : {};
}

/** The name of the talk that a speaker's window follows; without one, it follows the first that answers. */
export function readSpeakerAddress(raw: Readonly<Record<string, unknown>>): { readonly talk?: string } {
  return typeof raw.talk === "string" && /^[\w-]{1,64}$/.test(raw.talk) ? { talk: raw.talk } : {};
}

/** What an explorer's address carries; which fields it has, and what they may be, is the explorer's own affair. */
export type ViewAddress = Readonly<Record<string, string | number | boolean>>;

export function readViewAddress(raw: Readonly<Record<string, unknown>>): ViewAddress {
  const scalar = (value: unknown): value is string | number | boolean => /^(string|number|boolean)$/.test(typeof value);
  return Object.fromEntries(Object.entries(raw).filter((entry): entry is [string, string] => scalar(entry[1])));
}
