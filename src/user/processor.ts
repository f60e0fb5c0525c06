// One machine's processor: runs the programs of its processes, carries out their system calls, and takes turns.
//
//   Processor ── next request ──> program (generator)
//      │  <── reply ──────────────
//      ├── handler(tx) ──> events ──> apply ──> world
//      └── KVM_RUN ──> another machine's Processor, for a slice ──> why it came back
//
// The world is the whole truth; what is kept here is only what JavaScript cannot write down: the running generators,
// that is, the memory and the stack of each process.

import { ENOSYS, failed } from "../kernel/abi/errno.ts";
import { SIGALRM, SIGKILL, SIGSEGV, SIGSYS, type SigNo, statusOfExit, statusOfSignal } from "../kernel/abi/signal.ts";
import { nativeNumber } from "../kernel/abi/syscall.ts";
import { apply, HOST, type WorldEvent } from "../kernel/apply.ts";
import { ROOT_CGROUP } from "../kernel/cgroup/cgroup.ts";
import { isHeld } from "../kernel/cgroup/freezer.ts";
import { accountTurn, nextTask, unthrottleDue } from "../kernel/cgroup/schedule.ts";
import { KVM_EXIT_INTR, type VmExit } from "../kernel/machine/exit.ts";
import { interrupt } from "../kernel/machine/make.ts";
import { type Access, access } from "../kernel/memory/access.ts";
import { SLICE, SYSCALL_NS } from "../kernel/param.ts";
import { judge, type Seccomp } from "../kernel/security/seccomp.ts";
import { CALLS } from "../kernel/sys/table.ts";
import { get, lookup, values } from "../kernel/table.ts";
import { exitTask } from "../kernel/task/exit.ts";
import { disposition, nextSignal, notifyParent, sendSignal } from "../kernel/task/signal.ts";
import type { Pid } from "../kernel/task/task.ts";
import { type Block, isBlock, isEnter, Tx } from "../kernel/tx.ts";
import type { Kernel, Machine, MachineId } from "../kernel/world.ts";
import { type Emulation, emulatedMachine, guestExit, makeEmulated } from "./guest.ts";
import { makeProcess, nextRequest, type Process, runHandler } from "./process.ts";
import type { Main, Request, Run, Self } from "./program.ts";
import type { Runner } from "./runner.ts";
import { unmodelledMain } from "./unmodelled.ts";

type Called = Extract<WorldEvent, { readonly type: "sys.called" }>;

/** Who runs, and how much of its slice is used: system calls, computations, steps of a guest that it ran. */
interface Turn {
  readonly pid: Pid;
  calls: number;
  computed: number;
  guest: number;
}

const used = ({ calls, computed, guest }: Turn): number => calls + computed + guest;
const ranOf = (turn: Turn): number => SYSCALL_NS * used(turn);

export class Processor {
  readonly on: MachineId;
  /** Which start of the machine these processes belong to. */
  readonly starts: number;
  private readonly runner: Runner;
  private readonly processes = new Map<Pid, Process>();
  /** Nanoseconds spent since the clock was last moved. */
  private spent = 0;
  /** The turn that is going on. */
  private turn: Turn | null = null;

  constructor(runner: Runner, on: MachineId) {
    this.runner = runner;
    this.on = on;
    this.starts = this.machine.starts;
    for (const task of values(this.k.tasks)) if (task.state !== "zombie") this.adopt(task.pid);
  }

  get machine(): Machine {
    const m = this.runner.world.machines[this.on];
    if (!m) throw new Error(`no machine ${this.on} in this world`);
    return m;
  }

  private get k(): Kernel {
    return this.machine.kernel;
  }

  /** A process is in the middle of its turn. */
  get busy(): boolean {
    return this.turn !== null;
  }

  /** Starts the program of a task that has none running yet. */
  private adopt(pid: Pid): void {
    this.processes.set(pid, makeProcess(this.load(pid)));
  }

  /** Starts `main` in a task that was made from outside. */
  start(pid: Pid, main: Main): void {
    this.processes.set(pid, makeProcess(main(this.self(pid))));
  }

  private act(change: (tx: Tx) => void): void {
    const tx = new Tx(this.runner.world, this.on);
    change(tx);
    this.commit(tx);
  }

  private commit({ world, trace }: Tx): void {
    this.spent += this.runner.commit(world, trace);
  }

  private emit(e: WorldEvent): void {
    const event = this.on === HOST ? e : { ...e, on: this.on };
    this.spent += this.runner.commit(apply(this.runner.world, event), [event]);
  }

  /** The next thing that this machine does; false when it has nothing to do. */
  advance(): boolean {
    if (this.turn) {
      this.step(this.turn);
      return true;
    }
    const { state, boot } = this.machine;
    if (state !== "running") return false;
    const [next] = boot;
    if (next) {
      this.runner.steps++;
      this.emit({ type: "machine.booted", machine: this.on, step: next });
      return true;
    }
    this.fireTimers();
    const pid = nextTask(this.k);
    if (pid === undefined) return false;
    this.emit({ type: "task.chosen", pid });
    this.turn = { pid, calls: 0, computed: 0, guest: 0 };
    return true;
  }

  private fireTimers(): void {
    if (this.k.throttled.length > 0) this.act(unthrottleDue);
    for (;;) {
      const [timer] = this.k.timers;
      if (!timer || timer.at > this.runner.world.now) return;
      const { pid, kind } = timer;
      this.act((tx) => {
        tx.emit({ type: "timer.cancelled", pid, kind });
        if (kind === "alarm") sendSignal(tx, 0 as Pid, pid, SIGALRM);
        else if (tx.task(pid).state === "sleeping") tx.emit({ type: "task.woken", pid });
      });
    }
  }

  /** One system call, computation or signal of the task whose turn it is. */
  private step(turn: Turn): void {
    const { pid } = turn;
    const p = this.processes.get(pid);
    if (!p) throw new Error(`process ${pid} runs no program`);
    if (used(turn) >= SLICE) {
      const ran = ranOf(turn);
      if (turn.computed > 0)
        this.emit({ type: "clock.advanced", to: this.runner.world.now + SYSCALL_NS * turn.computed });
      this.emit({ type: "task.preempted", pid, ran });
      this.account(pid, ran);
      this.turn = null;
      return;
    }
    const calls = turn.calls + turn.guest;
    if (p.exiting !== null) this.goOnExiting(pid, p, calls);
    else if (!this.signalled(pid, p, calls)) {
      if (p.guest) this.runGuest(pid, p, turn);
      else this.request(pid, p, turn);
    }
    const { state, kernel } = this.machine;
    const task = get(kernel.tasks, pid);
    if (task?.state !== "running" || state !== "running") this.turn = null;
    else if (task.cgroup !== ROOT_CGROUP && isHeld(this.k, task)) this.freeze(pid, turn);
  }

  /** Does what the program asks for next. */
  private request(pid: Pid, p: Process, turn: Turn): void {
    this.runner.steps++;
    const request = nextRequest(p, this.runner.world.now);
    if (request.call === "compute") {
      turn.computed++;
      p.reply = undefined;
    } else if (request.call === "memory") {
      turn.calls++; // it has a price of its own where there is one
      p.reply = undefined;
      this.act((tx) => access(tx, pid, request.args as Access));
    } else if (request.call === "cpuid") {
      turn.computed++;
      p.reply = this.machine.hardware.hypervisor ?? null;
    } else if (request.call === "emulate") this.emulate(pid, p, request);
    else this.call(pid, p, request, ++turn.calls + turn.guest);
  }

  /** A program that pretends a machine without any help of the kernel's: makes it, or runs it for a slice. */
  private emulate(pid: Pid, p: Process, request: Request): void {
    const tx = new Tx(this.runner.world, this.on);
    const args = request.args as Emulation;
    if ("board" in args) p.reply = makeEmulated(tx, pid, args.board);
    else {
      const machine = emulatedMachine(tx, pid, args.fd);
      if (!failed(machine) && !args.line) {
        this.enter(pid, p, request, machine);
        return;
      }
      p.reply = failed(machine) || !args.line ? machine : interrupt(tx, machine, args.line);
    }
    this.commit(tx);
  }

  /** The processor goes over to a guest, which is switched on if it was not. */
  private enter(pid: Pid, p: Process, request: Request, machine: MachineId): void {
    p.pending = request;
    p.guest = { machine, left: SLICE };
    this.emit({ type: "vcpu.entered", machine, pid });
    if (this.runner.world.machines[machine]?.state === "off") this.runner.powerOn(machine);
  }

  /** One step of the guest, or back to its monitor, which gets the reason as the call's reply. */
  private runGuest(pid: Pid, p: Process, turn: Turn): void {
    const { guest, pending } = p;
    if (!guest || !pending) throw new Error(`process ${pid} runs no guest`);
    const exit = guestExit(this.runner, guest);
    turn.guest++;
    if (exit) this.leave(pid, p, exit);
  }

  private leave(pid: Pid, p: Process, exit: VmExit): void {
    const { guest, pending } = p;
    p.guest = null;
    if (!guest || !pending) return;
    const tx = new Tx(this.runner.world, this.on);
    if (tx.world.machines[guest.machine]) tx.emit({ type: "vcpu.exited", machine: guest.machine, pid, exit });
    if (pending.call === "emulate") this.commit(tx);
    else this.commitCall({ type: "sys.called", pid, call: pending.call, args: pending.args, ret: 0 }, tx);
    p.pending = null;
    p.reply = exit;
  }

  /** On its way back from a call a task finds that its cgroup is frozen. */
  private freeze(pid: Pid, { calls, guest }: Turn): void {
    const ran = SYSCALL_NS * (calls + guest);
    this.emit({ type: "task.preempted", pid, ran });
    this.account(pid, ran);
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
    // The call sees a clock that all before it has moved; its own event moves it in the world (commitCall).
    const { world, price } = this.runner;
    const tx = new Tx(price ? { ...world, now: world.now + Math.floor(this.spent) } : world, this.on);
    tx.since = p.pending === request ? p.since : null;
    const ret = entry ? (entry.handler as (tx: Tx, pid: Pid, args: object) => unknown)(tx, pid, args) : ENOSYS;
    if (price) tx.world = { ...tx.world, now: world.now };
    if (isBlock(ret)) {
      this.sleep(pid, p, request, ret, calls, tx);
      return;
    }
    if (failed(ret) && tx.trace.length > 0 && !LEAVES_A_MARK.has(call)) {
      throw new Error(`${call} failed with ${ret} after it changed the world`);
    }
    if (isEnter(ret)) {
      this.commit(tx);
      this.enter(pid, p, request, ret.enter);
      return;
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
      this.commitCall({ type: "sys.called", pid, call, args, ret: verdict.error }, new Tx(this.runner.world, this.on));
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
  private commitCall(call: Called, { world, trace }: Tx): void {
    const called: WorldEvent = this.on === HOST ? call : { ...call, on: this.on };
    const { price } = this.runner;
    if (!price) {
      this.runner.commit({ ...world, now: world.now + SYSCALL_NS }, [called, ...trace]);
      return;
    }
    this.spent += price([called, ...trace], world);
    const ns = Math.floor(this.spent);
    this.spent -= ns;
    this.runner.settle({ ...world, now: world.now + ns }, [{ ...called, ns } as WorldEvent, ...trace]);
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
    this.commit(tx);
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
        if (p.guest) this.leave(pid, p, { reason: KVM_EXIT_INTR });
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
    const tx = new Tx(this.runner.world, this.on);
    const ret = exitTask(tx, pid, p.exiting ?? 0, calls * SYSCALL_NS);
    this.commit(tx);
    if (isBlock(ret)) {
      this.emit({ type: "task.slept", pid, channel: ret.block, call: "exit_group", ran: calls * SYSCALL_NS });
    } else this.processes.delete(pid);
  }

  private self(pid: Pid): Self {
    const task = get(this.k.tasks, pid);
    if (!task) throw new Error(`no process ${pid}`);
    const { argv, env, image } = task;
    const aux = { program: image.program, needed: image.needed, path: argv[0] ?? "" };
    return { argv, env, arg: image.arg, aux, load: (program) => this.runner.programs[program] ?? unmodelledMain };
  }

  private load(pid: Pid): Run<number> {
    const { image } = get(this.k.tasks, pid) ?? {};
    const main = (image && this.runner.programs[image.entry]) ?? unmodelledMain;
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
