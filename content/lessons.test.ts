// Every lesson is run in the simulator: what it says happens, happens.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileLesson } from "../bin/compile-lesson.ts";
import { lessonIds, readLesson } from "../bin/lessons.ts";
import { answer, holds, runCommands } from "../src/learn/judge.ts";
import { LANGS } from "../src/learn/lesson.ts";
import { plain } from "../src/learn/prose.ts";
import { Session } from "../src/timeline/session.ts";

const root = join(import.meta.dirname, "..");
const lessons = lessonIds(root).map((id) => [id, readLesson(root, id)] as const);

const BUSY = 60_000; // ms for one lesson on a busy machine

test.each(lessons)(
  "%s: every command does what the lesson says, and every question has one right answer",
  { timeout: BUSY },
  (_, lesson) => {
    const session = Session.boot(lesson.world);
    for (const step of lesson.script) {
      const shown = runCommands(session, step.run);
      for (const condition of step.expect)
        expect(holds(shown, condition), `${step.id}: ${JSON.stringify(condition)}\n${shown}`).toBe(true);
      if (!step.ask) continue;
      const branch = Session.load(session.save());
      expect(answer(branch, step.ask), step.id).toBeGreaterThanOrEqual(0);
    }
  },
);

test.each(lessons)("%s: a step says its idea in at most three sentences", (_, { script }) => {
  for (const { id, words } of script) {
    for (const lang of LANGS) {
      const text = words[lang].map((block) => ("p" in block ? plain(block.p) : "")).join(" ");
      expect(text.match(/[.?!](?=["”’]?(\s|$))/g)?.length ?? 0, `${id}, ${lang}: ${text}`).toBeLessThanOrEqual(3);
    }
  }
});

test.each(lessons)(
  "%s: asks at least once, and what is called the same as Linux is recorded",
  (_, { script, fidelity }) => {
    expect(script.some((s) => s.ask)).toBe(true);
    for (const { mark, cases } of fidelity) {
      if (mark === "same") expect(cases.length).toBeGreaterThan(0);
      for (const name of cases) expect(existsSync(join(root, `e2e/linux/cases/${name}.out`)), name).toBe(true);
    }
  },
);

const yaml = (steps: string) => ({
  file: "lesson.yaml",
  text: `id: 01-x\npart: 1\nminutes: 1\nworld: host\nsources: [a]\nfidelity: []\nsteps:\n${steps}`,
});
const md = (file: string, text: string) => ({ file, text: `# T\n\nS.\n\n${text}` });
const step = "## [a] A\n\nWords.\n";

test.each([
  ["an unknown key", yaml("  - id: a\n    rum: [ls]\n"), step, step, /^lesson\.yaml:\d+: steps\.0.*/],
  [
    "a missing translation",
    yaml("  - id: a\n  - id: b\n"),
    `${step}\n## [b] B\n\nWords.\n`,
    step,
    /^en\.md:1: .*\[b\]/,
  ],
  ["an unknown step", yaml("  - id: a\n"), `${step}\n## [z] Z\n`, step, /^ko\.md:\d+: .* no step z/],
  [
    "a missing choice",
    yaml("  - id: a\n    ask: {proof: [ls], choices: [{has: x}, {lacks: x}]}\n"),
    step,
    step,
    /^ko\.md:1: step a: expected 2 choices/,
  ],
  ["YAML that cannot be read", yaml("  - id: [\n"), step, step, /^lesson\.yaml:\d+: /],
])("%s is refused with file and line", (_, source, ko, en, message) => {
  expect(() => compileLesson(source, { ko: md("ko.md", ko), en: md("en.md", en) })).toThrow(message);
});

test("a question whose choices do not fit what the simulator prints is refused", () => {
  const wrong = { text: { ko: [], en: [] }, because: { ko: [], en: [] }, proof: [{ line: "hostname", tty: 1 }] };
  const choices = [{ prints: "web" }, { prints: "jail" }].map((h) => ({ holds: h, text: { ko: [], en: [] } }));
  expect(() => answer(Session.boot("host"), { ...wrong, choices })).toThrow("0 choices hold");
});
