// Quiz cards as modules: their heads and concepts in one small chunk, the cards themselves in another.
//   import { CARDS, CONCEPTS, loadCard } from "virtual:cards";

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as v from "valibot";
import type { Plugin } from "vite";
import type { Card, CardHead } from "../src/learn/card.ts";
import type { Both } from "../src/learn/lesson.ts";
import { compileCards } from "./compile-cards.ts";
import { readLesson } from "./lessons.ts";
import { both, readYaml, type Source } from "./yaml.ts";

const HEADS = "virtual:cards";
const ALL = "virtual:all-cards";
const FILES = ["cards.yaml", "ko.md", "en.md"] as const;

function source(root: string, ...path: string[]): Source {
  const file = join(root, "content/quiz", ...path);
  return { file: relative(root, file), text: readFileSync(file, "utf8") };
}

/** What each concept is called. Throws "file:line: what is wrong". */
export const readConcepts = (root: string): Readonly<Record<string, Both<string>>> =>
  readYaml(source(root, "concepts.yaml"), v.record(v.string(), both));

/** The folders of content/quiz: each is about the lesson of its name. */
const folders = (root: string): string[] =>
  readdirSync(join(root, "content/quiz"), { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
    .sort();

/** All authored cards. Throws "file:line: what is wrong" for a broken one. */
export function readCards(root: string): Card[] {
  const concepts = new Set(Object.keys(readConcepts(root)));
  return folders(root).flatMap((name) => {
    const [yaml, ko, en] = FILES.map((file) => source(root, name, file)) as [Source, Source, Source];
    return compileCards(yaml, { ko, en }, { lesson: readLesson(root, name), concepts });
  });
}

const head = ({ id, lesson, step, concept }: Card): CardHead => ({ id, lesson, step, concept });

/** The Vite plugin. A broken card fails the build. */
export function cards(root: string): Plugin {
  return {
    name: "cutaway-cards",
    resolveId: (id) => (id === HEADS || id === ALL ? `\0${id}` : null),
    load(id) {
      if (id === `\0${HEADS}`) {
        return `export const CARDS = ${JSON.stringify(readCards(root).map(head))};
export const CONCEPTS = ${JSON.stringify(readConcepts(root))};
export async function loadCard(id) { return (await import("${ALL}")).cards.find((card) => card.id === id) ?? null; }`;
      }
      if (id !== `\0${ALL}`) return null;
      for (const name of folders(root)) {
        for (const file of FILES) this.addWatchFile(join(root, "content/quiz", name, file));
      }
      return `export const cards = ${JSON.stringify(readCards(root))};`;
    },
  };
}
