// Two overlapping sets of names, as Popek and Goldberg's theorem needs them: sensitive instructions, privileged
// instructions, and what is in neither. The areas are as large as what is in them.

import { textWidth } from "./lettering.ts";
import { frame, type Placed } from "./placed.ts";

export interface SetMember {
  readonly key: string;
  readonly label: string;
  readonly title: string;
  /** The style sheet's: whether it goes wrong, is chosen … */
  readonly data?: Readonly<Record<string, string | boolean>>;
}

export interface SetDiagram {
  readonly left: string;
  readonly right: string;
  readonly outside: string;
  readonly onlyLeft: readonly SetMember[];
  readonly both: readonly SetMember[];
  readonly onlyRight: readonly SetMember[];
  readonly neither: readonly SetMember[];
}

const CHIP = 26; // px, its height
const GAP = 6; // px between chips
const PAD = 18; // px inside a set
const HEAD = 34; // px for a set's name
const LAYER = { set: 1, chip: 2 } as const;
const NARROW = 760; // px: below it the sets overlap from above to below

const chipWidth = ({ label }: SetMember): number => textWidth(label, "letter").w + 18;

/** Chips in lines no longer than `width`, from the corner (0, 0). */
function flow(members: readonly SetMember[], width: number): { readonly chips: readonly Placed[]; readonly h: number } {
  const chips: Placed[] = [];
  let x = 0;
  let y = 0;
  for (const member of members) {
    const w = chipWidth(member);
    if (x > 0 && x + w > width) {
      x = 0;
      y += CHIP + GAP;
    }
    chips.push({
      ...{ key: `member:${member.key}`, kind: "member", layer: LAYER.chip, x, y, w, h: CHIP, r: 5, opacity: 1 },
      ...{ title: member.title, data: member.data ?? {} },
      texts: [{ x: w / 2, y: 17, text: member.label, as: "letter", anchor: "middle" }],
    });
    x += w + GAP;
  }
  return { chips, h: members.length === 0 ? 0 : y + CHIP };
}

const moved = (things: readonly Placed[], x: number, y: number) =>
  things.map((thing) => ({ ...thing, x: thing.x + x, y: thing.y + y }));

const ring = (
  key: string,
  x: number,
  y: number,
  w: number,
  h: number,
  name: string,
  side: "left" | "right",
): Placed => ({
  ...{ key: `set:${key}`, kind: "set", layer: LAYER.set, x, y, w, h, r: 22, opacity: 1, data: { set: key } },
  texts: [
    side === "left"
      ? { x: PAD, y: 23, text: name, as: "organ" }
      : { x: w - PAD, y: 23, text: name, as: "organ", anchor: "end" },
  ],
});

export function setDiagram(sets: SetDiagram, { width, title }: { width: number; title: string }): readonly Placed[] {
  return width < NARROW ? stacked(sets, width, title) : beside(sets, width, title);
}

/** The sets overlap in the middle; each part is as wide as it has members. */
function beside(sets: SetDiagram, width: number, title: string): readonly Placed[] {
  const room = width - 6 * PAD;
  const weight = (members: readonly SetMember[]) => Math.max(4, members.length);
  const all = weight(sets.onlyLeft) + weight(sets.both) + weight(sets.onlyRight);
  const share = (members: readonly SetMember[]) => Math.max(190, (room * weight(members)) / all);
  const scale = room / (share(sets.onlyLeft) + share(sets.both) + share(sets.onlyRight));
  const [a, b, c] = [sets.onlyLeft, sets.both, sets.onlyRight].map((part) => share(part) * scale) as [
    number,
    number,
    number,
  ];
  const parts = [flow(sets.onlyLeft, a), flow(sets.both, b), flow(sets.onlyRight, c)] as const;
  const h = HEAD + Math.max(...parts.map((part) => part.h)) + PAD;
  const overlap = 2 * PAD + a; // where the right set begins
  const outside = flow(sets.neither, width - 2 * PAD);
  const below = h + 14;
  return [
    frame(width, below + HEAD + outside.h + PAD, title),
    ring("left", 0, 0, overlap + b + 2 * PAD, h, sets.left, "left"),
    ring("right", overlap, 0, width - overlap, h, sets.right, "right"),
    ...moved(parts[0].chips, PAD, HEAD),
    ...moved(parts[1].chips, overlap + PAD, HEAD),
    ...moved(parts[2].chips, overlap + b + 3 * PAD, HEAD),
    name(sets.outside, below),
    ...moved(outside.chips, PAD, below + HEAD - 6),
  ];
}

/** The same from above to below. */
function stacked(sets: SetDiagram, width: number, title: string): readonly Placed[] {
  const inner = width - 4 * PAD;
  const parts = [flow(sets.onlyLeft, inner), flow(sets.both, inner), flow(sets.onlyRight, inner)] as const;
  const overlap = HEAD + parts[0].h + PAD; // where the lower set begins
  const end = overlap + HEAD + parts[1].h + PAD; // where the upper one ends
  const bottom = end + PAD + parts[2].h + (parts[2].h > 0 ? PAD : 0);
  const outside = flow(sets.neither, width - 2 * PAD);
  return [
    frame(width, bottom + 14 + HEAD + outside.h + PAD, title),
    ring("left", 0, 0, width - PAD, end, sets.left, "left"),
    ring("right", PAD, overlap, width - PAD, bottom - overlap, sets.right, "right"),
    ...moved(parts[0].chips, PAD, HEAD),
    ...moved(parts[1].chips, 2 * PAD, overlap + HEAD),
    ...moved(parts[2].chips, 2 * PAD, end + PAD),
    name(sets.outside, bottom + 14),
    ...moved(outside.chips, PAD, bottom + 14 + HEAD - 6),
  ];
}

function name(text: string, y: number): Placed {
  return {
    ...{ key: "outside", kind: "walk-label", layer: LAYER.set, x: PAD, y, opacity: 1 },
    texts: [{ x: 0, y: 20, text, as: "organ" }],
  };
}
