// Driver against device, on one processor: who runs when, and what each did.
//
// A process submits requests, at once or with pauses. An interrupt comes in between two of its operations, unless it
// holds interrupts off; the NAPI poll runs when no handler runs and nothing holds it off. The device works on while
// the processor does: each of its timers runs out at a time of its own. Time is counted in ns and is an argument, so
// the same run is the same for everybody; how many requests one interrupt finds finished follows from it.

import type { Access, Device, DeviceEvent } from "../../machine/devices/access.ts";
import { load, type Memory, store } from "../../machine/devices/memory.ts";
import type { Driver, DriverOp, Kept, Request, Running } from "./driver.ts";
import { Lines } from "./lines.ts";
import type { Context, During, Logged } from "./log.ts";

/** What comes to the machine from outside and from the process, and how fast everything is. */
export interface Workload {
  readonly requests: readonly Request[];
  /** Bytes of each frame that arrives. */
  readonly frames: readonly number[];
  /** ns between two requests or frames; "spaced" waits until all is quiet. */
  readonly gap: number | "spaced";
  /** So many requests come from one call of the program, and follow each other after `gap` ns. */
  readonly together?: { readonly size: number; readonly gap: number };
  /** How often the driver's timer runs out during the work, in its middle. */
  readonly timers: number;
}

export interface Timing {
  /** ns for one access to a register. */
  readonly access: number;
  /** ns from the device's signal to the handler's first instruction. */
  readonly interrupt: number;
}

export interface Recording<S, D> {
  readonly log: readonly Logged[];
  readonly device: S;
  readonly driver: D;
  readonly memory: Memory;
}

export interface Start<S, D> {
  readonly device: S;
  readonly driver: D;
  readonly memory: Memory;
}

interface Frame {
  readonly context: Context;
  readonly running: Running;
  /** The value that the generator gets next. */
  input: number;
  holds: "interrupts" | "softirqs" | "nothing";
  /** Sleeping until this time, or until all is finished or quiet. */
  until: number | "finished" | "quiet" | undefined;
}

const TOO_LONG = 2_000_000; // steps; a driver that never ends is a mistake of the model

export function run<S, D>(
  device: Device<S>,
  driver: Driver<D>,
  start: Start<S, D>,
  workload: Workload,
  timing: Timing,
): Recording<S, D> {
  return new Run(device, driver, start, timing).through(workload);
}

/** One run in progress; it lives only inside `run`, as a transaction does. */
class Run<S, D> {
  private readonly device: Device<S>;
  private readonly driver: Driver<D>;
  private readonly timing: Timing;
  private readonly log: Logged[] = [];
  private readonly kept: Kept<D>;
  private readonly lines: Lines;
  private memory: Memory;
  private state: S;
  private now = 0;
  private outstanding = 0;
  private timers: readonly number[] = [];
  private polls: readonly string[] = [];
  private readonly stack: Frame[] = [];

  constructor(device: Device<S>, driver: Driver<D>, start: Start<S, D>, timing: Timing) {
    this.device = device;
    this.driver = driver;
    this.timing = timing;
    this.kept = { state: start.driver };
    this.state = start.device;
    this.memory = start.memory;
    this.lines = new Lines(driver.lines, driver.silentUntilOpened === true);
  }

  through(workload: Workload): Recording<S, D> {
    this.push("process", this.program(workload));
    for (let step = 0; this.stack.length > 0; step++) {
      if (step > TOO_LONG) throw new Error(`${this.driver.name}: still running after ${TOO_LONG} steps`);
      this.step();
    }
    return { log: this.log, device: this.state, driver: this.kept.state, memory: this.memory };
  }

  /** The process (or the cable): one request or frame after the other, then sleep until all are finished. */
  private *program({ requests, frames, gap, timers, together }: Workload): Running {
    if (this.driver.bringUp) {
      yield* this.driver.bringUp(this.kept);
      this.log.length = 0;
    }
    const rounds = Math.max(requests.length, frames.length);
    for (let i = 0; i < rounds; i++) {
      const request = requests[i];
      const frame = frames[i];
      if (request) {
        this.outstanding++;
        yield* this.driver.submit(this.kept, request);
      }
      if (frame !== undefined) this.receive(frame);
      yield* this.pause(together && (i + 1) % together.size !== 0 ? together.gap : gap);
      if (i !== Math.floor(rounds / 2)) continue;
      for (let n = 0; n < timers; n++) {
        yield* this.expire();
        yield* this.pause(gap);
      }
    }
    yield* this.pause("spaced");
  }

  /** The process sleeps for a while, or until nothing is under way any more. */
  private *pause(gap: Workload["gap"]): Running {
    const process = this.stack[0];
    if (process) process.until = gap === "spaced" ? "quiet" : this.now + gap;
    yield { do: "hold-off", what: "nothing" };
  }

  private *expire(): Running {
    if (!this.driver.timer) throw new Error(`${this.driver.name} has no timer`);
    yield* this.driver.timer(this.kept);
  }

  private step(): void {
    this.runTimers();
    const top = this.stack.at(-1);
    if (!top) return;
    if (this.interrupted(top)) return;
    if (this.polled(top)) return;
    if (top.until !== undefined && this.asleep(top)) return;
    const { done, value } = top.running.next(top.input);
    if (done) {
      this.stack.pop();
      return;
    }
    top.input = this.perform(top, value);
  }

  private interrupted(top: Frame): boolean {
    if (top.context === "interrupt" || top.holds === "interrupts") return false;
    const line = this.lines.take(this.now);
    if (line === undefined) return false;
    this.push("interrupt", this.handle(line));
    return true;
  }

  private *handle(line: string): Running {
    const flow = this.driver.lines[line] ?? "edge";
    this.log.push({ type: "delivered", line, flow, at: this.now });
    if (flow === "edge") this.log.push({ type: "local-apic", register: "EOI" });
    yield* this.driver.interrupt(this.kept, line);
    if (flow === "fasteoi") {
      this.log.push({ type: "local-apic", register: "TMR" }, { type: "local-apic", register: "EOI" });
    }
  }

  private polled(top: Frame): boolean {
    const [line, ...rest] = this.polls;
    if (line === undefined || top.context !== "process" || top.holds !== "nothing") return false;
    this.polls = rest;
    if (!this.driver.poll) throw new Error(`${this.driver.name} has no poll`);
    this.push("softirq", this.driver.poll(this.kept, line));
    return true;
  }

  /** Whether the frame goes on sleeping; time moves on to whatever comes first. */
  private asleep(top: Frame): boolean {
    const { until } = top;
    const over =
      typeof until === "number"
        ? until <= this.now
        : this.outstanding === 0 && (until === "finished" || (this.timers.length === 0 && this.lines.quiet()));
    if (over) {
      top.until = undefined;
      return false;
    }
    const wake = typeof until === "number" ? until : Number.POSITIVE_INFINITY;
    this.advance(Math.min(wake, this.nextEvent()));
    return true;
  }

  private nextEvent(): number {
    return Math.min(...this.timers, this.lines.nextDue(), Number.POSITIVE_INFINITY);
  }

  private advance(to: number): void {
    if (!Number.isFinite(to)) throw new Error(`${this.driver.name} waits for ${this.device.name}, which does nothing`);
    this.now = Math.max(this.now, to);
  }

  private perform(top: Frame, op: DriverOp): number {
    switch (op.do) {
      case "access":
        return this.touch(top.context, op.access, op.by);
      case "load":
        return load(this.memory, op.address, op.width);
      case "store":
        this.memory = store(this.memory, op.store);
        this.log.push({ type: "store", address: op.store.address, what: op.what, context: top.context });
        return 0;
      case "hold-off":
        top.holds = op.what;
        return 0;
      case "listen":
        this.lines.listen(op.line);
        return 0;
      case "schedule-poll":
        this.polls = [...this.polls, op.line];
        return 0;
      case "finish":
        this.outstanding--;
        this.log.push({ type: "finished", at: this.now });
        return 0;
      case "sleep":
        top.until = "finished";
        return 0;
      case "delay":
        top.until = this.now + op.ns;
        return 0;
      case "spin":
        this.advance(this.nextEvent());
        return 0;
      default:
        return op satisfies never;
    }
  }

  private touch(context: Context, access: Access, by: string): number {
    const register = this.device.register(access);
    const at = this.now;
    const { state, value, events } = this.device.access(this.state, access, this.memory, this.now);
    const seen = access.write ?? value ?? 0;
    this.log.push({ type: "access", access, register: register ?? "?", value: seen, by, context, at });
    this.now += this.timing.access;
    this.state = state;
    this.take(events, at, "access");
    return seen;
  }

  private receive(bytes: number): void {
    if (!this.device.receive) throw new Error(`${this.device.name} takes no frames`);
    const { state, events } = this.device.receive(this.state, bytes, this.memory, this.now);
    this.state = state;
    this.take(events, this.now, this.lines.quiet() && this.polls.length === 0 ? "idle" : "running");
  }

  private runTimers(): void {
    while (this.timers.some((due) => due <= this.now)) {
      const first = Math.min(...this.timers);
      const at = this.timers.indexOf(first);
      this.timers = this.timers.filter((_, i) => i !== at);
      const { state, events } = this.device.work(this.state, this.memory, first);
      this.state = state;
      this.take(events, first, this.isIdle() ? "idle" : "running");
    }
  }

  /** Nothing runs, and the process sleeps until something is finished; a pause of so many ns is work of its own. */
  private isIdle(): boolean {
    const top = this.stack.at(-1);
    return top?.until === "finished" || top?.until === "quiet";
  }

  private take(events: readonly DeviceEvent[], at: number, during: During): void {
    for (const event of events) {
      if (event.type === "timer-armed") this.timers = [...this.timers, at + event.after];
      else if (event.type === "interrupt") {
        this.log.push({ ...event, during });
        this.lines.signal(event.line, event.signal, at + this.timing.interrupt);
      } else this.log.push(event);
      if (event.type === "dma-write") for (const word of event.stores ?? []) this.memory = store(this.memory, word);
    }
  }

  private push(context: Context, running: Running): void {
    this.stack.push({ context, running, input: 0, holds: "nothing", until: undefined });
  }
}
