// A simulated world with its past and its branches: what a page or a test holds.
//
// What a person types, and the terminals that a person opens, are the only things that come from outside, so a branch is
// fully told by its world's name and its inputs, each with the step at which it came. Programs are generators and cannot be copied: to go on from a past
// moment, the commands up to it are run again, which gives the same events (the runner is deterministic).

import { HOST, type WorldEvent } from "../kernel/apply.ts";
import type { TtyId } from "../kernel/fs/file.ts";
import { typeOn } from "../kernel/fs/tty.ts";
import type { MachineId, World } from "../kernel/world.ts";
import { PROFILES } from "../machine/profiles.ts";
import { connect } from "../user/boot/connect.ts";
import { bootHost } from "../user/boot/host.ts";
import { bootBare } from "../user/boot/worlds/bare.ts";
import { bootKvm } from "../user/boot/worlds/kvm.ts";
import { isProfile, ownProfile, type ProfileName } from "../user/boot/worlds/profile.ts";
import { bootVmware } from "../user/boot/worlds/vmware-2003.ts";
import { bootXen } from "../user/boot/worlds/xen.ts";
import { PROGRAMS } from "../user/programs.ts";
import { Runner } from "../user/runner.ts";
import { Accounts } from "../virt/accounts.ts";
import type { Charge, Ledger } from "../virt/ledger.ts";
import { Line } from "./line.ts";

/** What can be booted, by name: a world, or why there is none on this hardware. */
export const WORLDS: Readonly<Record<string, WorldMaker>> = {
  host: bootHost,
  bare: bootBare,
  "vmware-2003": bootVmware,
  xen: bootXen,
  kvm: bootKvm,
};

/** Worlds whose machines keep account: time runs by what things cost, not by counted calls. */
export const METERED: ReadonlySet<string> = new Set(["bare", "vmware-2003", "xen", "kvm"]);

/** Each has a profile that it is meant for. */
type WorldMaker = (profile?: ProfileName) => World | string;

const BOOT_STEPS = 1_000_000; // a host that has not come up after so many steps never will
/** Steps that one input may cause before the line stops. */
export const STEP_LIMIT = 300_000;
const CONSOLE = 1 as TtyId;

export interface Input {
  /** Steps that the runner had made, and events there were, when it came. */
  readonly step: number;
  readonly at: number;
  readonly tty: number;
  /** The machine that was typed on, at a window of its own; absent: the host. */
  readonly on?: MachineId | undefined;
  /** Bytes typed; none where a terminal was opened. */
  readonly text: string;
  /** The terminal was opened: a person logged in once more. */
  readonly open?: true | undefined;
}

export interface BranchInfo {
  readonly id: number;
  readonly name: string;
  readonly parent: { readonly branch: number; readonly at: number } | null;
  readonly length: number;
  readonly inputs: readonly Input[];
}

/** A session as plain JSON. */
export interface SavedRun {
  readonly version: 1;
  readonly world: string;
  readonly current: number;
  readonly branches: readonly {
    readonly name: string;
    readonly parent: { readonly branch: number; readonly at: number } | null;
    readonly inputs: readonly Input[];
    /** Where it had come to: steps made, and events. */
    readonly step: number;
    readonly at: number;
  }[];
}

interface Branch {
  name: string;
  readonly parent: { readonly branch: number; readonly at: number } | null;
  readonly inputs: Input[];
  readonly line: Line;
  readonly runner: Runner;
  readonly accounts: Accounts | null;
}

export class Session {
  readonly world: string;
  /** Events until the first prompt stood. */
  readonly boot: number;
  current = 0;
  private readonly list: Branch[];

  private constructor(world: string, first: Branch, boot: number) {
    this.world = world;
    this.list = [first];
    this.boot = boot;
  }

  /** A freshly booted world, at its first prompt. Throws where there is no world of that name. */
  static boot(world: string): Session {
    const { line, runner, accounts } = start(world);
    if (runner.run(BOOT_STEPS) !== "idle") throw new Error(`world ${world} did not come up`);
    return new Session(world, { name: "", parent: null, inputs: [], line, runner, accounts }, line.length);
  }

  private get branch(): Branch {
    return this.list[this.current] as Branch;
  }

  get branches(): readonly BranchInfo[] {
    return this.list.map(({ name, parent, inputs, line }, id) => ({ id, name, parent, inputs, length: line.length }));
  }

  switchTo(branch: number): void {
    if (!this.list[branch]) throw new RangeError(`no branch ${branch}`);
    this.current = branch;
  }

  rename(branch: number, name: string): void {
    const found = this.list[branch];
    if (!found) throw new RangeError(`no branch ${branch}`);
    found.name = name;
  }

  /** Events on the current branch: positions are 0 to length. */
  get length(): number {
    return this.branch.line.length;
  }

  at(n: number): World {
    return this.branch.line.at(n);
  }

  /** The world at position `n` of any branch. */
  atOf(branch: number, n: number): World {
    const found = this.list[branch];
    if (!found) throw new RangeError(`no branch ${branch}`);
    return found.line.at(n);
  }

  /** The event that leads from n - 1 to n; null at 0. */
  event(n: number): WorldEvent | null {
    return this.branch.line.events[n - 1] ?? null;
  }

  /** What the events from position `from` up to `to` cost; null in a world that keeps no account. */
  ledger(from: number, to: number): Ledger | null {
    return this.branch.accounts?.ledger(from, to) ?? null;
  }

  /** What the event that leads from n - 1 to n cost, in the order in which it was spent: its way down and back. */
  charges(n: number): readonly Charge[] {
    return this.branch.accounts?.charges(n) ?? [];
  }

  /**
   * Types bytes on a terminal at position `at` (default: the end). In the past a new branch begins there, at the end
   * of the step that `at` is in, and becomes the current one. Returns the branch. Nothing runs yet: see run().
   * With `apart` a branch begins at the end too. With `on` it is the keyboard of that machine.
   */
  type(text: string, at = this.length, tty: number = CONSOLE, apart = false, on: MachineId = HOST): number {
    if (apart || at < this.length) this.fork(at);
    const { runner, line, inputs } = this.branch;
    const input = { step: runner.steps, at: line.length, tty, text, ...(on === HOST ? {} : { on }) };
    inputs.push(input);
    press(runner, input);
    return this.current;
  }

  /**
   * Logs in once more at position `at`, on a branch as type() does it. Returns the new terminal.
   * Throws where nobody takes the connection (canConnect). Nothing runs yet.
   */
  open(at = this.length): number {
    if (at < this.length) this.fork(at);
    const { runner, line, inputs } = this.branch;
    const came = { step: runner.steps, at: line.length };
    const tty = connect(runner);
    inputs.push({ ...came, tty, text: "", open: true });
    return tty;
  }

  private fork(at: number): void {
    const old = this.branch;
    const inputs = old.inputs.filter((i) => i.at < at);
    const { line, runner, accounts } = start(this.world);
    replay(runner, line, inputs);
    runner.run(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, () => line.length >= at);
    const parent = { branch: this.current, at: line.length };
    this.list.push({ name: "", parent, inputs: [...inputs], line, runner, accounts });
    this.current = this.list.length - 1;
  }

  /** Goes on: until every task sleeps (idle), about that many steps (more), or the last input has used up its steps (limit). */
  run(steps: number): "idle" | "more" | "limit" {
    const { runner, inputs } = this.branch;
    const outcome = runner.run(steps, (inputs.at(-1)?.step ?? 0) + STEP_LIMIT);
    if (outcome === "halted") throw new Error("nobody asked the runner to stop");
    return outcome;
  }

  save(): SavedRun {
    const branches = this.list.map(({ name, parent, inputs, runner, line }) => {
      return { name, parent, inputs: [...inputs], step: runner.steps, at: line.length };
    });
    return { version: 1, world: this.world, current: this.current, branches };
  }

  /** Runs a saved session again. Throws where it is not one that this version can run. */
  static load(saved: SavedRun): Session {
    const session = Session.boot(saved.world);
    session.list.length = 0;
    for (const { name, parent, inputs, step, at } of saved.branches) {
      const { line, runner, accounts } = start(saved.world);
      replay(runner, line, inputs);
      runUpTo(runner, line, step, at);
      session.list.push({ name, parent, inputs: [...inputs], line, runner, accounts });
    }
    session.switchTo(saved.current);
    return session;
  }
}

/** `world`: a name of WORLDS, and behind a colon a profile: "xen:2003". */
function start(world: string): Pick<Branch, "line" | "runner" | "accounts"> {
  const [name = "", chosen = ownProfile(name)] = world.split(":");
  const boot = WORLDS[name];
  if (!boot || !isProfile(chosen)) throw new Error(`there is no world ${world}`);
  const first = boot(chosen);
  if (typeof first === "string") throw new Error(first);
  const line = new Line(first);
  const accounts = METERED.has(name) ? new Accounts(PROFILES[chosen], first) : null;
  const onEvents = (events: readonly WorldEvent[], after: World) => line.append(events, after);
  return { line, accounts, runner: new Runner(first, PROGRAMS, onEvents, accounts?.price) };
}

/** A person types on a machine's terminal. */
function press(runner: Runner, { tty, text, on = HOST }: Input): void {
  runner.attend(on);
  runner.act((tx) => typeOn(tx, tty as TtyId, text), on);
}

/** Repeats each input at the step at which it came. */
function replay(runner: Runner, line: Line, inputs: readonly Input[]): void {
  for (const input of inputs) {
    const { step, at, tty, open } = input;
    runUpTo(runner, line, step, at);
    if (!open) press(runner, input);
    else if (connect(runner) !== tty) throw new Error(`run again, the terminal opened here is not ${tty}`);
  }
}

function runUpTo(runner: Runner, line: Line, step: number, at: number): void {
  const there = () => runner.steps >= step && line.length >= at;
  runner.run(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, there);
  if (runner.steps === step && line.length === at) return;
  throw new Error(
    `run again, this line has ${line.length} events after ${runner.steps} steps, not ${at} after ${step}`,
  );
}
