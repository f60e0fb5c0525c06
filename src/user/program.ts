// What a program is: a generator that yields system calls, and nothing else.
//
// It has no other way to the kernel: what it knows of the world it was told in a reply. Memory is its own
// JavaScript values. fork(2) cannot copy a generator, so the caller says what the child does:
//
//   const pid = yield* fork(function* () { … return 0; });   // the child; state it changes must be its own copy
//   const done = yield* wait(pid);

import { type Errno, failed } from "../kernel/abi/errno.ts";
import type { SigNo } from "../kernel/abi/signal.ts";
import type { Access } from "../kernel/memory/access.ts";
import type { SysArgs, SysName, SysRet } from "../kernel/sys/table.ts";
import type { NsPid } from "../kernel/task/task.ts";

/** What a program asks of the machine it runs on. */
export interface Request {
  readonly call: SysName | "compute" | "emulate" | "memory" | "cpuid";
  readonly args: object;
  /** clone: what the child runs. */
  readonly child?: Main;
  /** rt_sigaction: what a caught signal runs; called with the signal's number. */
  readonly handler?: (sig: SigNo) => Run<unknown>;
}

/** A running piece of a program that ends with a T. */
export type Run<T> = Generator<Request, T, unknown>;

/** The exit status, 0 to 255, of a program's main function. */
export type Main = (self: Self) => Run<number>;

/** What execve(2) leaves on a new program's stack. */
export interface Self {
  readonly argv: readonly string[];
  readonly env: readonly string[];
  /** Argument of the file's ELF stand-in: which personality of a program this is. */
  readonly arg: string;
  /** For the dynamic loader: the program to load and the libraries it needs. */
  readonly aux: { readonly program: string; readonly needed: readonly string[]; readonly path: string };
  /** The program of that name, as mapped into this process by its loader. */
  readonly load: (program: string) => Main;
}

/** Makes one system call. */
export function* sys<N extends SysName>(call: N, args: SysArgs<N>): Run<SysRet<N>> {
  return (yield { call, args: args as object }) as SysRet<N>;
}

/** Uses the processor without calling the kernel, so that an endless loop can be preempted and counted. */
export function* compute(): Run<void> {
  yield { call: "compute", args: {} };
}

/** Runs for a while, and reads or writes memory: what costs time, and may fault. Counted as a computation. */
export function* access(args: Access): Run<void> {
  yield { call: "memory", args };
}

/**
 * CPUID leaf 0x40000000, where a hypervisor says who it is ("KVMKVMKVM", "VMwareVMware", "XenVMMXenVMM", "TCGTCGTCGTCG"; here
 * by its name): an instruction that user programs may execute, not a call. null: there is none, or it does not say so.
 */
export function* hypervisorVendor(): Run<string | null> {
  return (yield { call: "cpuid", args: {} }) as string | null;
}

/** clone(2) with what the child does. In the parent: the child's pid. */
export function* clone(flags: number, child: Main): Run<NsPid | Errno> {
  return (yield { call: "clone", args: { flags }, child }) as NsPid | Errno;
}

export function fork(child: Main): Run<NsPid | Errno> {
  return clone(0, child);
}

/** sigaction(2) with a function: it runs before the interrupted program goes on. */
export function* onSignal(sig: SigNo, handler: (sig: SigNo) => Run<unknown>, restart = false): Run<0 | Errno> {
  return (yield { call: "rt_sigaction", args: { sig, action: "catch", restart }, handler }) as 0 | Errno;
}

/** Thrown by a program to end at once with this status, from however deep: exit(3). */
export class Exit extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`exit ${status}`);
    this.status = status;
  }
}

/** The value, or exit(3) with 1 where the call failed: for calls that cannot fail. */
export function must<T>(r: T): Exclude<T, Errno> {
  if (failed(r)) throw new Error(`a call that cannot fail returned ${r}`);
  return r as Exclude<T, Errno>;
}
