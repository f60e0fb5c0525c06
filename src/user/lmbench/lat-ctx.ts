// lat_ctx: processes in a ring hand a token on through pipes, each adding up an array of its own in between.
//
//   0 ──pipe──> 1 ──pipe──> 2 … N-1 ──pipe──> 0        one way round is N switches
//
// What the pipes and the sums take is measured in one process and taken off, so that the switch remains.

import { err } from "../libc.ts";
import { access, fork, type Main, must, type Run, sys } from "../program.ts";
import { timed } from "./timing.ts";
import { lmbench } from "./tool.ts";

const PAGE = 4096; // bytes
const ARRAY = 0x60000; // page: where the arrays lie, in memory of the process's own
const ROUNDS = 30;
const PER_BYTE = 0.3; // cycles that adding up takes
const MICRO = 1000; // nanoseconds

interface Pipe {
  readonly read: number;
  readonly write: number;
}

function* pipe(): Run<Pipe> {
  return must(yield* sys("pipe2", { flags: 0 }));
}

function* addUp(bytes: number): Run<void> {
  if (bytes > 0) yield* access({ page: ARRAY, pages: bytes / PAGE, bytes: PAGE, cycles: bytes * PER_BYTE });
}

function* pass(from: Pipe, to: Pipe, bytes: number): Run<void> {
  yield* sys("read", { fd: from.read, count: 4 });
  yield* addUp(bytes);
  yield* sys("write", { fd: to.write, data: "tokn" });
}

/** All in one process, the token through the same pipes: nanoseconds a hand-over. */
function* overhead(pipes: readonly Pipe[], bytes: number): Run<number> {
  const first = pipes[0] as Pipe;
  yield* sys("write", { fd: first.write, data: "tokn" });
  const ns = yield* timed(ROUNDS, function* () {
    for (const [i, from] of pipes.entries()) yield* pass(from, pipes[(i + 1) % pipes.length] as Pipe, bytes);
  });
  yield* sys("read", { fd: first.read, count: 4 });
  return ns / pipes.length;
}

function* ring(count: number, bytes: number): Run<{ readonly overhead: number; readonly ns: number }> {
  const pipes: Pipe[] = [];
  for (let i = 0; i < count; i++) pipes.push(yield* pipe());
  const alone = yield* overhead(pipes, bytes);
  const kids: number[] = [];
  for (let i = 1; i < count; i++) {
    const from = pipes[i] as Pipe;
    const to = pipes[(i + 1) % count] as Pipe;
    const kid = yield* fork(function* () {
      for (;;) yield* pass(from, to, bytes);
    });
    kids.push(must(kid));
  }
  const [mine, next] = [pipes[0] as Pipe, pipes[1 % count] as Pipe];
  yield* sys("write", { fd: mine.write, data: "tokn" });
  for (let i = 0; i < 2; i++) yield* pass(mine, next, bytes); // until all have run once
  const round = yield* timed(ROUNDS, () => pass(mine, next, bytes));
  for (const pid of kids) yield* sys("kill", { pid, sig: 9 as never });
  for (const pid of kids) yield* sys("wait4", { pid, options: 0 });
  for (const { read, write } of pipes) {
    yield* sys("close", { fd: read });
    yield* sys("close", { fd: write });
  }
  return { overhead: alone, ns: round / count - alone };
}

export const latCtxMain: Main = lmbench("[-s kbytes] processes [processes ...]", "s", function* (words) {
  const kbytes = Number(words.options.s ?? "0");
  const counts = words.operands.map(Number);
  const wrong = (n: number): boolean => !Number.isInteger(n) || n < 0;
  if (counts.length === 0 || wrong(kbytes) || counts.some((n) => wrong(n) || n < 2)) return yield* words.usage();
  const bytes = Math.ceil((kbytes * 1024) / PAGE) * PAGE;
  let told = false;
  for (const count of counts) {
    const { overhead: alone, ns } = yield* ring(count, bytes);
    if (!told) yield* err(`\n"size=${kbytes}k ovr=${(alone / MICRO).toFixed(2)}\n`);
    told = true;
    yield* err(`${count} ${(ns / MICRO).toFixed(2)}\n`);
  }
  return 0;
});
