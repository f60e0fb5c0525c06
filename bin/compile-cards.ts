// From cards.yaml, ko.md and en.md of a folder in content/quiz to cards. Broken content is refused with file, line and what was expected.
//
// A Markdown file has for every card "## [card-id]" with the question; where the card has choices or items to be ordered,
// a list of them in the order of cards.yaml; and "### because" with the explanation.

import * as v from "valibot";
import type { Card, Happening } from "../src/learn/card.ts";
import type { Both, Lesson } from "../src/learn/lesson.ts";
import { type Block, type Prose, plain } from "../src/learn/prose.ts";
import { block, blocks, failIn, inlines, parseMarkdown } from "./markdown.ts";
import { command, condition, readYaml, type Source, text, toCommand } from "./yaml.ts";

const happening = v.union([
  v.strictObject({ call: text, by: v.optional(text), fails: v.optional(v.boolean()), path: v.optional(text) }),
  ...(["exits", "execs", "forks", "makes", "prints"] as const).map((name) => v.strictObject({ [name]: text })),
]);
const NAMESPACES = ["mnt", "pid", "net", "uts", "ipc", "user", "cgroup", "time"] as const;
const target = v.union([
  v.strictObject({ parentOf: text }),
  v.strictObject({ killed: v.literal(true) }),
  v.strictObject({ room: text }),
  v.strictObject({ writes: text }),
  v.strictObject({ own: v.picklist(NAMESPACES), of: text }),
]);
const base = {
  id: v.pipe(v.string(), v.regex(/^\d\d-[a-z0-9-]+$/, "expected NN-name")),
  step: text,
  concept: text,
  setup: v.optional(v.array(command), []),
  proof: v.pipe(v.array(command), v.minLength(1)),
};
const schema = v.pipe(
  v.array(
    v.variant("form", [
      v.strictObject({ ...base, form: v.literal("choose"), choices: v.pipe(v.array(condition), v.minLength(2)) }),
      v.strictObject({ ...base, form: v.literal("type"), pick: v.optional(text) }),
      v.strictObject({ ...base, form: v.literal("point"), target }),
      v.strictObject({ ...base, form: v.literal("order"), items: v.pipe(v.array(happening), v.minLength(3)) }),
    ]),
  ),
  v.minLength(1),
);
type Data = v.InferOutput<typeof schema>[number];

/** What the cards of a folder are about. */
export interface About {
  readonly lesson: Lesson;
  readonly concepts: ReadonlySet<string>;
}

/** Throws an Error whose message is "file:line: what is wrong". */
export function compileCards(yaml: Source, md: Both<Source>, { lesson, concepts }: About): Card[] {
  const list = readYaml(yaml, schema);
  for (const { id, step, concept } of list) {
    const at = `${yaml.file}:${lineOf(yaml.text, id)}: card ${id}`;
    if (!lesson.script.some((one) => one.id === step))
      throw new Error(`${at}: lesson ${lesson.id} has no step ${step}`);
    if (!concepts.has(concept)) throw new Error(`${at}: there is no concept ${concept}`);
    if (list.filter((one) => one.id === id).length > 1) throw new Error(`${at}: two cards have this name`);
  }
  const words = { ko: readWords(md.ko, list), en: readWords(md.en, list) };
  return list.map((data) =>
    cardOf(data, { ko: words.ko.get(data.id) as CardWords, en: words.en.get(data.id) as CardWords }, lesson),
  );
}

function cardOf(data: Data, words: Both<CardWords>, lesson: Lesson): Card {
  const { id, step, concept, setup, proof } = data;
  const part = <T>(pick: (w: CardWords) => T): Both<T> => ({ ko: pick(words.ko), en: pick(words.en) });
  const item = (i: number) => part((w) => w.items[i] as Prose);
  const shared = {
    ...{ id, lesson: lesson.id, step, concept, world: lesson.world },
    ...{ setup: setup.map(toCommand), proof: proof.map(toCommand) },
    ...{ question: part((w) => w.question), because: part((w) => w.because) },
  };
  if (data.form === "type") return { ...shared, form: "type", pick: data.pick ?? null };
  if (data.form === "point") return { ...shared, form: "point", target: data.target };
  if (data.form === "choose") {
    return { ...shared, form: "choose", choices: data.choices.map((holds, i) => ({ holds, text: item(i) })) };
  }
  const items = data.items.map((happens, i) => ({ happens: happens as Happening, text: item(i) }));
  return { ...shared, form: "order", items };
}

const lineOf = (text: string, id: string): number =>
  text.split("\n").findIndex((line) => line.includes(`id: ${id}`)) + 1;

interface CardWords {
  readonly question: Block[];
  readonly because: Block[];
  items: Prose[];
}

function readWords({ file, text }: Source, list: readonly Data[]): ReadonlyMap<string, CardWords> {
  const fail = failIn(file);
  const all = new Map<string, CardWords>();
  let card: CardWords | null = null;
  let into: Block[] | null = null;
  for (const node of parseMarkdown(text)) {
    if (node.type === "heading" && node.depth === 2) {
      const id = /^\[([a-z0-9-]+)\]$/.exec(plain(inlines(node, fail)))?.[1] ?? fail(node, 'expected "## [card-id]"');
      if (!list.some((one) => one.id === id)) fail(node, `cards.yaml has no card ${id}`);
      card = { question: [], because: [], items: [] };
      all.set(id, card);
      into = card.question;
    } else if (!card) fail(node, "expected a card before this");
    else if (node.type === "heading") {
      if (plain(inlines(node, fail)) !== "because") fail(node, 'expected "### because"');
      into = card.because;
    } else if (node.type === "list" && into === card.question) {
      card.items = (node.children ?? []).map((one) => blocks(one, fail));
    } else into?.push(block(node, fail));
  }
  for (const data of list) {
    const w = all.get(data.id) ?? fail(null, `expected "## [${data.id}]": this language lacks the card`);
    const items = data.form === "choose" ? data.choices.length : data.form === "order" ? data.items.length : 0;
    if (w.question.length === 0 || w.because.length === 0) {
      fail(null, `card ${data.id}: expected a question and ### because`);
    }
    if (w.items.length !== items) fail(null, `card ${data.id}: expected ${items} items, found ${w.items.length}`);
  }
  return all;
}
