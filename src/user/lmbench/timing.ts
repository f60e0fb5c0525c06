// How lmbench times something: many repetitions between two looks at the clock - benchmp(), lib_timing.c of lmbench 3.
//
// The real one repeats until a run is long beside the clock's resolution and takes the median of eleven runs. The
// simulated clock is exact and every run is like the last, so one run of fixed length does.

import { SYSCALL_NS } from "../../kernel/param.ts";
import { err } from "../libc.ts";
import { access, must, type Run, sys } from "../program.ts";

const LOOP = 8; // cycles of the loop around each repetition
const MICRO = 1000; // nanoseconds

/** Nanoseconds that one repetition of `body` takes; a first one warms up. */
export function* timed(repetitions: number, body: (i: number) => Run<unknown>): Run<number> {
  yield* body(-1);
  const start = must(yield* sys("clock_gettime", {}));
  for (let i = 0; i < repetitions; i++) {
    yield* access({ cycles: LOOP });
    yield* body(i);
  }
  const end = must(yield* sys("clock_gettime", {}));
  return (end - start) / repetitions;
}

/**
 * Whether the machine keeps account of what things cost. Where it does not, every call takes the same tick, and to
 * measure would be to answer wrongly.
 */
export function* keepsTime(): Run<boolean> {
  const start = must(yield* sys("clock_gettime", {}));
  yield* sys("getppid", {});
  return must(yield* sys("clock_gettime", {})) - start !== 2 * SYSCALL_NS;
}

/** "Simple syscall: 0.4500 microseconds" on standard error: micro(), lib_timing.c */
export function* micro(what: string, ns: number): Run<void> {
  yield* err(`${what}: ${(ns / MICRO).toFixed(4)} microseconds\n`);
}

/** Megabytes and microseconds: micromb(), lib_timing.c */
export function* micromb(bytes: number, ns: number): Run<void> {
  const micros = ns / MICRO;
  yield* err(`${(bytes / 1e6).toFixed(6)} ${micros >= 10 ? micros.toFixed(0) : micros.toFixed(3)}\n`);
}
