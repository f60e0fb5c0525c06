// What real shells answered, once, compared with what this one answers now.
//
// recorded.json was made by running its scripts in Debian's bash and dash. Its lists were sorted by whether the model
// agreed then, so this is a net against falling back, not a measure of how much of bash is covered: `differs` says where
// it is known to be wrong.

import { describe, expect, test } from "vitest";
import recorded from "./recorded.json" with { type: "json" };
import { run } from "./testbench.ts";

const HEADS = {
  arithmetic: "a=5 b=-2 c='b+1' d=; declare -a e=(1 2 3)",
  expansion: "declare -A m=([k]='v 1'); r=v",
};

/** Runs many lines in one shell; each line's output, with line numbers masked. */
function outputs(head: string, lines: readonly string[]): string[] {
  const script = [head, ...lines.map((line, i) => `echo "@@${i}"\n${line} 2>&1`)].join("\n");
  const { out } = run(`${script}\n`, { limit: 20_000_000 });
  return out
    .split(/^@@\d+\n/m)
    .slice(1)
    .map((text) => text.replace(/line \d+: /g, "line N: "));
}

const CHUNK = 60; // lines in one test, so that none takes long

type Line = readonly [line: string, real: string];

function disagreements(head: string, lines: readonly Line[]) {
  const ours = outputs(
    head,
    lines.map(([line]) => line),
  );
  return lines.flatMap(([line, real], i) => (ours[i] === real ? [] : [{ line, real, ours: ours[i] }]));
}

const chunks = (["arithmetic", "expansion"] as const).flatMap((kind) => {
  const lines = recorded[kind] as unknown as readonly Line[];
  const starts = Array.from({ length: Math.ceil(lines.length / CHUNK) }, (_, i) => i * CHUNK);
  return starts.map((from) => ({ kind, from, lines: lines.slice(from, from + CHUNK) }));
});

test.each(chunks)("generated lines of $kind from $from give what bash gave", ({ kind, lines }) => {
  expect(disagreements(HEADS[kind], lines)).toEqual([]);
});

test("where the model is known to differ from bash, it still does: else move the line", () => {
  const lines = recorded.differs as unknown as readonly Line[];
  for (const kind of ["arithmetic", "expansion"] as const) {
    const own = lines.filter(([line]) => line.startsWith("(echo") === (kind === "arithmetic"));
    expect(own.length - disagreements(HEADS[kind], own).length).toBe(0);
  }
});

const pids = (text: string): string =>
  text.replace(/ *\b\d+ (?=(Killed|Terminated|Segmentation fault|Done|Running|Hangup)\b)/g, " PID ");

describe.each(recorded.scripts)("$shell, $mode: $script", ({ shell, mode, script, out, err, status }) => {
  test("output, errors and status are the real shell's", () => {
    const argv = mode === "-c" ? [shell, "-c", script] : [shell];
    const ran = run(mode === "-c" ? "" : script, { argv, path: `/usr/bin/${shell}` });
    expect({ out: pids(ran.out), err: pids(ran.err), status: ran.status }).toEqual({ out, err, status });
  });
});
