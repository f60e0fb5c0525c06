// A request to a pretended device as a ladder: the guest at the left, whoever handles what it does at the right, time
// downwards. An arrow goes as far as the access really goes.

import type { Exit } from "../virt/devices/exit.ts";
import type { Handled, HandledStep } from "../virt/devices/handled.ts";
import { fitText } from "./lettering.ts";
import { frame, type Placed, type Point } from "./placed.ts";
import { TRAFFIC_WORDS, type TrafficWords } from "./traffic-words.ts";
import type { Lang } from "./words.ts";

/** Guest, hypervisor (KVM in the host's kernel, or Xen), and who serves the device: QEMU, or the backend in dom0. */
export type LaneNo = 0 | 1 | 2;

export interface TrafficRow {
  readonly key: string;
  readonly kind: "access" | "dma" | "interrupt" | "finished";
  readonly from: LaneNo;
  readonly to: LaneNo;
  readonly label: string;
  readonly note: string;
  /** How often this row, or the stretch that it belongs to, happens. */
  readonly times: number;
  readonly reach: Exit["to"] | "memory" | "guest";
  readonly title: string;
}

const LONGEST = 6; // steps of a stretch that is folded when it repeats

/** What makes two steps the same row: all but the value and the moment. */
function signature(step: HandledStep): string {
  if (step.type === "access") {
    const { register, direction, by, context, exit, repeat } = step.access;
    return [register, direction, by, context, exit.to, exit.handler, repeat].join("|");
  }
  if (step.type === "interrupt") return `interrupt|${step.interrupt.line}|${step.interrupt.how}`;
  return step.type === "dma" ? `dma|${step.direction}|${step.what}|${step.bytes}` : "finished";
}

/** The steps with repetitions folded: 1024 words through a data port are one row, 1024 times. */
export function trafficRows({ steps }: Handled, lang: Lang): readonly TrafficRow[] {
  const words = TRAFFIC_WORDS[lang];
  const once = steps.map((step) => ({ step, times: 1 }));
  // Twice: sixteen bytes into a FIFO are one row, and then so are the sixty-two times that it is filled.
  return folded(folded(once)).map(({ step, times }, i) => rowOf(step, times, `${i}`, words));
}

interface Repeated {
  readonly step: HandledStep;
  readonly times: number;
}

function folded(all: readonly Repeated[]): readonly Repeated[] {
  const signs = all.map(({ step, times }) => `${times} ${signature(step)}`);
  const out: Repeated[] = [];
  for (let i = 0; i < all.length; ) {
    const { length, times } = repetition(signs, i);
    out.push(...all.slice(i, i + length).map((one) => ({ ...one, times: one.times * times })));
    i += length * times;
  }
  return out;
}

/** The stretch from `at` on that, repeated, covers most. */
function repetition(signs: readonly string[], at: number): { readonly length: number; readonly times: number } {
  let best = { length: 1, times: 1 };
  for (let length = 1; length <= LONGEST; length++) {
    let times = 1;
    while (signs.slice(at, at + length).every((sign, k) => sign === signs[at + times * length + k])) times++;
    if (times > 1 && times * length > best.times * best.length) best = { length, times };
  }
  return best;
}

const REACH: Readonly<Record<Exit["to"], LaneNo>> = {
  none: 0,
  "in-kernel": 1,
  "to-hypervisor": 1,
  "to-userspace": 2,
};

function rowOf(step: HandledStep, times: number, key: string, words: TrafficWords): TrafficRow {
  switch (step.type) {
    case "access": {
      const { register, direction, value, repeat, by, context, exit, space } = step.access;
      const label = space === "hypercall" ? register : words.access(register, direction, `0x${value.toString(16)}`);
      const all = times * (space === "hypercall" ? 1 : repeat);
      return {
        ...{ key, kind: "access", times: all, label, note: words.by(by, context), reach: exit.to },
        from: context === "backend" ? 2 : 0,
        to: REACH[exit.to],
        title: `${label}. ${words.by(by, context)}. ${words.reach(exit)}`,
      };
    }
    case "interrupt": {
      const { line, how, exit } = step.interrupt;
      const back = how === "event" && /back$/.test(line);
      const said = words.interrupt(line, how);
      return {
        ...{ key, kind: "interrupt", times, from: 1, to: back ? 2 : 0, label: line, note: words.how[how] },
        reach: exit.to === "none" ? "guest" : exit.to,
        title: exit.exits > 0 ? `${said} ${words.reach(exit)}` : said,
      };
    }
    case "dma": {
      const what = words.dma(step.what, step.bytes);
      const reads = step.direction === "read";
      return {
        ...{ key, kind: "dma", times, reach: "memory", label: what, note: words.direction[step.direction] },
        ...{ from: reads ? 0 : 2, to: reads ? 2 : 0, title: `${words.direction[step.direction]}: ${what}` },
      };
    }
    default:
      return {
        ...{ key, kind: "finished", times, reach: "guest", label: words.finished, note: "", title: words.finished },
        ...{ from: 0, to: 0 },
      };
  }
}

interface TrafficView {
  readonly width: number;
  readonly title: string;
  readonly lanes: readonly [string, string, string];
  /** Rows that have happened. */
  readonly at: number;
}

const ROW = 36; // px
const HEAD = 34; // px
const EDGE = 6; // px
const DOT = 4; // px
const LAYER = { lane: 1, row: 2, arrow: 3 } as const;
const OWNERS = ["guest", "hypervisor", "model"] as const;

export function deviceTraffic(
  rows: readonly TrafficRow[],
  { width, title, lanes, at }: TrafficView,
): readonly Placed[] {
  const text = Math.min(330, width * 0.5);
  const room = (width - text - 2 * EDGE) / 3;
  const x = (lane: LaneNo) => text + EDGE + room * (lane + 0.5);
  const height = HEAD + Math.max(1, rows.length) * ROW + 4;
  const down: readonly Point[] = [
    [0, 0],
    [0, height - HEAD],
  ];
  const out: Placed[] = [frame(width, height, title)];
  for (const lane of [0, 1, 2] as const) {
    const owner = OWNERS[lane];
    const name = fitText(lanes[lane], "tag", room - 6);
    out.push({
      ...{ key: `lane:${lane}`, kind: "traffic-lane", layer: LAYER.lane, x: x(lane) - room / 2 + 2, y: 2, opacity: 1 },
      ...{ w: room - 4, h: HEAD - 8, r: 4, data: { owner }, title: lanes[lane] },
      texts: [{ x: room / 2 - 2, y: 17, text: name, as: "tag", anchor: "middle" }],
    });
    out.push({
      ...{ key: `line:${lane}`, kind: "traffic-line", layer: LAYER.lane, x: x(lane), y: HEAD - 4, opacity: 1 },
      ...{ points: down, data: { owner } },
    });
  }
  for (const [i, row] of rows.entries()) out.push(...ladderStep(row, i, at, { text, x }));
  return out;
}

function ladderStep(
  row: TrafficRow,
  i: number,
  at: number,
  { text, x }: { readonly text: number; readonly x: (lane: LaneNo) => number },
): readonly Placed[] {
  const y = HEAD + i * ROW;
  const state = i < at - 1 ? "past" : i === at - 1 ? "now" : "ahead";
  const times = row.times > 1 ? `×${row.times}` : "";
  const data = { row: row.kind, reach: row.reach, state };
  const label: Placed = {
    ...{ key: `row:${row.key}`, kind: "traffic-row", layer: LAYER.row, x: 0, y, w: text, h: ROW - 4, r: 4, opacity: 1 },
    ...{ data, title: row.title },
    texts: [
      { x: 6, y: 14, text: fitText(row.label, "fact", text - 12 - (times ? 48 : 0)), as: "fact" },
      { x: 6, y: 28, text: fitText(row.note, "note", text - 12, 0.92), as: "note", scale: 0.92 },
      ...(times ? [{ x: text - 6, y: 14, text: times, as: "call" as const, anchor: "end" as const }] : []),
    ],
  };
  const [a, b] = [x(row.from), x(row.to)];
  const middle = y + ROW / 2 - 2;
  const arrow: Placed =
    a === b
      ? { ...base(row.key, a, middle, data), r: DOT }
      : { ...base(row.key, 0, middle, data), points: arrowPoints(a, b) };
  return [label, arrow];
}

const base = (key: string, x: number, y: number, data: Placed["data"]): Placed => ({
  ...{ key: `arrow:${key}`, kind: "traffic-arrow", layer: LAYER.arrow, x, y, opacity: 1, data: data ?? {} },
});

function arrowPoints(a: number, b: number): readonly Point[] {
  const back = a < b ? -7 : 7;
  return [
    [a, 0],
    [b, 0],
    [b + back, -4],
    [b + back, 4],
    [b, 0],
  ];
}

/** The whole in a sentence. */
export function describeTraffic(device: string, { counts, copies, accesses }: Handled, lang: Lang): string {
  const bytes = copies.reduce((sum, copy) => sum + copy.bytes, 0);
  const words = TRAFFIC_WORDS[lang];
  return (accesses.some(({ space }) => space === "hypercall") ? words.sumXen : words.sum)(device, counts, bytes);
}
