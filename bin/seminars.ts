// Seminars as a module:
//   import { SEMINARS } from "virtual:seminars";

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vite";
import { LineCounter, parseDocument } from "yaml";
import { type Problem, readSeminar, type Seminar } from "../src/present/seminar.ts";
import { lessonIds, readLesson } from "./lessons.ts";

const ID = "virtual:seminars";
const FOLDER = "content/seminars";

/** All seminars, in the order of their names. Throws "file:line: what is wrong" for a broken one. */
export function readSeminars(root: string): Seminar[] {
  const lessons = lessonIds(root).map((id) => readLesson(root, id));
  return readdirSync(join(root, FOLDER))
    .sort()
    .map((id) => {
      const path = join(root, FOLDER, id, "seminar.yaml");
      const lines = new LineCounter();
      const doc = parseDocument(readFileSync(path, "utf8"), { lineCounter: lines });
      const { seminar, problems } = readSeminar(id, doc.toJS(), lessons);
      const [problem] = problems;
      if (!problem && seminar && doc.errors.length === 0) return seminar;
      const keys = placeOf(problem);
      const node = doc.getIn(keys, true) as { range?: [number, number, number] } | undefined;
      const line = node?.range ? lines.linePos(node.range[0]).line : 1;
      throw new Error(`${relative(root, path)}:${line}: ${doc.errors[0]?.message ?? JSON.stringify(problem)}`);
    });
}

const placeOf = (problem: Problem | undefined): readonly (string | number)[] =>
  problem?.kind === "damaged" ? problem.path : problem?.kind === "unknown-step" ? ["cues", problem.cue, "step"] : [];

/** The Vite plugin. A broken seminar fails the build. */
export function seminars(root: string): Plugin {
  return {
    name: "cutaway-seminars",
    resolveId: (id) => (id === ID ? `\0${id}` : null),
    load(id) {
      return id === `\0${ID}` ? `export const SEMINARS = ${JSON.stringify(readSeminars(root))};` : null;
    },
  };
}
