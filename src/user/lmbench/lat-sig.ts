// lat_sig: installing a signal handler, having one called, and a write to a page that may not be written.

import { failed, strerror } from "../../kernel/abi/errno.ts";
import { O_RDONLY } from "../../kernel/abi/flags.ts";
import { SIGSEGV, SIGUSR1 } from "../../kernel/abi/signal.ts";
import { access, type Main, must, onSignal, type Run, sys } from "../program.ts";
import { micro, timed } from "./timing.ts";
import { fatal, lmbench } from "./tool.ts";

const MANY = 1000;
const PAGE = 4096; // bytes

function* nothing(): Run<void> {
  yield* access({ cycles: 5 });
}

function* caught(): Run<number> {
  const pid = must(yield* sys("getpid", {}));
  must(yield* onSignal(SIGUSR1, nothing));
  return yield* timed(MANY, () => sys("kill", { pid, sig: SIGUSR1 }));
}

/** What it takes to deliver a signal is not part of the fault, and is taken off: bench_prot(), lat_sig.c */
function* protection(file: string): Run<number> {
  const fd = yield* sys("openat", { path: file, flags: O_RDONLY });
  if (failed(fd)) return yield* fatal(file, strerror(fd));
  const addr = must(yield* sys("mmap", { length: PAGE, fd }));
  yield* access({ page: addr / PAGE, pages: 1 });
  must(yield* onSignal(SIGSEGV, nothing));
  return (yield* timed(MANY, () => access({ page: addr / PAGE, pages: 1, write: true }))) - (yield* caught());
}

export const latSigMain: Main = lmbench("install|catch|prot [<file>]", "", function* (words) {
  const [what, file = "/usr/local/bin/lat_sig"] = words.operands;
  switch (what) {
    case "install":
      yield* micro("Signal handler installation", yield* timed(MANY, () => onSignal(SIGUSR1, nothing)));
      return 0;
    case "catch":
      yield* micro("Signal handler overhead", yield* caught());
      return 0;
    case "prot":
      yield* micro("Protection fault", yield* protection(file));
      return 0;
    default:
      return yield* words.usage();
  }
});
