// lat_syscall: the time of the simplest entries into the kernel.

import { failed, strerror } from "../../kernel/abi/errno.ts";
import { O_RDONLY, O_WRONLY } from "../../kernel/abi/flags.ts";
import { type Main, must, type Run, sys } from "../program.ts";
import { micro, timed } from "./timing.ts";
import { fatal, lmbench } from "./tool.ts";

const MANY = 1000;

export const latSyscallMain: Main = lmbench("null|read|write|stat|fstat|open [<file>]", "", function* (words) {
  const [what, file = words.self.argv[0] ?? ""] = words.operands;
  const path = file.includes("/") ? file : `/usr/local/bin/${file}`;
  switch (what) {
    case "null":
      yield* micro("Simple syscall", yield* timed(MANY, () => sys("getppid", {})));
      return 0;
    case "read": {
      const fd = must(yield* sys("openat", { path: "/dev/zero", flags: O_RDONLY }));
      yield* micro("Simple read", yield* timed(MANY, () => sys("read", { fd, count: 1 })));
      return 0;
    }
    case "write": {
      const fd = must(yield* sys("openat", { path: "/dev/null", flags: O_WRONLY }));
      yield* micro("Simple write", yield* timed(MANY, () => sys("write", { fd, data: "x" })));
      return 0;
    }
    case "stat":
      yield* open(path);
      yield* micro("Simple stat", yield* timed(MANY, () => sys("stat", { path })));
      return 0;
    case "fstat": {
      const fd = yield* open(path);
      yield* micro("Simple fstat", yield* timed(MANY, () => sys("fstat", { fd })));
      return 0;
    }
    case "open":
      yield* micro("Simple open/close", yield* timed(MANY, () => openClose(path)));
      return 0;
    default:
      return yield* words.usage();
  }
});

function* open(path: string): Run<number> {
  const fd = yield* sys("openat", { path, flags: O_RDONLY });
  return failed(fd) ? yield* fatal(path, strerror(fd)) : fd;
}

function* openClose(path: string): Run<void> {
  yield* sys("close", { fd: yield* open(path) });
}
