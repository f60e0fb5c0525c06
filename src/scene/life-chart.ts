// A state machine as a chart, laid out from its definition: the code that runs is the picture that is shown.
//
// States stand one below the other, the initial one first, each with the events it takes. From every event a line
// leads to the state it brings about, in a lane of its own at the right: lines may cross each other, but no text.

import { fitText, textWidth } from "./lettering.ts";
import { frame, type Placed, type Point } from "./placed.ts";

/** The part of an xstate machine that a chart needs: any machine made with createMachine has it. */
export interface Chartable {
  readonly config: {
    readonly id?: string | undefined;
    readonly initial?: unknown;
    readonly states?: unknown;
  };
}

export interface ChartView {
  readonly width: number;
  /** What the machine is called in the description. */
  readonly title: string;
  /** Name of the state it is in. */
  readonly active: string;
  /** The event that brought it there. */
  readonly last?: string | undefined;
  /** A state's name for readers, when it has another than its own. */
  readonly nameOf?: (state: string) => string;
}

interface State {
  readonly name: string;
  readonly description: string;
  readonly final: boolean;
  readonly events: readonly { readonly event: string; readonly target: string }[];
}

interface Config {
  readonly type?: string;
  readonly description?: string;
  readonly on?: Readonly<Record<string, unknown>>;
  readonly always?: unknown;
}

/** The states of a machine in the order in which they can be reached, with what leads on from each. */
export function statesOf({ config }: Chartable): readonly State[] {
  const states = (config.states ?? {}) as Readonly<Record<string, Config>>;
  const all = new Map(Object.entries(states).map(([name, state]) => [name, stateOf(name, state)]));
  const order: State[] = [];
  const waiting = [`${config.initial ?? Object.keys(states)[0] ?? ""}`, ...all.keys()];
  const seen = new Set<string>();
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const state = all.get(name);
    if (!state || seen.has(name)) continue;
    seen.add(name);
    order.push(state);
  }
  return order;
}

function stateOf(name: string, { type, description = "", on = {}, always }: Config): State {
  const events = Object.entries(on).flatMap(([event, to]) => targets(to).map((target) => ({ event, target })));
  const silent = targets(always).map((target) => ({ event: "always", target }));
  return { name, description, final: type === "final", events: [...events, ...silent] };
}

function targets(to: unknown): string[] {
  if (typeof to === "string") return [to];
  if (Array.isArray(to)) return [...new Set(to.flatMap(targets))];
  if (typeof to === "object" && to !== null && "target" in to) return targets(to.target);
  return [];
}

const [HEAD, ROW, FOOT, GAP, EDGE, LANE] = [24, 17, 5, 12, 10, 9]; // px
const LAYER = { line: 1, box: 2, lit: 3 } as const;

interface Line {
  readonly from: number;
  readonly to: number;
  readonly y0: number;
  readonly y1: number;
  readonly event: string;
  readonly index: number;
}

export function lifeChart(machine: Chartable, view: ChartView): readonly Placed[] {
  const states = statesOf(machine);
  const lines: Line[] = [];
  const heights = states.map((s) => HEAD + (s.events.length > 0 ? s.events.length * ROW + FOOT : 0));
  const tops = heights.map((_, i) => EDGE + heights.slice(0, i).reduce((sum, h) => sum + h + GAP, 0));
  const at = new Map(states.map((s, i) => [s.name, i]));
  for (const [i, state] of states.entries()) {
    for (const [j, { event, target }] of state.events.entries()) {
      const to = at.get(target);
      if (to === undefined) continue;
      lines.push({
        from: i,
        to,
        y0: (tops[i] ?? 0) + HEAD + j * ROW + ROW / 2,
        y1: (tops[to] ?? 0) + HEAD / 2,
        event,
        index: j,
      });
    }
  }
  const w = view.width - 2 * EDGE - LANE * (lines.length + 1) - 8;
  const height = EDGE + heights.reduce((sum, h) => sum + h + GAP, 0);
  return [
    frame(view.width, height, `${view.title}: ${name(view, view.active)}`),
    ...states.flatMap((state, i) => box(state, view, { x: EDGE, y: tops[i] ?? 0, w, h: heights[i] ?? 0 })),
    ...ranked(lines).map((line, lane) => arrow(line, states, view, EDGE + w, EDGE + w + 8 + (lane + 1) * LANE)),
  ];
}

const name = ({ nameOf }: ChartView, state: string): string => nameOf?.(state) ?? state;

/** Short lines in the inner lanes, so that they cross fewer others. */
const ranked = (lines: readonly Line[]): Line[] =>
  [...lines].sort((a, b) => Math.abs(a.y1 - a.y0) - Math.abs(b.y1 - b.y0));

function box(state: State, view: ChartView, { x, y, w, h }: { x: number; y: number; w: number; h: number }): Placed[] {
  const active = state.name === view.active;
  const shown = name(view, state.name);
  const own = shown === state.name ? "" : state.name;
  const ownW = textWidth(own, "fact").w;
  return [
    {
      ...{ key: `state:${state.name}`, kind: "state", layer: LAYER.box, x, y, w, h, r: 6, opacity: 1 },
      ...{ data: { active, final: state.final }, title: `${shown}: ${state.description}` },
      texts: [
        { x: 10, y: 17, text: fitText(shown, "organ", w - ownW - 28), as: "organ" },
        ...(own ? [{ x: w - 10, y: 16.5, text: own, as: "fact", anchor: "end" } as const] : []),
        ...state.events.map(({ event }, j) => ({
          ...({ x: 10, y: HEAD + j * ROW + 12, as: "fact" } as const),
          text: fitText(event, "fact", w - 20),
        })),
      ],
    },
  ];
}

function arrow(
  { from, to, y0, y1, event }: Line,
  states: readonly State[],
  view: ChartView,
  right: number,
  lane: number,
): Placed {
  const target = states[to]?.name ?? "";
  const lit = target === view.active && event === view.last;
  const points: readonly Point[] = [
    [right, y0],
    [lane, y0],
    [lane, y1],
    [right + 5, y1],
    [right + 9, y1 - 3.5],
    [right + 5, y1],
    [right + 9, y1 + 3.5],
  ];
  return {
    ...{
      key: `transition:${states[from]?.name}/${event}/${target}`,
      kind: "transition",
      layer: lit ? LAYER.lit : LAYER.line,
    },
    ...{ x: 0, y: 0, opacity: 1, points, data: { lit, open: states[from]?.name === view.active } },
  };
}
