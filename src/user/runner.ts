// Runs a world: gives its machines the processor in turn, and lets time pass when none of them has anything to do.
//
// A machine on real hardware has the processor for itself. One that a process on it pretends runs while that process
// runs it (processor.ts, KVM_RUN). Domains of Xen share the hardware: the hypervisor chooses among them, dom0 too.
//
// The world is the whole truth. Two runs from the same world with the same typed input make the same events, so a moment
// is restored by running again up to it (timeline/session.ts).

import { apply, HOST, type WorldEvent } from "../kernel/apply.ts";
import { machineOf } from "../kernel/machine/apply.ts";
import { kick } from "../kernel/machine/make.ts";
import { consoleChannel, endChannel } from "../kernel/machine/privcmd.ts";
import { hasWork, nextTimer } from "../kernel/machine/ready.ts";
import { DOMAIN_SLICE } from "../kernel/param.ts";
import type { Pid } from "../kernel/task/task.ts";
import { Tx, wake } from "../kernel/tx.ts";
import type { MachineId, World, Xen } from "../kernel/world.ts";
import { awaitsTyping } from "./attention.ts";
import { powerOn } from "./boot/power-on.ts";
import { Processor } from "./processor.ts";
import type { Main } from "./program.ts";

export type Programs = Readonly<Record<string, Main>>;

/** What the events of one step cost: nanoseconds, a fraction included. `world` is the one after them. */
export type Price = (events: readonly WorldEvent[], world: World) => number;

export type Outcome = "idle" | "more" | "limit" | "halted";

export class Runner {
  world: World;
  /** Steps made, system calls and computations: what the step limit counts. */
  steps = 0;
  /** Somebody may type: while a terminal is being read, time stands still instead of jumping to the next timer. */
  waitsForTyping = true;
  readonly programs: Programs;
  /** Where it is given, time runs by it; without it every system call takes SYSCALL_NS. */
  readonly price: Price | null;
  private readonly onEvents: (events: readonly WorldEvent[], world: World) => void;
  private readonly processors = new Map<MachineId, Processor>();
  private readonly host: Processor;
  /** The machine that was last typed on. */
  private attended: MachineId = HOST;
  /** Steps that Xen leaves to the domain whose turn it is. */
  private quantum = DOMAIN_SLICE;

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
    this.host = this.processor(HOST);
  }

  /** What runs the processes of a machine: a fresh one after each start of it. */
  processor(id: MachineId): Processor {
    const known = this.processors.get(id);
    if (known?.starts === machineOf(this.world, id).starts) return known;
    const fresh = new Processor(this, id);
    this.processors.set(id, fresh);
    return fresh;
  }

  /** Something from outside happens on a machine: a key is pressed. */
  act(change: (tx: Tx) => void, on: MachineId = HOST): void {
    const tx = new Tx(this.world, on);
    change(tx);
    this.commit(tx.world, tx.trace);
    if (on !== HOST) this.kick(on);
  }

  /** A person types: from now on it is this machine that they look at. */
  attend(on: MachineId): void {
    this.attended = on;
  }

  /** A guest has something to do: the process that pretends it looks again, and the one that pretends that one's machine. */
  private kick(id: MachineId): void {
    const { parent } = machineOf(this.world, id);
    if (parent !== null) this.act((tx) => kick(tx, id), parent);
  }

  /** Starts a process from outside: `make` puts its task into the world, `main` is what it runs. */
  spawn(make: (tx: Tx) => Pid, main: Main, on: MachineId = HOST): Pid {
    let pid = 0 as Pid;
    this.act((tx) => {
      pid = make(tx);
    }, on);
    this.processor(on).start(pid, main);
    return pid;
  }

  /** Switches a machine on. */
  powerOn(id: MachineId): void {
    const tx = new Tx(this.world, id);
    powerOn(tx);
    this.commit(tx.world, tx.trace);
  }

  /** Takes over what a step has made of the world. Returns what it cost, in nanoseconds. */
  commit(world: World, trace: readonly WorldEvent[]): number {
    this.world = world;
    if (trace.length === 0) return 0;
    const cost = this.price ? this.price(trace, world) : 0;
    this.onEvents(trace, world);
    return cost;
  }

  /** Takes over a step whose price has been paid. */
  settle(world: World, trace: readonly WorldEvent[]): void {
    this.world = world;
    this.onEvents(trace, world);
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
      const { xen } = this.world;
      if (!(xen ? this.runDomain(xen) : this.host.advance()) && !this.passTime()) return "idle";
    }
  }

  /** Xen: the domain whose turn it is goes on, until its slice is used up or it blocks; then the next one that can. */
  private runDomain({ current, domains }: Xen): boolean {
    this.tellConsole(current);
    if (this.quantum > 0 && this.processor(current).advance()) {
      this.quantum--;
      return true;
    }
    const at = domains.indexOf(current) + 1;
    const next = [...domains.slice(at), ...domains.slice(0, at)].find((id) => this.wantsProcessor(id));
    if (next === undefined) return false;
    this.quantum = DOMAIN_SLICE;
    if (next !== current) this.commitOne({ type: "domain.chosen", machine: next });
    if (machineOf(this.world, next).state === "off") this.powerOn(next);
    return true;
  }

  /** An event channel tells dom0 that a domain has written to its console, or has ended. */
  private tellConsole(id: MachineId): void {
    const { serial, state } = machineOf(this.world, id);
    const channels = [...(serial === "" ? [] : [consoleChannel(id)]), ...(state === "running" ? [] : [endChannel(id)])];
    for (const channel of channels) {
      if (machineOf(this.world, HOST).kernel.waiters[channel]) this.act((tx) => wake(tx, channel));
    }
  }

  private wantsProcessor(id: MachineId): boolean {
    const machine = machineOf(this.world, id);
    if (machine.state === "off") return true;
    return machine.state === "running" && (this.processor(id).busy || hasWork(machine, this.world.now));
  }

  private commitOne(e: WorldEvent): void {
    this.commit(apply(this.world, e), [e]);
  }

  /** Nobody can run: jump to the next timer. False when there is none, or somebody is waited for at a terminal. */
  private passTime(): boolean {
    const roots = this.world.xen?.domains ?? [HOST];
    const running = roots.map((id) => machineOf(this.world, id)).filter((m) => m.state === "running");
    const at = Math.min(...running.map((m) => nextTimer(m.kernel)));
    if (at === Number.POSITIVE_INFINITY) return false;
    if (this.waitsForTyping && awaitsTyping(this.world, this.attended)) return false;
    this.commitOne({ type: "clock.advanced", to: at });
    return true;
  }
}
