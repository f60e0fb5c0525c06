// The benchmarks of the Xen paper, run in the model: lmbench's programs on the machine of 2003, bare, under Xen and under
// VMware's translation. What they print is read off their output; nothing else is known of them here.

import type { PipeId } from "../kernel/fs/file.ts";
import { PROFILES } from "../machine/profiles.ts";
import { launch } from "../user/boot/launch.ts";
import { bootBare } from "../user/boot/worlds/bare.ts";
import { PROGRAMS } from "../user/programs.ts";
import { Runner } from "../user/runner.ts";
import { Accounts } from "../virt/accounts.ts";
import { BENCHMARKS, isFitted, type ModelRow, type PaperWorld, TECHNIQUE } from "./paper-table.ts";

const ENV = ["PATH=/usr/local/bin:/usr/bin:/bin"];
const STEP_LIMIT = 4_000_000;

/** Runs all benchmarks in one world, one after the other: the rows of each as soon as it has run. */
export function* modelRows(world: PaperWorld): Generator<readonly ModelRow[]> {
  const print = benchFor(world);
  for (const { table, columns, command, read } of BENCHMARKS) {
    const values = read(print(command));
    if (values.length !== columns.length) throw new Error(`${command} printed no ${columns.join(", ")}`);
    yield columns.map((column, i) => ({
      table,
      column,
      world,
      microseconds: values[i] as number,
      fitted: isFitted(world, column),
    }));
  }
}

/** A machine of 2003 on which commands can be run: what each prints. */
function benchFor(world: PaperWorld): (command: string) => string {
  const first = bootBare("2003");
  const accounts = new Accounts(PROFILES["2003"], first, () => TECHNIQUE[world]);
  let printed = "";
  let pipes: readonly PipeId[] = [];
  const runner = new Runner(
    first,
    PROGRAMS,
    (events) => {
      for (const e of events) if (e.type === "pipe.written" && pipes.includes(e.pipe)) printed += e.data;
    },
    accounts.price,
  );
  runner.run(STEP_LIMIT);
  runner.waitsForTyping = false;
  return (command) => {
    printed = "";
    const { stdout, stderr } = launch(runner, {
      path: "/usr/bin/bash",
      argv: ["bash"],
      env: ENV,
      stdin: `${command}\n`,
    });
    pipes = [stdout, stderr];
    runner.run(STEP_LIMIT);
    return printed;
  };
}
