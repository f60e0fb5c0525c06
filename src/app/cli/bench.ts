// npm run bench, first half: the simulator. The second half, the page, is bin/bench-page.mjs.
// Times depend on the machine; a ratio is taken against something measured beside it in the same run.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Line } from "../../timeline/line.ts";
import { bootHost } from "../../user/boot/host.ts";
import { launch } from "../../user/boot/launch.ts";
import { type Main, sys } from "../../user/program.ts";
import { PROGRAMS } from "../../user/programs.ts";
import { Runner } from "../../user/runner.ts";
import { machineRows } from "./bench-machines.ts";

const CALLS = 200_000;
const SEEKS = 2_000;
const EVENTS = 100_000;
const SCRIPTS = 100;

export interface Row {
  readonly what: string;
  readonly value: string;
  readonly goal: string;
  readonly met: boolean | null;
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

const count = (n: number): string => Math.round(n).toLocaleString("en");
const quantile = (sorted: readonly number[], q: number): number => sorted[Math.floor((sorted.length - 1) * q)] ?? 0;

/** A host at its first prompt, every event kept. */
function host(): { runner: Runner; line: Line } {
  const first = bootHost();
  const line = new Line(first);
  const runner = new Runner(first, PROGRAMS, (events, world) => line.append(events, world));
  runner.run(1_000_000);
  runner.waitsForTyping = false;
  return { runner, line };
}

function callRows(): Row[] {
  const { runner, line } = host();
  const main: Main = function* () {
    for (let i = 0; i < CALLS; i++) yield* sys("getppid", {});
    return 0;
  };
  const before = heap();
  const events = line.length;
  runner.spawn((tx) => {
    const parent = tx.task(1 as never);
    const pid = (tx.k.tasks.size + 1000) as never;
    const nspids = [{ ns: parent.ns.pid, pid }];
    const fresh = { state: "runnable", wait: null, children: [], fds: {}, ppid: parent.pid } as const;
    tx.emit({ type: "task.cloned", task: { ...parent, ...fresh, pid, nspids }, flags: 0 });
    return pid;
  }, main);
  const start = performance.now();
  runner.run(Number.POSITIVE_INFINITY);
  const perSecond = (CALLS / (performance.now() - start)) * 1000;
  const bytes = (heap() - before) / (line.length - events);
  return [
    {
      what: "system calls a second, every event kept",
      value: count(perSecond),
      goal: "≥ 300,000",
      met: perSecond >= 300_000,
    },
    { what: "bytes kept an event (getppid)", value: count(bytes), goal: "≤ 400", met: bytes <= 400 },
  ];
}

/** A line of many events of all kinds: shell scripts, one after the other. */
function seekRows(): Row[] {
  const { runner, line } = host();
  const script = "for i in 1 2 3 4 5; do echo $i | cat > /tmp/f$i; ls -l /tmp; done; ps ax | grep -c .";
  const before = heap();
  const start = performance.now();
  while (line.length < EVENTS) {
    launch(runner, { path: "/usr/bin/bash", argv: ["bash", "-c", script], env: ["PATH=/usr/bin:/bin"], stdin: "" });
    runner.run(Number.POSITIVE_INFINITY);
  }
  const took = performance.now() - start;
  const bytes = (heap() - before) / line.length;
  const times: number[] = [];
  let at = 1;
  for (let i = 0; i < SEEKS; i++) {
    at = (at * 48271) % 2147483647; // the same places in every run
    const t = performance.now();
    line.at(at % line.length);
    times.push(performance.now() - t);
  }
  times.sort((a, b) => a - b);
  const p99 = quantile(times, 0.99);
  return [
    { what: "events a second, shell scripts", value: count((line.length / took) * 1000), goal: "", met: null },
    { what: "bytes kept an event (shell scripts)", value: count(bytes), goal: "≤ 400", met: bytes <= 400 },
    {
      what: `seek in ${count(line.length)} events, median / p99`,
      value: `${quantile(times, 0.5).toFixed(3)} / ${p99.toFixed(3)} ms`,
      goal: "p99 ≤ 1 ms",
      met: p99 <= 1,
    },
  ];
}

function scriptRows(): Row[] {
  const script = "echo hi | cat >f; cat f";
  const { runner } = host();
  const start = performance.now();
  for (let i = 0; i < SCRIPTS; i++) {
    launch(runner, {
      path: "/usr/bin/bash",
      argv: ["bash", "-c", `cd /tmp; ${script}`],
      env: ["PATH=/usr/bin:/bin"],
      stdin: "",
    });
    runner.run(Number.POSITIVE_INFINITY);
  }
  const model = (SCRIPTS / (performance.now() - start)) * 1000;
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const startReal = performance.now();
  for (let i = 0; i < SCRIPTS; i++) spawnSync("bash", ["-c", script], { cwd: folder });
  const real = (SCRIPTS / (performance.now() - startReal)) * 1000;
  rmSync(folder, { recursive: true });
  return [
    {
      what: `scripts a second: ${script}`,
      value: `${count(model)}, the real bash here ${count(real)} (× ${(model / real).toFixed(1)})`,
      goal: "× 1",
      met: model >= real,
    },
  ];
}

function print(rows: readonly Row[]): void {
  const width = Math.max(...rows.map((r) => r.what.length));
  for (const { what, value, goal, met } of rows) {
    const mark = met === null ? " " : met ? "✓" : "✗";
    console.log(`${mark} ${what.padEnd(width)}  ${value}${goal ? `   (goal ${goal})` : ""}`);
  }
}

print([...callRows(), ...seekRows(), ...scriptRows(), ...machineRows()]);
