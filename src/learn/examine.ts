// The simulator answers a quiz card: a fresh world is led to where the question is asked, the proof is run, and the
// right answer is read off what happened. The whole run is kept, so that the page can show it.

import { failed } from "../kernel/abi/errno.ts";
import { WIFEXITED } from "../kernel/abi/signal.ts";
import { HOST, type WorldEvent } from "../kernel/apply.ts";
import { get, lookup, values } from "../kernel/table.ts";
import type { Pid, Task } from "../kernel/task/task.ts";
import type { Kernel, World } from "../kernel/world.ts";
import { rooms } from "../scene/rooms.ts";
import { Session } from "../timeline/session.ts";
import { fromBytes } from "../user/libc.ts";
import type { Card, Happening, OrderCard, PointCard, Target } from "./card.ts";
import { holds, runCommands, screenAt } from "./judge.ts";

export type Answer =
  /** Index of the choice that holds. */
  | { readonly form: "choose"; readonly right: number }
  | { readonly form: "type"; readonly text: string }
  /** Keys of the things on the stage that are right. */
  | { readonly form: "point"; readonly keys: readonly string[] }
  /** Indices of the card's items, in the order in which they happened. */
  | { readonly form: "order"; readonly order: readonly number[] };

/** What a person answered, in the form that the card asks for. */
export type Reply =
  | { readonly form: "choose"; readonly choice: number }
  | { readonly form: "type"; readonly text: string }
  | { readonly form: "point"; readonly key: string }
  | { readonly form: "order"; readonly order: readonly number[] };

export interface Examined {
  /** The world, the setup and the proof, all run. */
  readonly session: Session;
  /** Where the question is asked: the proof goes from here to the end. */
  readonly asked: number;
  /** What stands on the first terminal then. */
  readonly before: string;
  /** What the terminal showed of the proof: its commands and what they printed. */
  readonly shown: string;
  readonly answer: Answer;
}

/** Runs a card. Throws where its proof gives no answer, or more than one. */
export function examine(card: Card): Examined {
  const session = Session.boot(card.world);
  runCommands(session, card.setup);
  const asked = session.length;
  const before = screenAt(session, asked);
  const first = runCommands(session, card.proof.slice(0, -1));
  const last = runCommands(session, card.proof.slice(-1));
  const shown = first + last;
  const answer = answerOf(card, session, asked, shown, printed(last));
  return { session, asked, before, shown: shown.slice(0, shown.lastIndexOf("\n")), answer };
}

function answerOf(card: Card, session: Session, asked: number, shown: string, output: string): Answer {
  switch (card.form) {
    case "choose": {
      const right = card.choices.flatMap(({ holds: condition }, i) => (holds(shown, condition) ? [i] : []));
      const [only] = right;
      if (only === undefined || right.length > 1) {
        throw new Error(`card ${card.id}: ${right.length} choices hold, not one, for:\n${shown}`);
      }
      return { form: "choose", right: only };
    }
    case "type": {
      const text = card.pick === null ? output : picked(output, new RegExp(card.pick));
      if (text.trim() === "") throw new Error(`card ${card.id}: nothing to type in:\n${output}`);
      return { form: "type", text };
    }
    case "point": {
      const keys = pointed(card, session, asked);
      if (keys.length === 0) throw new Error(`card ${card.id}: nothing is right to point at`);
      return { form: "point", keys };
    }
    case "order":
      return { form: "order", order: ordered(card, session, asked) };
  }
}

/** The lines between the command as it was echoed and the next prompt. */
function printed(shown: string): string {
  return shown.replaceAll("\r", "").split("\n").slice(1, -1).join("\n");
}

function picked(output: string, pattern: RegExp): string {
  for (const line of output.split("\n")) {
    const group = pattern.exec(line)?.[1];
    if (group !== undefined) return group;
  }
  return "";
}

/** Whether `reply` is right. Blanks at either end, and how many stand between words, do not matter. */
export function isRight(answer: Answer, reply: Reply): boolean {
  if (answer.form === "choose") return reply.form === "choose" && reply.choice === answer.right;
  if (answer.form === "type") return reply.form === "type" && tidy(reply.text) === tidy(answer.text);
  if (answer.form === "point") return reply.form === "point" && answer.keys.includes(thing(reply.key));
  return reply.form === "order" && reply.order.join() === answer.order.join();
}

/** A ghost, and the sign on a process, stand for the process. */
const thing = (key: string): string => key.replace(/^(?:ghost|badge|bar):(\d+).*/, "task:$1");

const tidy = (text: string): string =>
  text
    .trim()
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n");

function kernelOf(world: World): Kernel {
  const machine = world.machines[HOST];
  if (!machine) throw new Error("this world has no host");
  return machine.kernel;
}

const alive = (task: Task): boolean => task.state !== "dead" && task.state !== "zombie";

const newest = (k: Kernel, comm: string): Task | undefined =>
  values(k.tasks).findLast((task) => task.comm === comm && alive(task));

/** The events of the proof, each with the world before it. */
function* proofOf(session: Session, asked: number): Generator<{ n: number; before: World; event: WorldEvent }> {
  for (let n = asked + 1; n <= session.length; n++) {
    const event = session.event(n);
    if (event) yield { n, before: session.at(n - 1), event };
  }
}

function pointed({ target }: PointCard, session: Session, asked: number): string[] {
  const start = kernelOf(session.at(asked));
  const end = kernelOf(session.at(session.length));
  const there = (pid: Pid): string[] => (get(start.tasks, pid) ? [`task:${pid}`] : []);
  if ("killed" in target) {
    const killed = [...proofOf(session, asked)].flatMap(({ event }) =>
      event.type === "task.exited" && !WIFEXITED(event.status) ? there(event.pid) : [],
    );
    return [...new Set(killed)];
  }
  if ("writes" in target) {
    for (const { event } of proofOf(session, asked)) {
      if (event.type === "tty.written" && fromBytes(event.data).includes(target.writes)) return there(event.by);
    }
    return [];
  }
  return placeOf(target, start, end, there);
}

function placeOf(
  target: Exclude<Target, { killed: true } | { writes: string }>,
  start: Kernel,
  end: Kernel,
  there: (pid: Pid) => string[],
): string[] {
  if ("parentOf" in target) {
    const child = newest(end, target.parentOf);
    return child ? there(child.ppid) : [];
  }
  const inside = newest(start, "room" in target ? target.room : target.of);
  const room = inside && rooms(start).roomOf(inside.pid);
  if (!room) return [];
  if ("room" in target) return [room.key];
  const host = lookup(start.tasks, 1 as Pid);
  return inside.ns[target.own] === host.ns[target.own] ? [] : [`shutter:${room.key}/${target.own}`];
}

function ordered({ id, items }: OrderCard, session: Session, asked: number): number[] {
  const events = [...proofOf(session, asked)];
  const places = items.map(({ happens }, i) => {
    const found = events.find(({ before, event }) => fits(happens, event, kernelOf(before)));
    if (!found) throw new Error(`card ${id}: item ${i + 1} does not happen: ${JSON.stringify(happens)}`);
    return { i, n: found.n };
  });
  places.sort((a, b) => a.n - b.n);
  if (new Set(places.map(({ n }) => n)).size < items.length) throw new Error(`card ${id}: two items are one event`);
  return places.map(({ i }) => i);
}

function fits(happens: Happening, event: WorldEvent, k: Kernel): boolean {
  const comm = (pid: Pid): string | undefined => get(k.tasks, pid)?.comm;
  if ("call" in happens) {
    if (event.type !== "sys.called" || event.call !== happens.call) return false;
    if (happens.by !== undefined && comm(event.pid) !== happens.by) return false;
    if (happens.path !== undefined && !JSON.stringify(event.args).includes(happens.path)) return false;
    return happens.fails === undefined || happens.fails === failed(event.ret);
  }
  if ("exits" in happens) return event.type === "task.exited" && comm(event.pid) === happens.exits;
  if ("execs" in happens) return event.type === "task.execed" && event.comm === happens.execs;
  if ("forks" in happens) return event.type === "task.cloned" && comm(event.task.ppid) === happens.forks;
  if ("makes" in happens) return event.type === "ns.created" && event.ns.kind === happens.makes;
  return event.type === "tty.written" && fromBytes(event.data).includes(happens.prints);
}
