// From lesson.yaml, ko.md and en.md to a Lesson. Broken content is refused with file, line and what was expected.
//
// A Markdown file has "# Title", a summary paragraph, and for every step "## [step-id] Title" with the words.
// Below a step, "### ask" (question, then a list with one item a choice), "### because" and "### note" may stand.

import * as v from "valibot";
import type { Both, Condition, Lesson, Question, Step } from "../src/learn/lesson.ts";
import { type Block, type Prose, plain } from "../src/learn/prose.ts";
import { block, blocks, type Fail, failIn, inlines, parseMarkdown } from "./markdown.ts";
import { both, command, condition, readYaml, type Source, text, toCommand } from "./yaml.ts";

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
            v.strictObject({ part: v.picklist(["kernel", "hardware", "files", "host", "hypervisor"]) }),
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
  const data = readData(yaml);
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
  const head = {
    id,
    order: Number(id.slice(0, 2)),
    part,
    minutes,
    steps: script.length,
    stepIds: script.map((step) => step.id),
  };
  const stepTitles = { ko: script.map((step) => step.title.ko), en: script.map((step) => step.title.en) };
  return {
    ...head,
    stepTitles,
    title: pair((w) => w.title),
    summary: pair((w) => w.summary),
    world,
    sources,
    fidelity,
    script,
  };
}

function readData(source: Source): Data {
  const data = readYaml(source, schema);
  const ids = data.steps.map((s) => s.id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice) throw new Error(`${source.file}:1: two steps are called ${twice}`);
  return data;
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

function readMarkdown({ file, text }: Source, data: Data): Words {
  const words: Words = { title: "", summary: "", steps: new Map() };
  const fail: Fail = failIn(file);
  let step: StepWords | null = null;
  let into: Block[] | null = null;
  let choosing = false;
  for (const node of parseMarkdown(text)) {
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

function checkStep(w: StepWords | undefined, id: string, choices: number, fail: Fail): void {
  if (!w) throw fail(null, `expected "## [${id}] Title": this language lacks the step`);
  if (w.words.length === 0) fail(null, `step ${id} has no words`);
  if (w.choices.length !== choices) fail(null, `step ${id}: expected ${choices} choices, found ${w.choices.length}`);
  if (choices > 0 && (w.ask.length === 0 || w.because.length === 0))
    fail(null, `step ${id}: expected ### ask and ### because`);
}
