// Processes as circles: the number that their own room gives them, their name, and the host's number below when it
// is another. Shape and letter say the state as well as the colour does.

import type { Task } from "../kernel/task/task.ts";
import { fromBytes } from "../user/libc.ts";
import { cellFor, type Env, isChanged, pidScale } from "./env.ts";
import { type Forest, forest } from "./forest.ts";
import { fitText } from "./lettering.ts";
import { LAYER } from "./look.ts";
import type { Block, Placed, Text } from "./placed.ts";
import { numberIn } from "./rooms.ts";

/** A block of processes, and what it had to leave out: processes, or who started whom. */
export interface Laid extends Block {
  readonly hidden: number;
  readonly plain: boolean;
}

/** Processes of one room as a block no larger than asked for. */
export function processes(env: Env, tasks: readonly Task[], width: number, height: number, room: string): Laid {
  const tagged = tasks.some((t) => t.nspids.length > 1);
  const cell = cellFor(tasks, env, tagged ? env.words.hostPid(99999) : null);
  const laid = forest(tasks, cell, width, height, env.first);
  const byPid = new Map(tasks.map((t) => [t.pid, t]));
  const { w, h, hidden, plain } = laid;
  const at = (x: number, y: number): Placed[] => [
    ...links(laid, x, y),
    ...[...laid.at].flatMap(([pid, [cx, cy]]) => {
      const task = byPid.get(pid);
      return task ? processAt(env, task, x + cx, y + cy, cell.r, cell.w) : [];
    }),
    ...(hidden > 0 ? [rest(env, room, hidden, x + w - cell.w / 2, y + h - cell.h / 2)] : []),
  ];
  return { w, h, at, hidden, plain };
}

function links({ links: lines }: Forest, x: number, y: number): Placed[] {
  return lines.map(({ child, points }) => ({
    ...{ key: `link:${child}`, kind: "link", layer: LAYER.link, x, y, opacity: 1, points, from: `task:${child}` },
  }));
}

function rest(env: Env, room: string, n: number, x: number, y: number): Placed {
  const text = env.words.more(n);
  return {
    ...{ key: `more:${room}`, kind: "more", layer: LAYER.thing, x, y, opacity: 1, title: env.words.processes(n) },
    texts: [{ x: 0, y: 4, text, as: "note", anchor: "middle", scale: env.s }],
  };
}

/** One process, and the sign of its state where the shape alone does not say it. */
function processAt(env: Env, task: Task, x: number, y: number, r: number, w: number): Placed[] {
  const { s, words } = env;
  const here = numberIn(task, task.ns.pid) ?? task.pid;
  const texts: Text[] = [
    { x: 0, y: 4.3 * s, text: `${here}`, as: "pid", anchor: "middle", scale: pidScale(here, s) },
    {
      x: 0,
      y: r + 13 * s,
      text: fitText(fromBytes(task.comm), "comm", w - 14 * s, s),
      as: "comm",
      anchor: "middle",
      scale: s,
    },
  ];
  if (task.nspids.length > 1) {
    const text = fitText(words.hostPid(task.pid), "tag", w - 8 * s, s);
    texts.push({ x: 0, y: r + 26.5 * s, text, as: "tag", anchor: "middle", scale: s });
  }
  const data = { state: task.state, pid: task.pid, changed: isChanged(env, `task:${task.pid}`) };
  const title = `${words.process(fromBytes(task.comm), here, task.state)}${here === task.pid ? "" : ` (${words.hostPid(task.pid)})`}`;
  const circle: Placed = {
    ...{ key: `task:${task.pid}`, kind: "process", layer: LAYER.thing, x, y, r, opacity: 1, texts, data, title },
    from: `task:${task.ppid}`,
  };
  return [circle, ...stateSign(task, x + r * 0.74, y - r * 0.74, s)];
}

/** The letter of ps(1) for a dead process not waited for, two bars for a stopped one. */
function stateSign({ pid, state }: Task, x: number, y: number, s: number): Placed[] {
  if (state !== "zombie" && state !== "stopped") return [];
  const sign = { kind: "badge", layer: LAYER.mark, x, y, opacity: 1, data: { state }, from: `task:${pid}` };
  if (state === "zombie") {
    const z: Text = { x: 0, y: 3.8 * s, text: "Z", as: "letter", anchor: "middle", scale: s };
    return [{ ...sign, key: `badge:${pid}`, r: 8 * s, texts: [z] }];
  }
  const bar = { ...sign, kind: "bar", w: 2.4 * s, h: 7 * s, r: 0.6 * s, y: y - 3.5 * s };
  return [
    { ...sign, key: `badge:${pid}`, r: 8 * s },
    { ...bar, key: `bar:${pid}/1`, x: x - 3.4 * s },
    { ...bar, key: `bar:${pid}/2`, x: x + 1 * s },
  ];
}
