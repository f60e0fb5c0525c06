// For tests: runs a shell on a host that has its files but no other processes.

import { failed } from "../../kernel/abi/errno.ts";
import { WEXITSTATUS, WIFEXITED, WTERMSIG } from "../../kernel/abi/signal.ts";
import type { WorldEvent } from "../../kernel/apply.ts";
import { bootHost } from "../boot/host.ts";
import { launch } from "../boot/launch.ts";
import { type Main, sys } from "../program.ts";
import { PROGRAMS } from "../programs.ts";
import { Runner } from "../runner.ts";

export interface Ran {
  /** Standard output, and standard error, each whole. */
  readonly out: string;
  readonly err: string;
  /** $? as a calling shell would see it; null where the script did not end. */
  readonly status: number | null;
  readonly steps: number;
}

export interface Setting {
  readonly argv?: readonly string[];
  readonly path?: string;
  readonly env?: readonly string[];
  readonly limit?: number;
  readonly onEvent?: (e: WorldEvent) => void;
}

const ENV = ["HOME=/root", "LC_ALL=C", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"];
const LIMIT = 400_000;

// Process 1: takes care of orphans, nothing else.
const init: Main = function* () {
  for (;;) if (failed(yield* sys("wait4", { pid: -1, options: 0 }))) yield* sys("pause", {});
};

let host: ReturnType<typeof bootHost> | null = null;

/** Runs `bash < script`, or what `argv` says with the script as standard input. */
export function run(script: string, setting: Setting = {}): Ran {
  host ??= bootHost();
  let out = "";
  let err = "";
  let status: number | null = null;
  let started: ReturnType<typeof launch> | null = null;
  const runner = new Runner(host, { ...PROGRAMS, "kernel-init": init }, (events) => {
    for (const e of events) {
      if (started) setting.onEvent?.(e);
      if (e.type === "pipe.written" && e.pipe === started?.stdout) out += e.data;
      else if (e.type === "pipe.written" && e.pipe === started?.stderr) err += e.data;
      else if (e.type === "task.exited" && e.pid === started?.pid) status = e.status;
    }
  });
  runner.run(1000);
  const { argv = ["bash"], path = "/usr/bin/bash", env = ENV, limit = LIMIT } = setting;
  started = launch(runner, { path, argv, env, stdin: script });
  runner.run(limit);
  const word = status as number | null;
  const code = word === null ? null : WIFEXITED(word) ? WEXITSTATUS(word) : 128 + WTERMSIG(word);
  return { out, err, status: code, steps: runner.steps };
}
