import { expect, test } from "vitest";
import { EINTR, ENOENT, EPIPE, failed } from "../kernel/abi/errno.ts";
import { POLLIN } from "../kernel/abi/flags.ts";
import { SIGCHLD, SIGKILL, SIGTERM, SIGUSR1, statusOfExit, statusOfSignal } from "../kernel/abi/signal.ts";
import { apply, type WorldEvent } from "../kernel/apply.ts";
import type { World } from "../kernel/world.ts";
import { bootHost } from "./boot/host.ts";
import { runScript } from "./boot/testbench.ts";
import { compute, Exit, fork, type Main, must, onSignal, type Run, sys } from "./program.ts";
import { Runner } from "./runner.ts";

const SECOND = 1e9;
const start = bootHost();

/** Runs `main` as process 1 of a bare machine; what it logs, and the runner afterwards. */
function run(main: (log: (x: unknown) => void) => Run<number>, steps = 20_000) {
  const log: unknown[] = [];
  const events: WorldEvent[] = [];
  // Process 1 must not end: the kernel would have nobody to go on with.
  const init: Main = function* () {
    yield* fork(() => main((x) => log.push(x)));
    for (;;) if (failed(yield* sys("wait4", { pid: -1, options: 0 }))) yield* sys("pause", {});
  };
  const runner = new Runner(start, { "kernel-init": init }, (e) => events.push(...e));
  const outcome = runner.run(steps);
  return { log, outcome, runner, events };
}

const wait = function* (pid: number): Run<number> {
  return must(yield* sys("wait4", { pid, options: 0 })).status;
};

test("a reader of an empty pipe sleeps until somebody writes, and gets end of file after the last writer", () => {
  const { log } = run(function* (log) {
    const { read, write } = must(yield* sys("pipe2", { flags: 0 }));
    const child = must(
      yield* fork(function* () {
        yield* sys("close", { fd: write });
        log(yield* sys("read", { fd: read, count: 100 }));
        log(yield* sys("read", { fd: read, count: 100 }));
        return 0;
      }),
    );
    yield* sys("nanosleep", { ns: SECOND });
    yield* sys("write", { fd: write, data: "hello" });
    yield* sys("close", { fd: write });
    return yield* wait(child);
  });
  expect(log).toEqual(["hello", ""]);
});

test("writing into a pipe that nobody reads kills with SIGPIPE, or is EPIPE where that is ignored", () => {
  const { log } = run(function* (log) {
    const writer = function* (): Run<number> {
      const { read, write } = must(yield* sys("pipe2", { flags: 0 }));
      yield* sys("close", { fd: read });
      log(yield* sys("write", { fd: write, data: "x" }));
      return 0;
    };
    log(yield* wait(must(yield* fork(writer))));
    yield* sys("rt_sigaction", { sig: 13, action: "ignore" });
    yield* wait(must(yield* fork(writer)));
    return 0;
  });
  expect(log).toEqual([statusOfSignal(13), EPIPE]);
});

test("a caught signal interrupts a sleep with EINTR after its handler ran", () => {
  const { log } = run(function* (log) {
    const child = must(
      yield* fork(function* () {
        yield* onSignal(SIGUSR1, function* () {
          log("handler");
          yield* compute();
        });
        log(yield* sys("nanosleep", { ns: 1000 * SECOND }));
        return 0;
      }),
    );
    yield* sys("nanosleep", { ns: SECOND });
    yield* sys("kill", { pid: child, sig: SIGUSR1 });
    return yield* wait(child);
  });
  expect(log).toEqual(["handler", EINTR]);
});

test("with SA_RESTART an interrupted read goes on", () => {
  const { log } = run(function* (log) {
    const { read, write } = must(yield* sys("pipe2", { flags: 0 }));
    const child = must(
      yield* fork(function* () {
        yield* onSignal(SIGUSR1, () => compute(), true);
        log(yield* sys("read", { fd: read, count: 10 }));
        return 0;
      }),
    );
    yield* sys("nanosleep", { ns: SECOND });
    yield* sys("kill", { pid: child, sig: SIGUSR1 });
    yield* sys("write", { fd: write, data: "late" });
    return yield* wait(child);
  });
  expect(log).toEqual(["late"]);
});

test("a loop that makes no system call can still be killed, and time passes in it", () => {
  const { log, runner } = run(function* (log) {
    const child = must(
      yield* fork(function* () {
        for (;;) yield* compute();
      }),
    );
    yield* sys("nanosleep", { ns: 500_000 });
    yield* sys("kill", { pid: child, sig: SIGKILL });
    log(yield* wait(child));
    return 0;
  });
  expect(log).toEqual([statusOfSignal(SIGKILL)]);
  expect(runner.world.now).toBeGreaterThanOrEqual(500_000);
});

test("a loop that nobody ends stops at the limit", () => {
  const { runner } = run(function* () {
    for (;;) yield* compute();
  }, 100);
  expect(runner.run(Number.POSITIVE_INFINITY, 5000)).toBe("limit");
});

test("an alarm that nobody catches ends the process", () => {
  const { log } = run(function* (log) {
    const child = must(
      yield* fork(function* () {
        yield* sys("alarm", { ns: SECOND });
        yield* sys("pause", {});
        return 0;
      }),
    );
    log(yield* wait(child));
    return 0;
  });
  expect(log).toEqual([statusOfSignal(14)]);
});

test("exit(3) ends a program from however deep", () => {
  const { log } = run(function* (log) {
    const deep = function* (): Run<void> {
      yield* compute();
      throw new Exit(7);
    };
    const child = must(
      yield* fork(function* () {
        yield* deep();
        return 0;
      }),
    );
    log(yield* wait(child));
    return 0;
  });
  expect(log).toEqual([statusOfExit(7)]);
});

test("a stopped process does not run until SIGCONT", () => {
  const { log } = run(function* (log) {
    const child = must(
      yield* fork(function* () {
        for (;;) yield* sys("nanosleep", { ns: SECOND });
      }),
    );
    yield* sys("kill", { pid: child, sig: 19 });
    log((must(yield* sys("wait4", { pid: child, options: 2 })).status & 0xff) === 0x7f);
    yield* sys("kill", { pid: child, sig: 18 });
    yield* sys("kill", { pid: child, sig: SIGTERM });
    log(yield* wait(child));
    return 0;
  });
  expect(log).toEqual([true, statusOfSignal(SIGTERM)]);
});

test("two runs make the same events, and the world is their fold", () => {
  const twice = [0, 1].map(() =>
    run(function* () {
      yield* sys("rt_sigaction", { sig: SIGCHLD, action: "ignore" });
      for (let i = 0; i < 20; i++) {
        yield* fork(function* () {
          for (let j = 0; j < 50; j++) yield* sys("getppid", {});
          return 0;
        });
      }
      return 0;
    }),
  );
  expect(twice[0]?.events).toEqual(twice[1]?.events);
  const fold = (twice[0]?.events ?? []).reduce<World>(apply, start);
  expect(fold).toEqual(twice[0]?.runner.world);
});

test("access(2) asks about a file; it is not an access to memory", () => {
  let answer: unknown;
  runScript(function* () {
    answer = yield* sys("access", { path: "/nosuch", mode: 0 });
  });
  expect(answer).toBe(ENOENT);
});

test("time goes on for who waits for a pipe as well as for the terminal", () => {
  let ready: unknown;
  runScript(function* () {
    const ends = must(yield* sys("pipe2", { flags: 0 }));
    yield* fork(function* () {
      yield* sys("nanosleep", { ns: SECOND });
      yield* sys("write", { fd: ends.write, data: "x" });
      return 0;
    });
    const fds = [0, ends.read].map((fd) => ({ fd, events: POLLIN }));
    ready = yield* sys("poll", { fds, timeout: -1 });
  });
  expect(ready).toEqual([{ fd: 3, revents: POLLIN }]);
});
