// Every recorded case, replayed in the simulated host: the transcript must be what the real Linux printed.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFidelity } from "../../bin/fidelity.ts";
import { transcriptOf } from "../../src/app/cli/transcript.ts";
import { bootHost } from "../../src/user/boot/host.ts";

const here = import.meta.dirname;
const folder = join(here, "cases");
const LIMIT = 60_000; // ms a case may take on a busy machine; most take a tenth of a second

/** The masks of the recorder: namespace ids, peer groups, container ids; an error line becomes the errno's name. */
function normalize(raw: string): string {
  const masked = raw
    .replace(/\b[0-9a-f]{64}\b/g, "<id>")
    .replace(/\b[0-9a-f]{12}\b/g, "<id>")
    .replace(/sha256:<id>/g, "<sha>");
  const awk = spawnSync("awk", ["-f", join(here, "tools/normalize.awk")], { input: Buffer.from(masked, "latin1") });
  if (awk.status !== 0) throw new Error(`awk: ${awk.stderr}`);
  return awk.stdout.toString("latin1");
}

const recorded = readdirSync(folder).filter((name) => name.endsWith(".out"));
const cases = recorded.map((name) => {
  const script = readFileSync(join(folder, name.replace(/\.out$/, ".sh")), "latin1");
  return [/^# title: *(.*)$/m.exec(script)?.[1] ?? name, name.replace(/\.out$/, ""), script] as const;
});

test("there are recorded cases", () => {
  expect(cases.length).toBeGreaterThanOrEqual(300);
});

/** Cases that the model answers differently, each with the reason. */
const { groups, differences } = readFidelity(join(here, "../.."));
const different = new Map(differences.map(({ name, why }) => [name, why.en]));

const answer = (script: string): string => normalize(transcriptOf(bootHost, script));
const recording = (name: string): string => {
  const [, ...lines] = readFileSync(join(folder, `${name}.out`), "latin1").split("\n");
  return lines.join("\n");
};

test.each(cases.filter(([, name]) => !different.has(name)))(
  "%s (%s)",
  (_title, name, script) => {
    expect(answer(script)).toBe(recording(name));
  },
  LIMIT,
);

// The list cannot rot: what the model has learnt must leave it.
test.each([...different])(
  "%s is not answered like Linux: %s",
  (name) => {
    const [, , script = ""] = cases.find(([, other]) => other === name) ?? [];
    expect(answer(script)).not.toBe(recording(name));
  },
  LIMIT,
);

test("at most one case in twenty is answered differently", () => {
  const all = groups.reduce((sum, group) => sum + group.cases.length, 0);
  expect(differences.length).toBeLessThanOrEqual(all * 0.05);
});

test("the README tells how many there are, and how many are the same", () => {
  const all = groups.reduce((sum, group) => sum + group.cases.length, 0);
  const readme = readFileSync(join(here, "../../README.md"), "utf8");
  expect(readme).toMatch(new RegExp(`\\| ${all} recorded cases [^|]*\\| ${all - differences.length} +\\|`));
});
