// A block of guest code beside what runs in its place: a band for each guest instruction, its translation at the
// right, with a letter for what was done to it.

import type { CodeRow } from "../virt/bt/recording.ts";
import { fitText, textWidth } from "./lettering.ts";
import { frame, type Placed } from "./placed.ts";

export type CodeKind = CodeRow["cache"][number]["kind"] | "direct";

interface CodeView {
  readonly width: number;
  readonly title: string;
  readonly guest: string;
  readonly cache: string;
  /** What was done, in a word or two. */
  readonly kinds: Readonly<Record<CodeKind, string>>;
  readonly name: (address: number) => string;
}

const LINE = 22; // px
const HEAD = 26; // px
const PAD = 8; // px
const GAP = 3; // px between instructions
const BADGE = 18; // px, the letter's square
const LAYER = { band: 1, line: 2, badge: 3 } as const;

/** Copied; written for the virtual CPU; calls out; exit; look-up; user code as it is. */
const LETTER: Readonly<Record<CodeKind, string>> = {
  ident: "=",
  "in-tc": "V",
  "call-out": "C",
  exit: "→",
  "look-up": "?",
  direct: "=",
};

export function codePair(rows: readonly CodeRow[], view: CodeView): readonly Placed[] {
  const { width, title, kinds } = view;
  const longest = Math.max(0, ...rows.map(({ guest }) => textWidth(guest, "fact").w));
  const left = Math.min(longest + 2 * PAD + 4, width * 0.42); // the guest's column
  const right = width - left;
  const words = right > 420 ? 150 : 0; // there is room to say the kind in words
  const out: Placed[] = [
    {
      ...{ key: "head", kind: "walk-label", layer: LAYER.line, x: 0, y: 0, opacity: 1 },
      texts: [
        { x: PAD, y: 15, text: fitText(view.guest, "organ", left - PAD), as: "organ" },
        { x: left + PAD, y: 15, text: fitText(view.cache, "organ", right - PAD), as: "organ" },
      ],
    },
  ];
  let y = HEAD;
  for (const { address, guest, cache, current } of rows) {
    const lines = cache.length === 0 ? [{ kind: "direct" as const, text: guest, chained: false, current }] : cache;
    const h = lines.length * LINE + 4;
    out.push({
      ...{ key: `guest:${address}`, kind: "code-guest", layer: LAYER.band, x: 0, y, w: width, h, r: 3, opacity: 1 },
      data: { current },
      title: `${view.name(address)}: ${guest}`,
      texts: [{ x: PAD, y: 17, text: fitText(guest, "fact", left - PAD), as: "fact" }],
    });
    for (const [i, { kind, text, chained, current: here }] of lines.entries()) {
      const at = y + 2 + i * LINE;
      const room = right - BADGE - 3 * PAD - words;
      out.push({
        ...{ key: `cache:${address}/${i}`, kind: "code-line", layer: LAYER.line, x: left, y: at, opacity: 1 },
        ...{ w: right - 2, h: LINE - 2, r: 3, data: { current: here, emitted: kind } },
        title: `${text}: ${kinds[kind]}`,
        texts: [
          { x: BADGE + 2 * PAD, y: 15, text: fitText(text, here ? "call" : "fact", room), as: here ? "call" : "fact" },
          ...(words > 0
            ? [
                {
                  x: right - PAD - 2,
                  y: 15,
                  text: fitText(kinds[kind], "note", words),
                  as: "note" as const,
                  anchor: "end" as const,
                },
              ]
            : []),
        ],
      });
      out.push({
        ...{
          key: `badge:${address}/${i}`,
          kind: "code-badge",
          layer: LAYER.badge,
          x: left + PAD - 2,
          y: at + 1,
          opacity: 1,
        },
        ...{ w: BADGE, h: BADGE, r: 4, data: { emitted: kind, chained } },
        texts: [{ x: BADGE / 2, y: 13, text: LETTER[kind], as: "letter", anchor: "middle" }],
      });
    }
    y += h + GAP;
  }
  return [frame(width, Math.max(y, HEAD + LINE), title), ...out];
}
