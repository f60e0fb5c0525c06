// What a process is besides its task: the generators it is in the middle of. Its memory and its stack.

import { EINTR } from "../kernel/abi/errno.ts";
import type { SigNo } from "../kernel/abi/signal.ts";
import type { MachineId } from "../kernel/world.ts";
import { Exit, type Request, type Run } from "./program.ts";

/** One level of the stack: the program, or above it a signal handler. */
interface Frame {
  readonly run: Run<unknown>;
  /** A handler's frame: what the interrupted program gets when it goes on. */
  readonly resume: { readonly reply: unknown; readonly again: Request | null } | null;
}

export interface Process {
  readonly frames: Frame[];
  /** What the program gets next. */
  reply: unknown;
  /** A call that blocked, to be made again. */
  pending: Request | null;
  /** The machine that it runs by its pending call (KVM_RUN), and the steps that are left of the slice. */
  guest: { readonly machine: MachineId; left: number } | null;
  /** Virtual time when `pending` was first made. */
  since: number;
  readonly handlers: Map<SigNo, (sig: SigNo) => Run<unknown>>;
  /** wait(2) status it is exiting with, once it is. */
  exiting: number | null;
}

/** `handlers`: a forked child keeps its parent's; a new program has none. */
export function makeProcess(run: Run<number>, handlers: Process["handlers"] = new Map()): Process {
  const frames = [{ run, resume: null }];
  return { frames, reply: undefined, pending: null, guest: null, since: 0, handlers: new Map(handlers), exiting: null };
}

/** The program's next request. One that has ended asks to exit; a handler that has ended gives back. */
export function nextRequest(p: Process, now: number): Request {
  for (;;) {
    if (p.pending) return p.pending;
    const frame = p.frames.at(-1);
    if (!frame) throw new Error("a process without a program");
    const r = advance(frame, p.reply);
    if (!r.done) {
      p.since = now;
      return r.value;
    }
    if (!frame.resume) return { call: "exit_group", args: { status: Number(r.value) & 0xff } };
    p.frames.pop();
    p.reply = frame.resume.reply;
    p.pending = frame.resume.again;
  }
}

/** One step of a program. `throw new Exit(n)` in it is exit(3), in a signal handler too. */
function advance(frame: Frame, reply: unknown): IteratorResult<Request, unknown> {
  try {
    return frame.run.next(reply);
  } catch (e) {
    if (!(e instanceof Exit)) throw e;
    return { done: false, value: { call: "exit_group", args: { status: e.status & 0xff } } };
  }
}

/** "never restarted after being interrupted by a signal handler, regardless of the use of SA_RESTART" - signal(7) */
const NEVER_RESTARTED: ReadonlySet<string> = new Set(["nanosleep", "poll", "pause"]);

// "If a blocked call to one of the following interfaces is interrupted by a signal handler, then the call is
// automatically restarted … if the SA_RESTART flag was used; otherwise the call fails with the error EINTR" - signal(7)
/** Puts the handler of a caught signal on top of the stack. */
export function runHandler(p: Process, sig: SigNo, restart: boolean): void {
  const handler = p.handlers.get(sig);
  if (!handler) throw new Error(`signal ${sig} is caught, but there is no handler`);
  const interrupted = p.pending;
  const again = interrupted && restart && !NEVER_RESTARTED.has(interrupted.call) ? interrupted : null;
  const reply = interrupted && !again ? EINTR : p.reply;
  p.frames.push({ run: handler(sig), resume: { reply, again } });
  p.pending = null;
  p.reply = undefined;
}
