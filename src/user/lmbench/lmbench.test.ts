import { expect, test } from "vitest";
import { PROFILES } from "../../machine/profiles.ts";
import { Accounts } from "../../virt/accounts.ts";
import type { TechniqueName } from "../../virt/technique.ts";
import { bootHost } from "../boot/host.ts";
import { launch } from "../boot/launch.ts";
import { PROGRAMS } from "../programs.ts";
import { type Price, Runner } from "../runner.ts";

/** What a script prints on standard error, and its exit status; without a technique nobody keeps account of time. */
function run(script: string, technique: TechniqueName | null, profile: "2003" | "modern" = "2003"): string {
  const first = bootHost();
  const price: Price | null = technique ? new Accounts(PROFILES[profile], first, () => technique).price : null;
  let printed = "";
  let started: ReturnType<typeof launch> | null = null;
  const runner = new Runner(
    first,
    PROGRAMS,
    (events) => {
      for (const e of events) if (e.type === "pipe.written" && e.pipe === started?.stderr) printed += e.data;
    },
    price,
  );
  runner.run(1_000_000);
  runner.waitsForTyping = false;
  started = launch(runner, { path: "/usr/bin/bash", argv: ["bash"], env: ["PATH=/usr/local/bin:/bin"], stdin: script });
  runner.run(1_000_000);
  return printed;
}

const microseconds = (printed: string): number => Number(/([\d.]+) microseconds/.exec(printed)?.[1]);

test("the result is printed as lmbench prints it", () => {
  expect(run("lat_syscall null\n", "bare")).toMatch(/^Simple syscall: \d+\.\d{4} microseconds\n$/);
  expect(run("lat_ctx -s 16 2\n", "bare")).toMatch(/^\n"size=16k ovr=\d+\.\d\d\n2 \d+\.\d\d\n$/);
});

test("where time is counted in calls nothing is measured", () => {
  expect(run("lat_syscall null || echo $? >&2\n", null)).toBe(
    "lat_syscall: in this world time is counted in calls: measuring it is not modelled in Cutaway\n95\n",
  );
});

test("a write to a page that may not be written costs a fault and a signal, and the process goes on", () => {
  expect(microseconds(run("lat_sig prot\n", "bare"))).toBeGreaterThan(0);
});

test("a system call takes as long in a KVM guest as on the bare machine, a page fault under shadow paging longer", () => {
  const under = (technique: TechniqueName, script: string) => microseconds(run(script, technique, "modern"));
  expect(under("kvm", "lat_syscall null\n")).toBe(under("bare", "lat_syscall null\n"));
  const fault = "lat_pagefault /usr/bin/bash\n";
  expect(under("kvm-shadow", fault)).toBeGreaterThan(5 * under("bare", fault));
});

test("unknown words and missing files are told as by lmbench", () => {
  expect(run("lat_syscall jump || echo $? >&2\n", "bare")).toBe(
    "Usage: lat_syscall [-P <parallelism>] [-W <warmup>] [-N <repetitions>] null|read|write|stat|fstat|open [<file>]\n255\n",
  );
  expect(run("lat_pagefault /nowhere || echo $? >&2\n", "bare")).toBe("/nowhere: No such file or directory\n1\n");
});
