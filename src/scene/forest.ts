// Processes of one room as a small forest: who started whom, in as little room as it takes.
//
// Children stand below their parent, wrapped into rows; a chain of only children goes on to the right. If that is too
// high, all children stand to the right of their parent, as pstree(1) prints them. When neither fits, a plain grid
// without lines shows as many as it can.

import type { Pid, Task } from "../kernel/task/task.ts";
import type { Point } from "./placed.ts";

/** Sizes of one process, in px. */
export interface Cell {
  readonly w: number;
  readonly h: number;
  /** Radius of its circle; the circle's centre is `r` below the top of the cell. */
  readonly r: number;
  readonly gap: number;
}

export interface Forest {
  readonly w: number;
  readonly h: number;
  /** Centres of circles. */
  readonly at: ReadonlyMap<Pid, Point>;
  readonly links: readonly { readonly child: Pid; readonly points: readonly Point[] }[];
  readonly hidden: number;
  /** Who started whom is not shown. */
  readonly plain: boolean;
}

interface Tree {
  readonly task: Task;
  readonly children: readonly Tree[];
}

const TREES = 40; // processes; more of them are a crowd, not a tree
const INDENT = 9; // px that children stand in from their parent when they stand below it

/** Places the tasks within `width` and `height`; those that matter most come first when not all fit. */
export function forest(
  tasks: readonly Task[],
  cell: Cell,
  width: number,
  height: number,
  first: ReadonlySet<Pid>,
): Forest {
  const cols = Math.max(1, Math.floor(width / cell.w));
  const rows = Math.max(1, Math.floor((height + cell.gap) / (cell.h + cell.gap)));
  if (tasks.length <= cols * rows && tasks.length <= TREES) {
    const trees = plant(tasks);
    // In a fixed order, the widest first: one more process should move as few others as possible.
    for (let wrap = cols; wrap >= 2; wrap--) {
      const tried = below(trees, cell, wrap);
      if (tried.w <= width && tried.h <= height) return tried;
    }
    const tried = beside(trees, cell);
    if (tried.w <= width && tried.h <= height) return tried;
  }
  return grid(tasks, cell, cols, rows, first);
}

/** Trees by parent; a task whose parent is elsewhere is a root. */
function plant(tasks: readonly Task[]): Tree[] {
  const inside = new Set(tasks.map((t) => t.pid));
  const byParent = new Map<Pid, Task[]>();
  for (const t of tasks) byParent.set(t.ppid, [...(byParent.get(t.ppid) ?? []), t]);
  const grow = (task: Task): Tree => ({ task, children: (byParent.get(task.pid) ?? []).map(grow) });
  return tasks.filter((t) => !inside.has(t.ppid) || t.ppid === t.pid).map(grow);
}

function beside(trees: readonly Tree[], { w, h, r, gap }: Cell): Forest {
  const at = new Map<Pid, Point>();
  const links: { child: Pid; points: Point[] }[] = [];
  let depth = 0;
  const place = ({ task, children }: Tree, col: number, row: number): number => {
    depth = Math.max(depth, col + 1);
    const [x, y] = [col * w + w / 2, row * (h + gap) + r];
    at.set(task.pid, [x, y]);
    let next = row;
    for (const child of children) {
      const cy = next * (h + gap) + r;
      const elbow = (col + 1) * w;
      const straight: Point[] = [
        [x + r, y],
        [x + w - r, cy],
      ];
      links.push({
        child: child.task.pid,
        points:
          cy === y
            ? straight
            : [
                [x + r, y],
                [elbow, y],
                [elbow, cy],
                [x + w - r, cy],
              ],
      });
      next = place(child, col + 1, next);
    }
    return Math.max(next, row + 1);
  };
  let row = 0;
  for (const tree of trees) row = place(tree, 0, row);
  return { w: depth * w, h: row * (h + gap) - gap, at, links, hidden: 0, plain: false };
}

/** From here on there are only only children: such a chain goes on to the right. */
const isTail = ({ children }: Tree): boolean =>
  children.length === 0 || (children.length === 1 && children.every(isTail));

function below(trees: readonly Tree[], cell: Cell, wrap: number): Forest {
  const at = new Map<Pid, Point>();
  const links: { child: Pid; points: Point[] }[] = [];
  const { w, h, r, gap } = cell;
  const limit = wrap * w + INDENT;

  /** Lays blocks in rows; returns how much room they took. */
  const flow = (list: readonly Tree[], x: number, y: number, parent: Point | null): Point => {
    let [right, top, left, high] = [x, y, x, 0];
    for (const tree of list) {
      const size = measure(tree);
      if (left > x && left - x + size > limit) {
        [left, top, high] = [x, top + high + gap, 0];
      }
      const end = place(tree, left, top, parent);
      left = end[0];
      right = Math.max(right, left);
      high = Math.max(high, end[1] - top);
    }
    return [right, top + high];
  };
  const measure = (tree: Tree): number => {
    if (isTail(tree)) return tree.children.reduce((sum, child) => sum + measure(child), w);
    return Math.max(
      w,
      INDENT +
        Math.min(
          limit,
          tree.children.reduce((sum, child) => sum + measure(child), 0),
        ),
    );
  };

  const place = (tree: Tree, x: number, y: number, parent: Point | null): Point => {
    const centre: Point = [x + w / 2, y + r];
    at.set(tree.task.pid, centre);
    if (parent) links.push({ child: tree.task.pid, points: link(parent, centre, y) });
    const [only] = tree.children;
    if (!only) return [x + w, y + h];
    const end = isTail(tree) ? place(only, x + w, y, centre) : flow(tree.children, x + INDENT, y + h + gap, centre);
    return [Math.max(x + w, end[0]), Math.max(y + h, end[1])];
  };

  const link = ([px, py]: Point, [cx, cy]: Point, top: number): Point[] => {
    if (py === cy)
      return [
        [px + r, py],
        [cx - r, cy],
      ];
    const [trunk, rail] = [px - w / 2 + 4, top - gap / 2];
    return [
      [px - r, py],
      [trunk, py],
      [trunk, rail],
      [cx, rail],
      [cx, top],
    ];
  };

  const [right, bottom] = flow(trees, 0, 0, null);
  return { w: right, h: bottom, at, links, hidden: 0, plain: false };
}

/** No lines; when the room is too small, the last place is left for the number of the others. */
function grid(
  tasks: readonly Task[],
  { w, h, r, gap }: Cell,
  cols: number,
  rows: number,
  first: ReadonlySet<Pid>,
): Forest {
  const full = tasks.length <= cols * rows;
  const shown = full ? tasks : foremost(tasks, cols * rows - 1, first);
  const used = full ? Math.min(cols, Math.max(1, Math.ceil(Math.sqrt(tasks.length * 1.8)))) : cols;
  const across = Math.max(used, Math.ceil(shown.length / rows));
  const at = new Map<Pid, Point>();
  for (const [i, task] of shown.entries()) {
    at.set(task.pid, [(i % across) * w + w / 2, Math.floor(i / across) * (h + gap) + r]);
  }
  const lines = Math.ceil((full ? shown.length : shown.length + 1) / across);
  const hidden = tasks.length - shown.length;
  return {
    w: Math.min(across, Math.max(1, tasks.length)) * w,
    h: lines * (h + gap) - gap,
    at,
    links: [],
    hidden,
    plain: tasks.length > 1,
  };
}

/** The asked-for ones, then whatever is not just asleep, then the oldest; in their own order. */
function foremost(tasks: readonly Task[], n: number, first: ReadonlySet<Pid>): Task[] {
  const rank = (t: Task): number => (first.has(t.pid) ? 0 : t.state === "running" ? 1 : t.state === "sleeping" ? 3 : 2);
  const chosen = new Set([...tasks].sort((a, b) => rank(a) - rank(b) || a.pid - b.pid).slice(0, Math.max(0, n)));
  return tasks.filter((t) => chosen.has(t));
}
