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
  /** States that it came through, up to the active one: the transitions between them are lit. */
  readonly passed?: readonly string[] | undefined;
  /** Only these states are shown; what leads elsewhere is counted. */
  readonly only?: ReadonlySet<string> | undefined;
}

interface Leads {
  readonly event: string;
  readonly target: string;
  /** The condition, as the machine names it. */
  readonly guard?: string;
}

interface State {
  /** With the states around it: "kvm.cpuid". */
  readonly name: string;
  readonly description: string;
  readonly final: boolean;
  readonly events: readonly Leads[];
  /** Who acts in it: a world or a ring, as the machine's meta says. */
  readonly world: string;
}

interface Config {
  readonly type?: string;
  readonly description?: string;
  readonly on?: Readonly<Record<string, unknown>>;
  readonly always?: unknown;
  readonly onDone?: unknown;
  readonly initial?: unknown;
  readonly states?: Readonly<Record<string, Config>>;
  readonly meta?: { readonly world?: string; readonly ring?: string | number };
}

/** The states of a machine in the order in which they can be reached, with what leads on from each. */
export function statesOf({ config }: Chartable): readonly State[] {
  const root = config as Config;
  const flat = flatten(root, "", "", { id: config.id ?? "", root, done: [] });
  const all = new Map(flat.map((state) => [state.name, state]));
  const order: State[] = [];
  const waiting = [inner(root, `${config.initial ?? Object.keys(root.states ?? {})[0] ?? ""}`), ...all.keys()];
  const seen = new Set<string>();
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const state = all.get(name);
    if (!state || seen.has(name)) continue;
    seen.add(name);
    order.push(state);
  }
  return order;
}

interface Around {
  readonly id: string;
  readonly root: Config;
  /** What leads on when the states around are done. */
  readonly done: readonly Leads[];
}

/** The innermost states below a state, each with the names of those around it. */
function flatten({ states = {} }: Config, prefix: string, world: string, around: Around): State[] {
  return Object.entries(states).flatMap(([name, state]): State[] => {
    const whole = `${prefix}${name}`;
    const whose = `${state.meta?.world ?? state.meta?.ring ?? world}`;
    const to = (target: string): string => resolve(target, prefix, around);
    if (state.states) {
      const done = targets(state.onDone).map((lead) => ({ ...lead, event: "done", target: to(lead.target) }));
      return flatten(state, `${whole}.`, whose, { ...around, done });
    }
    const { type, description = "", on = {}, always } = state;
    const final = type === "final";
    const named = Object.entries(on).flatMap(([event, on]) => targets(on).map((lead) => ({ ...lead, event })));
    const silent = targets(always).map((lead) => ({ ...lead, event: "always" }));
    const events = [...named, ...silent].map((lead) => ({ ...lead, target: to(lead.target) }));
    return [{ name: whole, description, final, events: final ? around.done : events, world: whose }];
  });
}

/** The innermost state that a target means: a sibling, or one by its place in the machine ("#id.a.b"). */
function resolve(target: string, prefix: string, { id, root }: Around): string {
  if (target.startsWith(`#${id}.`)) return inner(root, target.slice(id.length + 2));
  return inner(root, `${prefix}${target.replace(/^\./, "")}`);
}

function inner(root: Config, name: string): string {
  let state: Config | undefined = root;
  for (const part of name.split(".")) state = state?.states?.[part];
  return state?.states ? inner(root, `${name}.${state.initial ?? Object.keys(state.states)[0]}`) : name;
}

function targets(to: unknown): readonly Leads[] {
  if (typeof to === "string") return [{ event: "", target: to }];
  if (Array.isArray(to)) {
    const all = to.flatMap(targets);
    return all.filter((a, i) => all.findIndex((b) => b.target === a.target && b.guard === a.guard) === i);
  }
  if (typeof to !== "object" || to === null || !("target" in to)) return [];
  const guard = "guard" in to ? { guard: guardName(to.guard) } : {};
  return targets(to.target).map((lead) => ({ ...lead, ...guard }));
}

function guardName(guard: unknown): string {
  if (typeof guard === "string") return guard;
  if (typeof guard !== "object" || guard === null || !("type" in guard)) return "";
  return "params" in guard ? `${guard.type} ${guard.params}` : `${guard.type}`;
}

const [HEAD, ROW, FOOT, GAP, EDGE, LANE] = [24, 17, 5, 12, 10, 9]; // px
const [LEAST, NARROWEST] = [170, 3]; // px: of a state, and of a lane where there are many
const LAYER = { line: 1, box: 2, lit: 3 } as const;

interface Line {
  readonly from: number;
  readonly to: number;
  readonly y0: number;
  readonly y1: number;
  readonly event: string;
  readonly guard: string;
}

export function lifeChart(machine: Chartable, view: ChartView): readonly Placed[] {
  const states = statesOf(machine)
    .filter(({ name }) => !view.only || view.only.has(name))
    .map((state) => (view.only ? within(state, view.only) : state));
  const lines: Line[] = [];
  const heights = states.map((s) => HEAD + (s.events.length > 0 ? s.events.length * ROW + FOOT : 0));
  const tops = heights.map((_, i) => EDGE + heights.slice(0, i).reduce((sum, h) => sum + h + GAP, 0));
  const at = new Map(states.map((s, i) => [s.name, i]));
  for (const [i, state] of states.entries()) {
    for (const [j, lead] of state.events.entries()) {
      const to = at.get(lead.target);
      if (to === undefined) continue;
      lines.push({
        ...{ from: i, to, event: lead.event, guard: lead.guard ?? "" },
        y0: (tops[i] ?? 0) + HEAD + j * ROW + ROW / 2,
        y1: (tops[to] ?? 0) + HEAD / 2,
      });
    }
  }
  const lanes = lanesOf(lines);
  const count = Math.max(0, ...lanes.values()) + 1;
  const lane = Math.min(LANE, Math.max(NARROWEST, (view.width - 2 * EDGE - 8 - LEAST) / (count + 1)));
  const w = view.width - 2 * EDGE - lane * (count + 1) - 8;
  const height = EDGE + heights.reduce((sum, h) => sum + h + GAP, 0);
  return [
    frame(view.width, height, `${view.title}: ${name(view, view.active)}`),
    ...states.flatMap((state, i) => box(state, view, { x: EDGE, y: tops[i] ?? 0, w, h: heights[i] ?? 0 })),
    ...lines.map((line) => arrow(line, states, view, EDGE + w, EDGE + w + 8 + ((lanes.get(line) ?? 0) + 1) * lane)),
  ];
}

/** A state with what leads to shown states; the rest is one row that counts it. */
function within(state: State, only: ReadonlySet<string>): State {
  const events = state.events.filter(({ target }) => only.has(target));
  const others = state.events.length - events.length;
  return { ...state, events: others > 0 ? [...events, { event: `+${others}`, target: "" }] : events };
}

const name = ({ nameOf }: ChartView, state: string): string => nameOf?.(state) ?? state;

/** Short lines in the inner lanes, so that they cross fewer others; lines above each other share one. */
function lanesOf(lines: readonly Line[]): ReadonlyMap<Line, number> {
  const taken: (readonly [number, number])[][] = [];
  const lanes = new Map<Line, number>();
  for (const line of [...lines].sort((a, b) => Math.abs(a.y1 - a.y0) - Math.abs(b.y1 - b.y0))) {
    const [top, bottom] = [Math.min(line.y0, line.y1) - 3, Math.max(line.y0, line.y1) + 3];
    let lane = taken.findIndex((lines) => lines.every(([t, b]) => b < top || t > bottom));
    if (lane < 0) lane = taken.push([]) - 1;
    taken[lane]?.push([top, bottom]);
    lanes.set(line, lane);
  }
  return lanes;
}

function box(state: State, view: ChartView, { x, y, w, h }: { x: number; y: number; w: number; h: number }): Placed[] {
  const active = state.name === view.active;
  const passed = view.passed?.includes(state.name) ?? false;
  const shown = name(view, state.name);
  const own = shown === state.name ? "" : state.name;
  const ownW = textWidth(own, "fact").w;
  return [
    {
      ...{ key: `state:${state.name}`, kind: "state", layer: LAYER.box, x, y, w, h, r: 6, opacity: 1 },
      ...{ data: { active, passed, final: state.final, world: state.world }, title: `${shown}: ${state.description}` },
      texts: [
        { x: 10, y: 17, text: fitText(shown, "organ", w - ownW - 28), as: "organ" },
        ...(own ? [{ x: w - 10, y: 16.5, text: own, as: "fact", anchor: "end" } as const] : []),
        ...state.events.map(({ event, guard }, j) => ({
          ...({ x: 10, y: HEAD + j * ROW + 12, as: "fact" } as const),
          text: fitText(event === "always" && guard ? guard : event, "fact", w - 20),
        })),
      ],
    },
  ];
}

function arrow(
  { from, to, y0, y1, event, guard }: Line,
  states: readonly State[],
  view: ChartView,
  right: number,
  lane: number,
): Placed {
  const source = states[from]?.name ?? "";
  const target = states[to]?.name ?? "";
  const lit = view.passed
    ? view.passed.some((state, i) => state === target && view.passed?.[i - 1] === source)
    : target === view.active && event === view.last;
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
      key: `transition:${source}/${event}${guard ? ` ${guard}` : ""}/${target}`,
      kind: "transition",
      layer: lit ? LAYER.lit : LAYER.line,
    },
    ...{ x: 0, y: 0, opacity: 1, points, data: { lit, open: source === view.active } },
  };
}
