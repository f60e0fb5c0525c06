// lat_proc: making a process that ends at once, one that runs another program, and one that a shell runs.

import { waitFor } from "../exec.ts";
import { access, fork, type Main, must, type Run, sys } from "../program.ts";
import { micro, timed } from "./timing.ts";
import { lmbench } from "./tool.ts";

const HELLO = "/usr/local/bin/hello"; // the real one looks for /tmp/hello
const FEW = 20;

function* child(what: () => Run<number>): Run<void> {
  yield* waitFor(must(yield* fork(what)));
}

function* run(path: string, argv: readonly string[]): Run<number> {
  yield* sys("close", { fd: 1 });
  yield* sys("execve", { path, argv, env: [] });
  return 1;
}

export const latProcMain: Main = lmbench("procedure|fork|exec|shell", "", function* (words) {
  switch (words.operands[0]) {
    case "procedure":
      yield* micro("Procedure call", yield* timed(FEW, () => access({ cycles: 11 })));
      return 0;
    case "fork":
      yield* micro("Process fork+exit", yield* timed(FEW, () => child(ended)));
      return 0;
    case "exec":
      yield* micro("Process fork+execve", yield* timed(FEW, () => child(() => run(HELLO, [HELLO]))));
      return 0;
    case "shell": {
      const sh = () => run("/bin/sh", ["sh", "-c", HELLO]);
      yield* micro("Process fork+/bin/sh -c", yield* timed(FEW, () => child(sh)));
      return 0;
    }
    default:
      return yield* words.usage();
  }
});

function* ended(): Run<number> {
  yield* access({ cycles: 10 });
  return 0;
}

/** hello: what lat_proc runs. */
export const helloMain: Main = function* () {
  yield* sys("write", { fd: 1, data: "Hello world\n" });
  return 0;
};
