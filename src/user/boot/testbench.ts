// A booted host whose shell is the test's own program: what it does there, and what then stands on the console.

import { failed } from "../../kernel/abi/errno.ts";
import { HOST } from "../../kernel/apply.ts";
import { lookup, values } from "../../kernel/table.ts";
import type { Task } from "../../kernel/task/task.ts";
import type { Kernel, World } from "../../kernel/world.ts";
import { fork, type Main, type Run, sys } from "../program.ts";
import { PROGRAMS } from "../programs.ts";
import { Runner } from "../runner.ts";
import { bootHost } from "./host.ts";

const STEPS = 100_000;

export interface Ran {
  readonly k: Kernel;
  readonly tasks: readonly Task[];
  /** All that was written to the console. */
  readonly screen: string;
}

export function kernelOf(world: World): Kernel {
  const machine = world.machines[HOST];
  if (!machine) throw new Error("no host in this world");
  return machine.kernel;
}

/** Boots; the console's shell is `shell` instead of bash. Ends when nobody can go on. */
export function boot(shell: Main): Ran {
  const runner = new Runner(bootHost(), { ...PROGRAMS, bash: shell }, () => undefined);
  if (runner.run(STEPS) !== "idle") throw new Error("the host does not come to rest");
  const k = kernelOf(runner.world);
  return { k, tasks: values(k.tasks), screen: lookup(k.ttys, values(k.ttys)[0]?.id ?? (0 as never)).screen };
}

/** Boots; does `script` once in the shell's place, then waits for ever. */
export function runScript(script: () => Run<void>): Ran {
  return boot(function* () {
    yield* script();
    for (;;) yield* sys("pause", {});
  });
}

/** A child that becomes `argv`, below `root` and as `uid`; returns its wait(2) status. */
export function* spawned(argv: readonly string[], env: readonly string[] = [], root?: string, uid = 0): Run<number> {
  const pid = yield* fork(function* () {
    if (root !== undefined) yield* sys("chroot", { path: root });
    if (uid !== 0) yield* sys("setuid", { uid });
    yield* sys("execve", { path: argv[0] ?? "", argv, env });
    return 99;
  });
  if (failed(pid)) throw new Error(`fork failed with ${pid}`);
  const done = yield* sys("wait4", { pid, options: 0 });
  if (failed(done)) throw new Error(`wait4 failed with ${done}`);
  return done.status;
}
