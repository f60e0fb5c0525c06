// The seminars there are: those of content/, and the presenter's own file, kept in this browser.

import { LESSONS } from "virtual:lessons";
import { SEMINARS } from "virtual:seminars";
import { type Reading, readSeminar, type Seminar } from "../../present/seminar.ts";
import { readStored, removeStored, writeStored } from "../view/storage.ts";

export const OWN = "own";
const KEY = "seminar:own";
export const MOST_BYTES = 200_000;

export interface OwnReading extends Reading {
  /** What the parser says of a text that is not YAML; null where it could be parsed. */
  readonly syntax: string | null;
}

/** Reads the text of a seminar file: YAML, of which JSON is a part. */
export async function readOwn(text: string): Promise<OwnReading> {
  const { parseDocument } = await import("yaml");
  const doc = parseDocument(text);
  const [problem] = doc.errors;
  if (problem) return { seminar: null, problems: [], syntax: problem.message };
  return { ...readSeminar(OWN, doc.toJS(), LESSONS), syntax: null };
}

export const keepOwn = (text: string): void => writeStored(KEY, text);
export const forgetOwn = (): void => removeStored(KEY);
export const ownText = (): string | null => readStored(KEY);

/** The seminar of that name; null where there is none. */
export async function findSeminar(id: string): Promise<Seminar | null> {
  const known = SEMINARS.find((one) => one.id === id);
  if (known || id !== OWN) return known ?? null;
  const text = ownText();
  return text === null ? null : (await readOwn(text)).seminar;
}
