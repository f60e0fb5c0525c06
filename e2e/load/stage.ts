// The stage under load, in a browser: bin/bench-page.mjs bundles this file and calls it in an empty page.

import { select } from "d3";
import { drawPicture } from "../../src/draw/picture.ts";
import { set, values } from "../../src/kernel/table.ts";
import type { World } from "../../src/kernel/world.ts";
import { fleet } from "../../src/scene/fixtures.ts";
import { house } from "../../src/scene/house.ts";
import type { Placed } from "../../src/scene/placed.ts";
import { tween } from "../../src/scene/tween.ts";
import { WORDS } from "../../src/scene/words.ts";

const VIEW = { width: 1000, height: 560, words: WORDS.en };
const STEPS = 20;
const CHANGED = 0.01; // share of the processes that change in a step

export interface Frames {
  /** Medians, milliseconds: a step's new scene, a frame of its tween, and from the step until it is painted. */
  readonly scene: number;
  readonly frame: number;
  readonly painted: number;
  /** The same frame, drawn by a d3 join that sets every attribute of every thing. */
  readonly plain: number;
  readonly things: number;
}

const median = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1] ?? 0;
const paint = (): Promise<void> =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

/** One in a hundred processes goes to sleep or wakes up. */
function step(world: World, n: number): World {
  const host = world.machines.host;
  if (!host) throw new Error("this world has no host");
  let { tasks } = host.kernel;
  const all = values(tasks);
  for (let i = n % Math.round(1 / CHANGED); i < all.length; i += Math.round(1 / CHANGED)) {
    const task = all[i];
    if (task) tasks = set(tasks, task.pid, { ...task, state: task.state === "sleeping" ? "runnable" : "sleeping" });
  }
  return { ...world, machines: { host: { ...host, kernel: { ...host.kernel, tasks } } } };
}

function drawPlainly(svg: SVGSVGElement, items: readonly Placed[]): void {
  select(svg)
    .selectAll<SVGGElement, Placed>("g")
    .data(items, (d) => d.key)
    .join((enter) =>
      enter
        .append("g")
        .call((g) => g.append("rect"))
        .call((g) => g.append("text")),
    )
    .attr("data-kind", (d) => d.kind)
    .attr("opacity", (d) => d.opacity ?? 1)
    .attr("transform", (d) => `translate(${d.x},${d.y})`)
    .call((g) =>
      g
        .select("rect")
        .attr("width", (d) => d.w ?? 10)
        .attr("height", (d) => d.h ?? 10),
    )
    .call((g) => g.select("text").text((d) => d.texts?.[0]?.text ?? ""));
}

/** Draws `rooms` rooms of `each` processes through some steps. */
export async function measureStage(
  svg: SVGSVGElement,
  other: SVGSVGElement,
  rooms: number,
  each: number,
): Promise<Frames> {
  let { world } = fleet(rooms, each);
  let before = house(world, VIEW);
  drawPicture(svg, before);
  drawPlainly(other, before);
  const scene: number[] = [];
  const frame: number[] = [];
  const painted: number[] = [];
  const plain: number[] = [];
  for (let n = 0; n < STEPS; n++) {
    const start = performance.now();
    world = step(world, n);
    const after = house(world, VIEW);
    scene.push(performance.now() - start);
    const half = performance.now();
    const between = tween(before, after, 0.5);
    drawPicture(svg, between);
    frame.push(performance.now() - half);
    await paint();
    painted.push(performance.now() - start);
    const naive = performance.now();
    drawPlainly(other, between);
    plain.push(performance.now() - naive);
    await paint();
    before = after;
  }
  return {
    scene: median(scene),
    frame: median(frame),
    painted: median(painted),
    plain: median(plain),
    things: before.length,
  };
}
