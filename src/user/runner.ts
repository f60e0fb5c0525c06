// The processor: runs programs, carries out their system calls, and takes turns.
//
//   Runner ── next request ──> program (generator)
//      │  <── reply ──────────
//      └── handler(tx) ──> events ──> apply ──> world
//
// The world is the whole truth; what is kept here is only what JavaScript cannot write down: the running generators,
// that is, the memory and the stack of each process. Two runs from the same world with the same typed input make the same
// events, so a moment is restored by running again up to it (timeline/session.ts).

import { ENOSYS, failed } from "../kernel/abi/errno.ts";
import { SIGALRM, SIGKILL, SIGSEGV, SIGSYS, type SigNo, statusOfExit, statusOfSignal } from "../kernel/abi/signal.ts";
import { nativeNumber } from "../kernel/abi/syscall.ts";
import { apply, type WorldEvent } from "../kernel/apply.ts";
import { ROOT_CGROUP } from "../kernel/cgroup/cgroup.ts";
import { isHeld } from "../kernel/cgroup/freezer.ts";
import { accountTurn, nextTask, nextUnthrottle, unthrottleDue } from "../kernel/cgroup/schedule.ts";
import { type Access, access } from "../kernel/memory/access.ts";
import { SLICE, SYSCALL_NS } from "../kernel/param.ts";
import { judge, type Seccomp } from "../kernel/security/seccomp.ts";
import { CALLS } from "../kernel/sys/table.ts";
import { get, lookup, values } from "../kernel/table.ts";
import { exitTask } from "../kernel/task/exit.ts";
import { disposition, nextSignal, notifyParent, sendSignal } from "../kernel/task/signal.ts";
import type { Pid } from "../kernel/task/task.ts";
import { type Block, isBlock, Tx } from "../kernel/tx.ts";
import type { Kernel, World } from "../kernel/world.ts";
import { makeProcess, nextRequest, type Process, runHandler } from "./process.ts";
import type { Main, Request, Run, Self } from "./program.ts";
import { unmodelledMain } from "./unmodelled.ts";

type Called = Extract<WorldEvent, { readonly type: "sys.called" }>;

export type Programs = Readonly<Record<string, Main>>;

/** What the events of one step cost: nanoseconds, a fraction included. `world` is the one after them. */
export type Price = (events: readonly WorldEvent[], world: World) => number;

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
  /** Where it is given, time runs by it; without it every system call takes SYSCALL_NS. */
  private readonly price: Price | null;
  /** Nanoseconds spent since the clock was last moved. */
  private spent = 0;
  /** The turn that is going on: who runs, and how much of its slice is used. */
  private turn: { readonly pid: Pid; calls: number; computed: number } | null = null;

  /** `onEvents` gets the events of each step, and the world after them. */
  constructor(
    world: World,
    programs: Programs,
    onEvents: (events: readonly WorldEvent[], world: World) => void,
    price: Price | null = null,
  ) {
    this.world = world;
    this.programs = programs;
    this.onEvents = onEvents;
    this.price = price;
    for (const task of values(this.k.tasks)) if (task.state !== "zombie") this.adopt(task.pid);
  }

  private get k(): Kernel {
    const m = this.world.machines.host;
    if (!m) throw new Error("no machine host in this world");
    return m.kernel;
  }

  /** Starts the program of a task that has none running yet. */
  private adopt(pid: Pid): void {
    this.processes.set(pid, makeProcess(this.load(pid)));
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
    this.processes.set(pid, makeProcess(main(this.self(pid))));
    return pid;
  }

  private commit(world: World, trace: readonly WorldEvent[]): void {
    this.world = world;
    if (trace.length === 0) return;
    if (this.price) this.spent += this.price(trace, world);
    this.onEvents(trace, world);
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
      const pid = nextTask(this.k);
      if (pid !== undefined) {
        this.emit({ type: "task.chosen", pid });
        this.turn = { pid, calls: 0, computed: 0 };
      } else if (!this.passTime()) return "idle";
    }
  }

  private fireTimers(): void {
    if (this.k.throttled.length > 0) this.act(unthrottleDue);
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
    const at = Math.min(this.k.timers[0]?.at ?? Number.POSITIVE_INFINITY, nextUnthrottle(this.k));
    if (at === Number.POSITIVE_INFINITY) return false;
    if (this.waitsForTyping && this.isTypingAwaited()) return false;
    this.emit({ type: "clock.advanced", to: at });
    return true;
  }

  /** Who waits for a pipe as well, as a program that copies between the two, is not kept waiting by a terminal. */
  private isTypingAwaited(): boolean {
    const only = (pid: Pid) => !get(this.k.tasks, pid)?.wait?.channel.includes("pipe:");
    return Object.entries(this.k.waiters).some(([c, pids]) => c.startsWith("tty:") && pids.some(only));
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
      this.account(pid, ran);
      this.turn = null;
      return;
    }
    this.steps++;
    if (p.exiting !== null) this.goOnExiting(pid, p, turn.calls);
    else if (!this.signalled(pid, p, turn.calls)) {
      const request = nextRequest(p, this.world.now);
      if (request.call === "compute") {
        turn.computed++;
        p.reply = undefined;
      } else if (request.call === "touch") {
        turn.calls++; // it has a price of its own where there is one
        p.reply = undefined;
        this.act((tx) => access(tx, pid, request.args as Access));
      } else this.call(pid, p, request, ++turn.calls);
    }
    const task = get(this.k.tasks, pid);
    if (task?.state !== "running") this.turn = null;
    else if (task.cgroup !== ROOT_CGROUP && isHeld(this.k, task)) this.freeze(pid, turn);
  }

  /** On its way back from a call a task finds that its cgroup is frozen. */
  private freeze(pid: Pid, { calls }: { readonly calls: number }): void {
    this.emit({ type: "task.preempted", pid, ran: SYSCALL_NS * calls });
    this.account(pid, SYSCALL_NS * calls);
    this.turn = null;
  }

  /** Makes one system call. */
  private call(pid: Pid, p: Process, request: Request, calls: number): void {
    const { call, args } = request;
    const { seccomp } = get(this.k.tasks, pid) ?? {};
    if (seccomp && p.pending !== request && !this.permits(pid, p, request, seccomp, calls)) return;
    if (call === "exit_group") {
      this.emit({ type: "sys.called", pid, call, args, ret: 0 });
      p.exiting = statusOfExit((args as { status: number }).status);
      this.goOnExiting(pid, p, calls);
      return;
    }
    const entry = CALLS[call as keyof typeof CALLS];
    const tx = new Tx(this.price ? { ...this.world, now: this.world.now + Math.floor(this.spent) } : this.world);
    tx.since = p.pending === request ? p.since : null;
    const ret = entry ? (entry.handler as (tx: Tx, pid: Pid, args: object) => unknown)(tx, pid, args) : ENOSYS;
    if (isBlock(ret)) {
      this.sleep(pid, p, request, ret, calls, tx);
      return;
    }
    if (failed(ret) && tx.trace.length > 0 && !LEAVES_A_MARK.has(call)) {
      throw new Error(`${call} failed with ${ret} after it changed the world`);
    }
    this.commitCall({ type: "sys.called", pid, call, args, ret }, tx);
    if (tx.since !== null) this.cancelTimeout(pid);
    p.pending = null;
    p.reply = ret;
    this.afterCall(pid, p, request, ret, tx.trace);
  }

  /** Seccomp is asked before a call is made. False where it is not to be made: then its end is settled here. */
  private permits(pid: Pid, p: Process, { call, args }: Request, seccomp: Seccomp, calls: number): boolean {
    const verdict = judge(seccomp, call, args);
    if (verdict.action === "allow") return true;
    this.emit({ type: "seccomp.judged", pid, call, verdict });
    if (verdict.action === "log") return true;
    const { sig } = lookup(this.k.tasks, pid);
    const caught = sig.actions[SIGSYS]?.handler === "catch" && !sig.blocked.includes(SIGSYS);
    if (verdict.action === "errno" && call !== "exit_group") {
      this.commitCall({ type: "sys.called", pid, call, args, ret: verdict.error }, new Tx(this.world));
      p.reply = verdict.error;
    } else if (verdict.action === "trap" && caught) {
      // The handler may look what was wanted; the call then seems to return its own number.
      p.reply = nativeNumber(call);
      this.act((tx) => sendSignal(tx, 0 as Pid, pid, SIGSYS));
    } else {
      // A program that may not exit runs into the instruction behind that call, hlt.
      p.exiting = statusOfSignal(verdict.action === "errno" ? SIGSEGV : seccomp.mode === 1 ? SIGKILL : SIGSYS, false);
      this.goOnExiting(pid, p, calls);
    }
    return false;
  }

  /** A system call has come back, and its time passes: a tick, or what it and all since the last one cost. */
  private commitCall(called: Called, tx: Tx): void {
    if (!this.price) {
      this.commit({ ...tx.world, now: tx.world.now + SYSCALL_NS }, [called, ...tx.trace]);
      return;
    }
    this.spent += this.price([called, ...tx.trace], tx.world);
    const ns = Math.floor(this.spent);
    this.spent -= ns;
    // The call has seen the clock as it was when it began (tx.world); what it took itself passes now.
    const world = { ...tx.world, now: this.world.now + ns };
    this.world = world;
    this.onEvents([{ ...called, ns }, ...tx.trace], world);
  }

  /** A call that blocked with a time limit has ended before it. */
  private cancelTimeout(pid: Pid): void {
    if (this.k.timers.some((t) => t.pid === pid && t.kind === "wake"))
      this.emit({ type: "timer.cancelled", pid, kind: "wake" });
  }

  /** What a call means for the running programs. */
  private afterCall(
    pid: Pid,
    p: Process,
    { call, child, handler, args }: Request,
    ret: unknown,
    trace: readonly WorldEvent[],
  ): void {
    if (failed(ret)) return;
    if (call === "clone") {
      if (!child) throw new Error("clone without a child to run");
      const cloned = trace.find((e) => e.type === "task.cloned");
      if (!cloned) throw new Error("clone made no task");
      const born = cloned.task.pid;
      this.processes.set(born, makeProcess(child(this.self(born)), p.handlers));
    } else if (call === "execve") {
      this.processes.set(pid, makeProcess(this.load(pid)));
    } else if (call === "rt_sigaction") {
      const { sig, action } = args as { sig: SigNo; action?: string };
      if (action === undefined) return; // it only asked
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
    } else {
      this.emit({ type: "task.slept", pid, channel: block.block, call: request.call, ran: calls * SYSCALL_NS });
    }
    this.account(pid, calls * SYSCALL_NS);
  }

  /** The cgroups of the task pay for its turn. */
  private account(pid: Pid, ran: number): void {
    const cgroup = get(this.k.tasks, pid)?.cgroup;
    if (cgroup !== undefined && cgroup !== ROOT_CGROUP) this.act((tx) => accountTurn(tx, cgroup, ran));
  }

  /** Handles pending signals. True when the task does not go on: it died, stopped, or its turn ended. */
  private signalled(pid: Pid, p: Process, calls: number): boolean {
    for (;;) {
      const task = get(this.k.tasks, pid);
      const info = task && nextSignal(task);
      if (!task || !info) return false;
      const { sig } = info;
      const how = disposition(task, info);
      this.emit({
        type: "signal.delivered",
        pid,
        sig,
        how: how === "catch" ? "caught" : how === "ignore" ? "ignored" : "default",
      });
      if (how === "catch") {
        if (p.pending) this.cancelTimeout(pid);
        runHandler(p, sig, task.sig.actions[sig]?.restart ?? false);
      } else if (how === "stop") {
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

  private goOnExiting(pid: Pid, p: Process, calls: number): void {
    this.account(pid, calls * SYSCALL_NS);
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
    return { argv, env, arg: image.arg, aux, load: (program) => this.programs[program] ?? unmodelledMain };
  }

  private load(pid: Pid): Run<number> {
    const { image } = get(this.k.tasks, pid) ?? {};
    const main = (image && this.programs[image.entry]) ?? unmodelledMain;
    return main(this.self(pid));
  }
}

/**
 * Calls that may fail after they did something: EPIPE after SIGPIPE, a fork over pids.max that is counted, a packet that
 * was refused, an error that is told once; in an overlay, the directories that were copied up before the disk was full.
 */
const LEAVES_A_MARK: ReadonlySet<string> = new Set(
  `write read clone connect sendto recvfrom openat mkdir rmdir unlink link symlink rename renameat2 mknod chmod fchmod
  chown lchown fchown utimensat truncate ftruncate copy_file_range setxattr removexattr mount`.split(/\s+/),
);
