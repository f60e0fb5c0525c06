// From lesson.yaml, ko.md and en.md to a Lesson. Broken content is refused with file, line and what was expected.
//
// A Markdown file has "# Title", a summary paragraph, and for every step "## [step-id] Title" with the words.
// Below a step, "### ask" (question, then a list with one item a choice), "### because" and "### note" may stand.

import remarkParse from "remark-parse";
import { unified } from "unified";
import * as v from "valibot";
import { LineCounter, parseDocument } from "yaml";
import type { Both, Command, Condition, Lesson, Question, Step } from "../src/learn/lesson.ts";
import { type Block, type Inline, type Prose, plain } from "../src/learn/prose.ts";

export interface Source {
  /** Path as messages should name it. */
  readonly file: string;
  readonly text: string;
}

const text = v.pipe(v.string(), v.minLength(1));
const condition = v.strictObject({
  prints: v.optional(text),
  has: v.optional(text),
  lacks: v.optional(text),
  matches: v.optional(text),
});
const command = v.union([text, v.strictObject({ line: text, tty: v.number() })]);
const both = v.strictObject({ ko: text, en: text });

const schema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^\d\d-[a-z0-9-]+$/, "expected NN-name")),
  part: v.number(),
  minutes: v.number(),
  world: text,
  sources: v.pipe(v.array(text), v.minLength(1)),
  fidelity: v.array(
    v.strictObject({ mark: v.picklist(["same", "simplified"]), text: both, cases: v.optional(v.array(text), []) }),
  ),
  steps: v.pipe(
    v.array(
      v.strictObject({
        id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, "expected a name of small letters")),
        run: v.optional(v.array(command), []),
        expect: v.optional(v.array(condition), []),
        focus: v.optional(
          v.union([
            v.strictObject({ process: text }),
            v.strictObject({ room: text }),
            v.strictObject({ part: v.picklist(["kernel", "hardware", "files", "host"]) }),
          ]),
        ),
        ask: v.optional(
          v.strictObject({
            proof: v.pipe(v.array(command), v.minLength(1)),
            choices: v.pipe(v.array(condition), v.minLength(2)),
          }),
        ),
        cite: v.optional(v.array(text), []),
      }),
    ),
    v.minLength(1),
  ),
});

type Data = v.InferOutput<typeof schema>;

/** Throws an Error whose message is "file:line: what is wrong". */
export function compileLesson(yaml: Source, md: Both<Source>): Lesson {
  const data = readYaml(yaml);
  const words = { ko: readMarkdown(md.ko, data), en: readMarkdown(md.en, data) };
  const pair = <T>(pick: (w: Words) => T): Both<T> => ({ ko: pick(words.ko), en: pick(words.en) });
  const script: Step[] = data.steps.map((step) => {
    const part = <T>(pick: (w: StepWords) => T) => pair((w) => pick(w.steps.get(step.id) as StepWords));
    const { id, expect, cite } = step;
    const ask: Question | null = step.ask
      ? {
          text: part((w) => w.ask),
          proof: step.ask.proof.map(toCommand),
          choices: step.ask.choices.map((holds, i) => ({ holds, text: part((w) => w.choices[i] as Prose) })),
          because: part((w) => w.because),
        }
      : null;
    const shared = { id, expect: expect as readonly Condition[], cite, ask, focus: step.focus ?? null };
    return {
      ...shared,
      title: part((w) => w.title),
      words: part((w) => w.words),
      note: part((w) => w.note),
      run: step.run.map(toCommand),
    };
  });
  const { id, part, minutes, world, sources, fidelity } = data;
  const head = { id, order: Number(id.slice(0, 2)), part, minutes, steps: script.length };
  return { ...head, title: pair((w) => w.title), summary: pair((w) => w.summary), world, sources, fidelity, script };
}

const toCommand = (c: string | Command): Command => (typeof c === "string" ? { line: c, tty: 1 } : c);

function readYaml({ file, text }: Source): Data {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines });
  const [problem] = doc.errors;
  if (problem) throw new Error(`${file}:${problem.linePos?.[0].line ?? 1}: ${problem.message}`);
  const read = v.safeParse(schema, doc.toJS());
  if (read.success) {
    const ids = read.output.steps.map((s) => s.id);
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    if (twice) throw new Error(`${file}:1: two steps are called ${twice}`);
    return read.output;
  }
  const [issue] = read.issues;
  const keys = issue.path?.map((p) => p.key as string | number) ?? [];
  const node = nodeAt(doc, keys);
  const line = node?.range ? lines.linePos(node.range[0]).line : 1;
  throw new Error(`${file}:${line}: ${keys.join(".")}: ${issue.message}`);
}

/** The node of the path, or of the nearest part of it that is there. */
function nodeAt(doc: ReturnType<typeof parseDocument>, keys: readonly (string | number)[]) {
  for (let n = keys.length; n > 0; n--) {
    const node = doc.getIn(keys.slice(0, n), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node;
  }
  return null;
}

interface StepWords {
  title: string;
  words: Block[];
  note: Block[];
  ask: Block[];
  choices: Prose[];
  because: Block[];
}

interface Words {
  title: string;
  summary: string;
  readonly steps: Map<string, StepWords>;
}

interface MdNode {
  readonly type: string;
  readonly depth?: number;
  readonly value?: string;
  readonly url?: string;
  readonly ordered?: boolean | null;
  readonly children?: readonly MdNode[];
  readonly position?: { readonly start: { readonly line: number } };
}

function readMarkdown({ file, text }: Source, data: Data): Words {
  const words: Words = { title: "", summary: "", steps: new Map() };
  const fail = (node: MdNode | null, message: string): never => {
    throw new Error(`${file}:${node?.position?.start.line ?? 1}: ${message}`);
  };
  let step: StepWords | null = null;
  let into: Block[] | null = null;
  let choosing = false;
  const root = unified().use(remarkParse).parse(text) as MdNode;
  for (const node of root.children ?? []) {
    if (node.type === "heading" && node.depth === 1) words.title = plain(inlines(node, fail));
    else if (node.type === "heading" && node.depth === 2) {
      const m = /^\[([a-z0-9-]+)\] (.+)$/.exec(plain(inlines(node, fail)));
      const id = m?.[1] ?? fail(node, 'expected "## [step-id] Title"');
      if (!data.steps.some((s) => s.id === id)) fail(node, `lesson.yaml has no step ${id}`);
      step = { title: m?.[2] ?? "", words: [], note: [], ask: [], choices: [], because: [] };
      words.steps.set(id, step);
      into = step.words;
    } else if (node.type === "heading") {
      const name = plain(inlines(node, fail));
      if (!step) return fail(node, "expected a step before this heading");
      if (name !== "ask" && name !== "because" && name !== "note") return fail(node, "expected ask, because or note");
      into = step[name];
      choosing = name === "ask";
    } else if (!step) words.summary = plain(inlines(node, fail));
    else if (choosing && node.type === "list") step.choices = (node.children ?? []).map((item) => blocks(item, fail));
    else into?.push(block(node, fail));
  }
  if (!words.title) fail(null, 'expected "# Title"');
  if (!words.summary) fail(null, "expected a summary below the title");
  for (const { id, ask } of data.steps) checkStep(words.steps.get(id), id, ask?.choices.length ?? 0, fail);
  return words;
}

function checkStep(w: StepWords | undefined, id: string, choices: number, fail: (n: null, m: string) => never): void {
  if (!w) throw fail(null, `expected "## [${id}] Title": this language lacks the step`);
  if (w.words.length === 0) fail(null, `step ${id} has no words`);
  if (w.choices.length !== choices) fail(null, `step ${id}: expected ${choices} choices, found ${w.choices.length}`);
  if (choices > 0 && (w.ask.length === 0 || w.because.length === 0))
    fail(null, `step ${id}: expected ### ask and ### because`);
}

type Fail = (node: MdNode, message: string) => never;

const blocks = (node: MdNode, fail: Fail): Block[] => (node.children ?? []).map((c) => block(c, fail));

function block(node: MdNode, fail: Fail): Block {
  if (node.type === "paragraph") return { p: inlines(node, fail) };
  if (node.type === "code") return { pre: node.value ?? "" };
  if (node.type === "list") {
    const list = (node.children ?? []).map((item) => (item.children ?? []).flatMap((c) => inlines(c, fail)));
    return { list, ordered: node.ordered === true };
  }
  return fail(node, `a ${node.type} is not expected in a lesson's words`);
}

function inlines(node: MdNode, fail: Fail): Inline[] {
  return (node.children ?? []).map((c): Inline => {
    if (c.type === "text") return (c.value ?? "").replace(/\n/g, " ");
    if (c.type === "inlineCode") return { code: c.value ?? "" };
    if (c.type === "strong") return { strong: inlines(c, fail) };
    if (c.type === "emphasis") return { em: inlines(c, fail) };
    if (c.type === "link") return { link: c.url ?? "", text: inlines(c, fail) };
    return fail(c, `a ${c.type} is not expected in a lesson's words`);
  });
}
