// Every recorded case, replayed in the simulated host: the transcript must be what the real Linux printed.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { transcriptOf } from "../../src/app/cli/transcript.ts";
import { bootHost } from "../../src/user/boot/host.ts";

const here = import.meta.dirname;
const folder = join(here, "cases");

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
  expect(cases.length).toBeGreaterThanOrEqual(40);
});

/** Cases that the model does not answer like Linux yet, each with the reason: NAME: REASON. */
const notYet = new Map(
  readFileSync(join(here, "not-yet.txt"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(": ", 2) as [string, string]),
);

const answer = (script: string): string => normalize(transcriptOf(bootHost, script));
const recording = (name: string): string => {
  const [, ...lines] = readFileSync(join(folder, `${name}.out`), "latin1").split("\n");
  return lines.join("\n");
};

test.each(cases.filter(([, name]) => !notYet.has(name)))("%s (%s)", (_title, name, script) => {
  expect(answer(script)).toBe(recording(name));
});

// The list cannot rot: what the model has learnt must leave it.
test.each([...notYet])("%s is not answered like Linux yet: %s", (name) => {
  const found = cases.find(([, other]) => other === name);
  if (!found) throw new Error(`not-yet.txt names ${name}, which is no case`);
  expect(answer(found[2])).not.toBe(recording(name));
});
