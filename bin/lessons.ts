// Lessons as modules: the list of them in the page's first chunk, each lesson in a chunk of its own.
//   import { LESSONS, loadLesson } from "virtual:lessons";

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vite";
import type { Lesson, LessonHead } from "../src/learn/lesson.ts";
import { compileLesson } from "./compile-lesson.ts";

const LIST = "virtual:lessons";
const ONE = "virtual:lesson/";
const FILES = ["lesson.yaml", "ko.md", "en.md"] as const;

/** The folders of content/lessons, in order. */
export function lessonIds(root: string): string[] {
  return readdirSync(join(root, "content/lessons"), { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
    .sort();
}

/** Throws "file:line: what is wrong" for a broken lesson. */
export function readLesson(root: string, id: string): Lesson {
  const source = (name: (typeof FILES)[number]) => {
    const file = join(root, "content/lessons", id, name);
    return { file: relative(root, file), text: readFileSync(file, "utf8") };
  };
  const yaml = source("lesson.yaml");
  const lesson = compileLesson(yaml, { ko: source("ko.md"), en: source("en.md") });
  if (lesson.id !== id) throw new Error(`${yaml.file}:1: id: expected ${id}, the name of its folder`);
  return lesson;
}

function head(lesson: Lesson): LessonHead {
  const { id, order, part, minutes, title, summary, steps, stepIds, stepTitles } = lesson;
  return { id, order, part, minutes, title, summary, steps, stepIds, stepTitles };
}

/** The Vite plugin. A broken lesson fails the build. */
export function lessons(root: string): Plugin {
  return {
    name: "cutaway-lessons",
    resolveId: (id) => (id === LIST || id.startsWith(ONE) ? `\0${id}` : null),
    load(id) {
      if (id === `\0${LIST}`) {
        const ids = lessonIds(root);
        const heads = ids.map((one) => head(readLesson(root, one)));
        const cases = ids.map((one) => `case ${JSON.stringify(one)}: return (await import("${ONE}${one}")).lesson;`);
        return `export const LESSONS = ${JSON.stringify(heads)};
export async function loadLesson(id) { switch (id) { ${cases.join("\n")} default: return null; } }`;
      }
      if (!id.startsWith(`\0${ONE}`)) return null;
      const name = id.slice(ONE.length + 1);
      for (const file of FILES) this.addWatchFile(join(root, "content/lessons", name, file));
      return `export const lesson = ${JSON.stringify(readLesson(root, name))};`;
    },
  };
}
