// The processor: runs programs, carries out their system calls, and takes turns.
//
//   Runner ── next request ──> program (generator)
//      │  <── reply ──────────
//      └── handler(tx) ──> events ──> apply ──> world
//
// The world is the whole truth; what is kept here is only what JavaScript cannot write down: the running generators,
// that is, the memory and the stack of each process. Two runs from the same world with the same typed input make the same
// events, so a moment is restored by running again up to it (timeline/session.ts).

import { EINTR, ENOSYS, failed } from "../kernel/abi/errno.ts";
import { SIGALRM, type SigNo, statusOfExit, statusOfSignal } from "../kernel/abi/signal.ts";
import { apply, type WorldEvent } from "../kernel/apply.ts";
import { SLICE, SYSCALL_NS } from "../kernel/param.ts";
import { CALLS } from "../kernel/sys/table.ts";
import { get, values } from "../kernel/table.ts";
import { exitTask } from "../kernel/task/exit.ts";
import { disposition, nextSignal, notifyParent, sendSignal } from "../kernel/task/signal.ts";
import type { Pid } from "../kernel/task/task.ts";
import { type Block, isBlock, Tx } from "../kernel/tx.ts";
import type { Kernel, World } from "../kernel/world.ts";
import { Exit, type Main, type Request, type Run, type Self } from "./program.ts";

export type Programs = Readonly<Record<string, Main>>;

/** One level of a process's stack: its program, or above it a signal handler. */
interface Frame {
  readonly run: Run<number | void>;
  /** A handler's frame: what the interrupted program gets when it goes on. */
  readonly resume: { readonly reply: unknown; readonly again: Request | null } | null;
}

interface Process {
  frames: Frame[];
  /** What the program gets next. */
  reply: unknown;
  /** A call that blocked, to be made again. */
  pending: Request | null;
  /** Virtual time when `pending` was first made. */
  since: number;
  handlers: Map<SigNo, (sig: SigNo) => Run<void>>;
  /** wait(2) status it is exiting with, once it is. */
  exiting: number | null;
}

export type Outcome = "idle" | "more" | "limit" | "halted";

export class Runner {
  world: World;
  /** Steps made, system calls and computations: what the step limit counts. */
  steps = 0;
  private readonly processes = new Map<Pid, Process>();
  private readonly programs: Programs;
  private readonly onEvents: (events: readonly WorldEvent[], world: World) => void;
  /** Somebody may type: while a terminal is being read, time stands still instead of jumping to the next timer. */
  waitsForTyping = true;
  /** The turn that is going on: who runs, and how much of its slice is used. */
  private turn: { readonly pid: Pid; calls: number; computed: number } | null = null;

  /** `onEvents` gets the events of each step, and the world after them. */
  constructor(world: World, programs: Programs, onEvents: (events: readonly WorldEvent[], world: World) => void) {
    this.world = world;
    this.programs = programs;
    this.onEvents = onEvents;
    for (const task of values(this.k.tasks)) if (task.state !== "zombie") this.adopt(task.pid);
  }

  private get k(): Kernel {
    const m = this.world.machines.host;
    if (!m) throw new Error("no machine host in this world");
    return m.kernel;
  }

  /** Starts the program of a task that has none running yet. */
  private adopt(pid: Pid): void {
    this.processes.set(pid, process(this.load(pid)));
  }

  /** Something from outside happens: a key is pressed. */
  act(change: (tx: Tx) => void): void {
    const tx = new Tx(this.world);
    change(tx);
    this.commit(tx.world, tx.trace);
  }

  /** Starts a process from outside: `make` puts its task into the world, `main` is what it runs. */
  spawn(make: (tx: Tx) => Pid, main: Main): Pid {
    let pid = 0 as Pid;
    this.act((tx) => {
      pid = make(tx);
    });
    this.processes.set(pid, process(main(this.self(pid))));
    return pid;
  }

  private commit(world: World, trace: readonly WorldEvent[]): void {
    this.world = world;
    if (trace.length > 0) this.onEvents(trace, world);
  }

  private emit(e: WorldEvent): void {
    this.commit(apply(this.world, e), [e]);
  }

  /**
   * Runs until nothing can go on (idle), at least `budget` steps were made (more), `limit` steps in all (limit),
   * or `stop`, asked between two steps, says so (halted).
   */
  run(budget: number, limit = Number.POSITIVE_INFINITY, stop?: () => boolean): Outcome {
    const end = this.steps + budget;
    for (;;) {
      if (stop?.()) return "halted";
      if (this.steps >= limit) return "limit";
      if (this.steps >= end) return "more";
      if (this.turn) {
        this.step(this.turn);
        continue;
      }
      this.fireTimers();
      const [pid] = this.k.runQueue;
      if (pid !== undefined) {
        this.emit({ type: "task.chosen", pid });
        this.turn = { pid, calls: 0, computed: 0 };
      } else if (!this.passTime()) return "idle";
    }
  }

  private fireTimers(): void {
    for (;;) {
      const [timer] = this.k.timers;
      if (!timer || timer.at > this.world.now) return;
      const { pid, kind } = timer;
      this.act((tx) => {
        tx.emit({ type: "timer.cancelled", pid, kind });
        if (kind === "alarm") sendSignal(tx, 0 as Pid, pid, SIGALRM);
        else if (tx.task(pid).state === "sleeping") tx.emit({ type: "task.woken", pid });
      });
    }
  }

  /** Nobody can run: jump to the next timer. False when there is none, or somebody is waited for at a terminal. */
  private passTime(): boolean {
    const [timer] = this.k.timers;
    if (!timer) return false;
    if (this.waitsForTyping && Object.keys(this.k.waiters).some((c) => c.startsWith("tty:"))) return false;
    this.emit({ type: "clock.advanced", to: timer.at });
    return true;
  }

  /** One system call, computation or signal of the task whose turn it is. */
  private step(turn: { readonly pid: Pid; calls: number; computed: number }): void {
    const { pid } = turn;
    const p = this.processes.get(pid);
    if (!p) throw new Error(`process ${pid} runs no program`);
    if (turn.calls + turn.computed >= SLICE) {
      const ran = SYSCALL_NS * (turn.calls + turn.computed);
      if (turn.computed > 0) this.emit({ type: "clock.advanced", to: this.world.now + SYSCALL_NS * turn.computed });
      this.emit({ type: "task.preempted", pid, ran });
      this.turn = null;
      return;
    }
    this.steps++;
    if (p.exiting !== null) this.goOnExiting(pid, p, turn.calls);
    else if (!this.signalled(pid, p, turn.calls)) {
      const request = this.next(p);
      if (request.call === "compute") {
        turn.computed++;
        p.reply = undefined;
      } else this.call(pid, p, request, ++turn.calls);
    }
    if (get(this.k.tasks, pid)?.state !== "running") this.turn = null;
  }

  /** The program's next request. One that has ended asks to exit; a handler that has ended gives back. */
  private next(p: Process): Request {
    for (;;) {
      if (p.pending) return p.pending;
      const frame = p.frames.at(-1);
      if (!frame) throw new Error("a process without a program");
      const r = advance(frame, p.reply);
      if (!r.done) {
        p.since = this.world.now;
        return r.value;
      }
      if (!frame.resume) return { call: "exit_group", args: { status: (r.value ?? 0) & 0xff } };
      p.frames.pop();
      p.reply = frame.resume.reply;
      p.pending = frame.resume.again;
    }
  }

  /** Makes one system call. */
  private call(pid: Pid, p: Process, request: Request, calls: number): void {
    const { call, args } = request;
    if (call === "exit_group") {
      this.emit({ type: "sys.called", pid, call, args, ret: 0 });
      p.exiting = statusOfExit((args as { status: number }).status);
      this.goOnExiting(pid, p, calls);
      return;
    }
    const entry = CALLS[call as keyof typeof CALLS];
    const tx = new Tx(this.world);
    tx.since = p.pending === request ? p.since : null;
    const ret = entry ? (entry.handler as (tx: Tx, pid: Pid, args: object) => unknown)(tx, pid, args) : ENOSYS;
    if (isBlock(ret)) {
      this.sleep(pid, p, request, ret, calls, tx);
      return;
    }
    if (failed(ret) && tx.trace.length > 0 && !MAY_SIGNAL.has(call)) {
      throw new Error(`${call} failed with ${ret} after it changed the world`);
    }
    const called: WorldEvent = { type: "sys.called", pid, call, args, ret };
    this.commit({ ...tx.world, now: tx.world.now + SYSCALL_NS }, [called, ...tx.trace]);
    if (tx.since !== null) this.cancelTimeout(pid);
    p.pending = null;
    p.reply = ret;
    this.afterCall(pid, p, request, ret);
  }

  /** A call that blocked with a time limit has ended before it. */
  private cancelTimeout(pid: Pid): void {
    if (this.k.timers.some((t) => t.pid === pid && t.kind === "wake"))
      this.emit({ type: "timer.cancelled", pid, kind: "wake" });
  }

  /** What a call means for the running programs. */
  private afterCall(pid: Pid, p: Process, { call, child, handler, args }: Request, ret: unknown): void {
    if (failed(ret)) return;
    if (call === "clone") {
      if (!child) throw new Error("clone without a child to run");
      const born = get(this.k.tasks, pid)?.children.at(-1) as Pid;
      const handlers = new Map(p.handlers);
      this.processes.set(born, { ...process(child(this.self(born))), handlers });
    } else if (call === "execve") {
      this.processes.set(pid, Object.assign(p, process(this.load(pid))));
    } else if (call === "rt_sigaction") {
      const { sig } = args as { sig: SigNo };
      if (handler) p.handlers.set(sig, handler);
      else p.handlers.delete(sig);
    }
  }

  private sleep(pid: Pid, p: Process, request: Request, block: Block, calls: number, tx: Tx): void {
    p.pending = request;
    this.commit(tx.world, tx.trace);
    if (get(this.k.tasks, pid)?.state !== "running") return;
    if (block.until !== undefined) this.emit({ type: "timer.armed", pid, at: block.until, kind: "wake" });
    if (nextSignal(tx.task(pid))) {
      this.emit({ type: "task.preempted", pid, ran: calls * SYSCALL_NS });
      return;
    }
    this.emit({ type: "task.slept", pid, channel: block.block, call: request.call, ran: calls * SYSCALL_NS });
  }

  /** Handles pending signals. True when the task does not go on: it died, stopped, or its turn ended. */
  private signalled(pid: Pid, p: Process, calls: number): boolean {
    for (;;) {
      const task = get(this.k.tasks, pid);
      const info = task && nextSignal(task);
      if (!task || !info) return false;
      const { sig } = info;
      const how = disposition(new Tx(this.world), task, info);
      this.emit({
        type: "signal.delivered",
        pid,
        sig,
        how: how === "catch" ? "caught" : how === "ignore" ? "ignored" : "default",
      });
      if (how === "catch") this.catchSignal(pid, p, sig);
      else if (how === "stop") {
        this.act((tx) => {
          tx.emit({ type: "task.stopped", pid, sig });
          notifyParent(tx, pid);
        });
        return true;
      } else if (how !== "ignore") {
        p.exiting = statusOfSignal(sig, false);
        this.goOnExiting(pid, p, calls);
        return true;
      }
    }
  }

  private catchSignal(pid: Pid, p: Process, sig: SigNo): void {
    const handler = p.handlers.get(sig);
    if (!handler) throw new Error(`process ${pid} catches signal ${sig} without a handler`);
    const interrupted = p.pending;
    const restart = get(this.k.tasks, pid)?.sig.actions[sig]?.restart ?? false;
    if (interrupted) this.cancelTimeout(pid);
    // "If a blocked call to one of the following interfaces is interrupted by a signal handler, then the call is
    // automatically restarted … if the SA_RESTART flag was used; otherwise the call fails with the error EINTR" - signal(7)
    const again = interrupted && restart && !NEVER_RESTARTED.has(interrupted.call) ? interrupted : null;
    const reply = interrupted && !again ? EINTR : p.reply;
    p.pending = null;
    p.frames.push({ run: handler(sig), resume: { reply, again } });
    p.reply = undefined;
  }

  private goOnExiting(pid: Pid, p: Process, calls: number): void {
    const tx = new Tx(this.world);
    const ret = exitTask(tx, pid, p.exiting ?? 0, calls * SYSCALL_NS);
    this.commit(tx.world, tx.trace);
    if (isBlock(ret)) {
      this.emit({ type: "task.slept", pid, channel: ret.block, call: "exit_group", ran: calls * SYSCALL_NS });
    } else this.processes.delete(pid);
  }

  private self(pid: Pid): Self {
    const task = get(this.k.tasks, pid);
    if (!task) throw new Error(`no process ${pid}`);
    const { argv, env, image } = task;
    const aux = { program: image.program, needed: image.needed, path: argv[0] ?? "" };
    return { argv, env, arg: image.arg, aux, load: (program) => this.programs[program] ?? null };
  }

  private load(pid: Pid): Run<number> {
    const { image } = get(this.k.tasks, pid) ?? {};
    const main = image && this.programs[image.entry];
    if (!main) throw new Error(`there is no program ${image?.entry}`);
    return main(this.self(pid));
  }
}

/** Calls that signal their own caller and then fail: EPIPE after SIGPIPE. */
const MAY_SIGNAL: ReadonlySet<string> = new Set(["write"]);

/** "never restarted after being interrupted by a signal handler, regardless of the use of SA_RESTART" - signal(7) */
const NEVER_RESTARTED: ReadonlySet<string> = new Set(["nanosleep", "poll", "pause"]);

function process(run: Run<number>): Process {
  return {
    frames: [{ run, resume: null }],
    reply: undefined,
    pending: null,
    since: 0,
    handlers: new Map(),
    exiting: null,
  };
}

/** One step of a program. `throw new Exit(n)` in it is exit(3). */
function advance(frame: Frame, reply: unknown): IteratorResult<Request, number | void> {
  try {
    return frame.run.next(reply);
  } catch (e) {
    if (e instanceof Exit) return { done: true, value: e.status };
    throw e;
  }
}
