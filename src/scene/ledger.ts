// What the same work cost under two or more techniques: for each layer a bar for each technique, made of one piece for each
// cause. All bars have one scale, so their lengths can be compared. A piece that nobody has measured is hatched, with its
// range as a line; the first technique is what the others are compared with.

import { max, scaleLinear, sum } from "d3";
import type { Cause, Charge, Layer, Ledger } from "../virt/ledger.ts";
import { LAYERS, LEDGER_WORDS, type LedgerWords } from "./ledger-words.ts";
import { fitText, textWidth } from "./lettering.ts";
import { frame, type Placed, type Text } from "./placed.ts";
import { type Lang, WORDS } from "./words.ts";

export interface Side {
  /** Stable: the technique, or the branch. */
  readonly key: string;
  readonly name: string;
  readonly ledger: Ledger;
}

export interface LedgerView {
  readonly width: number;
  readonly lang: Lang;
}

const NARROW = 520; // px
const [EDGE, BAR, ROW, NAME_ROW] = [4, 20, 26, 18]; // px
const [LAYER_HEAD, LAYER_GAP] = [26, 8]; // px
const VALUE = 148; // px at the right of a bar
const Z = { ground: 1, bar: 2, range: 3 } as const;

/** 1234567 → "1.23M": three figures say enough. */
export function shortNumber(n: number): string {
  const [value, unit] = n >= 1e9 ? [n / 1e9, "G"] : n >= 1e6 ? [n / 1e6, "M"] : n >= 1e3 ? [n / 1e3, "k"] : [n, ""];
  if (unit === "") return `${Math.round(value)}`;
  return `${value >= 100 ? Math.round(value) : value >= 10 ? value.toFixed(1) : value.toFixed(2)}${unit}`;
}

/** One piece of a bar: a cause, and whether its price is known. */
interface Piece {
  readonly cause: Cause;
  readonly known: boolean;
  readonly cycles: number;
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

/** The pieces of a layer's bar: what is known first, the work itself before what pretending adds. */
function piecesOf({ rows }: Ledger, layer: Layer): readonly Piece[] {
  const pieces = new Map<string, Piece>();
  for (const row of rows) {
    if (row.layer !== layer || row.cycles <= 0) continue;
    const known = row.mark !== "unmeasured";
    const key = `${row.cause} ${known}`;
    const old = pieces.get(key) ?? { cause: row.cause, known, cycles: 0, count: 0, low: 0, high: 0 };
    const [low, high] = row.range ?? [row.cycles, row.cycles];
    const { cycles, count } = row;
    pieces.set(key, {
      ...old,
      ...{ cycles: old.cycles + cycles, count: old.count + count, low: old.low + low, high: old.high + high },
    });
  }
  const order = (p: Piece): number => (p.known ? 0 : 2) + (p.cause === "work" ? 0 : 1);
  return [...pieces.values()].sort((a, b) => order(a) - order(b) || b.cycles - a.cycles);
}

export function ledger(sides: readonly Side[], view: LedgerView): readonly Placed[] {
  const words = LEDGER_WORDS[view.lang];
  const title = describeLedger(sides, view.lang);
  const layers = LAYERS.filter((layer) => sides.some(({ ledger }) => piecesOf(ledger, layer).length > 0));
  const most = max(sides, ({ ledger }) => ledger.cycles) ?? 0;
  if (layers.length === 0) return [frame(view.width, 40, title), note(words.nothing, "ledger:nothing", 24)];
  const plan = planOf(sides, view, most);
  const out: Placed[] = [];
  let y = EDGE;
  for (const side of sides) {
    out.push(...totalOf(side, sides, plan, words, view.lang, y));
    y += plan.row;
  }
  for (const layer of layers) {
    y += LAYER_GAP;
    out.push(headOf(layer, view, y));
    y += LAYER_HEAD;
    for (const side of sides) {
      out.push(...barOf(side, layer, plan, words, y));
      y += plan.narrow && piecesOf(side.ledger, layer).length === 0 ? NAME_ROW : plan.row;
    }
  }
  return [frame(view.width, y + EDGE, title), ...out];
}

interface Plan {
  readonly width: number;
  /** Where bars begin. px */
  readonly x: number;
  readonly scale: (cycles: number) => number;
  readonly row: number;
  /** Names and values stand above the bars. */
  readonly narrow: boolean;
}

function planOf(sides: readonly Side[], { width }: LedgerView, most: number): Plan {
  const narrow = width < NARROW;
  const names = max(sides, ({ name }) => textWidth(name, "note").w) ?? 0;
  const x = narrow ? EDGE : EDGE + Math.min(names + 14, width * 0.3);
  const end = narrow ? width - EDGE : width - VALUE;
  return {
    width,
    x,
    scale: scaleLinear([0, Math.max(1, most)], [0, end - x]),
    row: narrow ? ROW + NAME_ROW : ROW,
    narrow,
  };
}

const note = (text: string, key: string, y: number): Placed => ({
  ...{ key, kind: "ledger-label", layer: Z.ground, x: EDGE, y, opacity: 1, texts: [{ x: 0, y: 0, text, as: "note" }] },
});

function headOf(layer: Layer, { lang }: LedgerView, y: number): Placed {
  const text = WORDS[lang].machines.layers[layer];
  return {
    ...{ key: `layer:${layer}`, kind: "ledger-head", layer: Z.ground, x: EDGE, y, opacity: 1, data: { cost: layer } },
    texts: [{ x: 0, y: 17, text, as: "organ" }],
  };
}

/** The name of a side before its bar, and what stands after it: above both on a narrow page. */
function lettersOf(key: string, name: string, value: string, length: number, plan: Plan, y: number): Placed {
  const { narrow, width, x } = plan;
  const base = narrow ? 13 : BAR / 2 + 4.5;
  const end = width - EDGE;
  const valueW = textWidth(value, "fact").w;
  const room = narrow ? width - 2 * EDGE - valueW - 10 : x - EDGE - 10;
  const at: Pick<Text, "x" | "anchor"> = narrow ? { x: end, anchor: "end" } : { x: x + length + 8 };
  return {
    ...{ key, kind: "ledger-label", layer: Z.range, x: 0, y, opacity: 1 },
    texts: [
      { x: EDGE, y: base, text: fitText(name, "note", room), as: "note" },
      { ...at, y: base, text: narrow ? value : fitText(value, "fact", end - x - length - 8), as: "fact" },
    ],
  };
}

/** All of a side in one bar, a piece for each layer, and how many times the first side that is. */
function totalOf(side: Side, sides: readonly Side[], plan: Plan, words: LedgerWords, lang: Lang, y: number): Placed[] {
  const { key, name, ledger: own } = side;
  const first = sides[0] as Side;
  const times = own.cycles / Math.max(1, first.ledger.cycles);
  const against = side === first || sides.length < 2 ? "" : ` · ${times >= 10 ? Math.round(times) : times.toFixed(2)}×`;
  const value = `${words.cycles(shortNumber(own.cycles))}${against}`;
  const top = plan.narrow ? y + NAME_ROW : y;
  const out: Placed[] = [lettersOf(`total:${key}`, name, value, plan.scale(own.cycles), plan, y)];
  let x = plan.x;
  for (const layer of LAYERS) {
    const cycles = sum(piecesOf(own, layer), (p) => p.cycles);
    const w = plan.scale(cycles);
    if (w <= 0) continue;
    const label = WORDS[lang].machines.layers[layer];
    out.push({
      ...{ key: `total:${key}/${layer}`, kind: "ledger-bar", layer: Z.bar, x, y: top, w, h: BAR, r: 0, opacity: 1 },
      ...{ data: { cost: layer }, title: `${name}, ${label}: ${words.cycles(shortNumber(cycles))}` },
      texts: within(label, w),
    });
    x += w;
  }
  return out;
}

function barOf(side: Side, layer: Layer, plan: Plan, words: LedgerWords, y: number): Placed[] {
  const { key, name, ledger: own } = side;
  const pieces = piecesOf(own, layer);
  const cycles = sum(pieces, (p) => p.cycles);
  const count = sum(pieces, (p) => (p.cause === "work" || p.cause === "walk" || p.cause === "copy" ? 0 : p.count));
  const value =
    cycles === 0 ? "0" : `${shortNumber(cycles)}${count > 0 ? ` · ${words.times(shortNumber(count))}` : ""}`;
  const top = plan.narrow ? y + NAME_ROW : y;
  const reach = Math.max(
    cycles,
    sum(pieces, (p) => p.high),
  );
  const out: Placed[] = [lettersOf(`bar:${key}/${layer}`, name, value, plan.scale(reach), plan, y)];
  let x = plan.x;
  for (const piece of pieces) {
    const w = plan.scale(piece.cycles);
    const { cause, known } = piece;
    const mark = known ? "" : ` · ${words.marks.unmeasured}`;
    const said = `${words.causes[cause]}: ${words.cycles(shortNumber(piece.cycles))} · ${words.times(shortNumber(piece.count))}`;
    const id = `bar:${key}/${layer}/${cause}${known ? "" : "?"}`;
    out.push({
      ...{ key: id, kind: "ledger-bar", layer: Z.bar, x, y: top, w, h: BAR, r: 0, opacity: 1 },
      ...{ data: { cost: layer, work: cause === "work", unmeasured: !known }, title: `${name}: ${said}${mark}` },
      texts: known && cause !== "work" ? within(words.causes[cause], w) : [],
    });
    if (!known && piece.high > piece.low) out.push(rangeOf(id, layer, piece, x, top, plan));
    x += w;
  }
  return out;
}

/** From the lowest to the highest that a price nobody measured may be. */
function rangeOf(id: string, layer: Layer, { low, high }: Piece, x: number, top: number, { scale }: Plan): Placed {
  const [a, b, middle] = [x + scale(low), x + scale(high), BAR / 2];
  const points = [
    [a, middle - 4],
    [a, middle + 4],
    [a, middle],
    [b, middle],
    [b, middle - 4],
    [b, middle + 4],
  ] as const;
  const at = { layer: Z.range, x: 0, y: top, opacity: 1, points, data: { cost: layer } };
  return { ...at, key: `${id}/range`, kind: "ledger-range" };
}

/** The cause in its piece, where there is room for all of it. */
const within = (text: string, w: number): readonly Text[] =>
  textWidth(text, "tag").w + 12 <= w ? [{ x: 6, y: BAR / 2 + 4, text, as: "tag" }] : [];

/** The sides in a sentence each: what they cost, and who spent it. */
export function describeLedger(sides: readonly Side[], lang: Lang): string {
  const words = LEDGER_WORDS[lang];
  const [first] = sides;
  return sides
    .map(({ name, ledger: own }) => {
      if (own.cycles === 0) return words.sentence(name, words.cycles("0"), words.nothing.replace(/\.$/, ""));
      const percent = (n: number): number => Math.round((100 * n) / own.cycles);
      const spent = LAYERS.map((layer) => ({ layer, cycles: sum(piecesOf(own, layer), (p) => p.cycles) }));
      const shares = spent
        .filter(({ cycles }) => percent(cycles) > 0)
        .map(({ layer, cycles }) => words.share(WORDS[lang].machines.layers[layer], percent(cycles)));
      const guessed = percent(sum(own.rows, (row) => (row.mark === "unmeasured" ? row.cycles : 0)));
      if (guessed > 0) shares.push(words.estimated(guessed));
      const times = first && first.ledger.cycles > 0 ? own.cycles / first.ledger.cycles : 0;
      const against = first && first.name !== name && times > 0 ? `, ${words.ratio(times.toFixed(2), first.name)}` : "";
      return words.sentence(name, `${words.cycles(shortNumber(own.cycles))}${against}`, shares.join(", "));
    })
    .join(" ");
}

export interface LedgerRow {
  readonly layer: Layer;
  readonly cause: Cause;
  readonly name: string;
  /** For each side: null where it has none of it. */
  readonly cells: readonly (Charge | null)[];
}

/** The same numbers as rows of a table, by layer, the most expensive first. */
export function ledgerRows(sides: readonly Side[]): readonly LedgerRow[] {
  const rows = new Map<string, LedgerRow>();
  for (const [i, { ledger: own }] of sides.entries()) {
    for (const charge of own.rows) {
      const key = `${charge.layer} ${charge.cause} ${charge.name}`;
      const { layer, cause, name } = charge;
      const row = rows.get(key) ?? { layer, cause, name, cells: sides.map(() => null) };
      rows.set(key, { ...row, cells: row.cells.map((cell, j) => (j === i ? charge : cell)) });
    }
  }
  const most = (row: LedgerRow): number => max(row.cells, (cell) => cell?.cycles ?? 0) ?? 0;
  return [...rows.values()].sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) || most(b) - most(a));
}
