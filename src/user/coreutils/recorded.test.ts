// What the real tools answered, once, compared with what these print now on the simulated kernel.
//
// recorded.json was made by running its lines with Debian's own tools; lines whose answer differs between their versions
// and those of Debian 13 were left out. `debian13` holds what Debian 13 itself printed.

import { expect, test } from "vitest";
import { toBytes } from "../libc.ts";
import { run } from "../sh/testbench.ts";
import recorded from "./recorded.json" with { type: "json" };

const CHUNK = 40; // lines in one test, so that none takes long

type Case = readonly [line: string, out: string, err: string, status: number];

const FIXTURES = {
  cases: recorded.fixture,
  debian13: "mkdir -p d/sub priv; echo hi > f; ln -s nowhere dangling; ln -s loop loop",
};

/** Each line is run in a fresh copy of the fixture, on a file system as the recording's (ext4). */
function disagreements(fixture: string, cases: readonly Case[]) {
  const one = ([line]: Case, i: number) =>
    `rm -rf /srv/w; cp -a /srv/fix /srv/w; cd /srv/w\n(\n${line}\n) >/tmp/o 2>/tmp/e </dev/null\n` +
    `s=$?; cd /tmp; echo "@@${i}"; cat o; echo "@@E"; cat e; echo "@@S$s"`;
  const script = `mkdir /srv/fix; cd /srv/fix\n${fixture}\n${cases.map(one).join("\n")}\n`;
  const { out } = run(toBytes(script), { limit: 30_000_000 });
  const parts = out.split(/@@\d+\n/).slice(1);
  return cases.flatMap(([line, ...real], i) => {
    const m = /^([\s\S]*?)@@E\n([\s\S]*?)@@S(\d+)\n$/.exec(parts[i] ?? "");
    const ours = [m?.[1], m?.[2], Number(m?.[3])];
    return JSON.stringify(ours) === JSON.stringify(real) ? [] : [{ line, real, ours }];
  });
}

const chunks = (["cases", "debian13"] as const).flatMap((list) => {
  const all = recorded[list] as unknown as readonly Case[];
  const starts = Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, i) => i * CHUNK);
  return starts.map((from) => ({ list, from, cases: all.slice(from, from + CHUNK) }));
});

test.each(chunks)("$list from $from: output, errors and status are the real tools'", ({ list, cases }) => {
  expect(disagreements(FIXTURES[list], cases)).toEqual([]);
});
