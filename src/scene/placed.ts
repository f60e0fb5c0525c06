// What a scene gives to draw/: a flat list of placed things with stable keys.
//
// A thing has one shape (a circle, a box or a line) and any number of lines of text, placed relative to its corner
// (its centre, for a circle). Everything that can move is a number; everything else is for the style sheet, which
// chooses colour and dash by `kind` and `data`.

import { type Lettering, textWidth } from "./lettering.ts";

export interface Placed {
  /** Stable over time: the same key is the same thing before and after a step. */
  readonly key: string;
  readonly kind: string;
  /** Order of painting: a higher layer covers a lower one. */
  readonly layer: number;
  /** Left and top; the centre of a circle. px */
  readonly x: number;
  readonly y: number;
  readonly w?: number;
  readonly h?: number;
  /** Radius of a circle, or of a box's corners. px */
  readonly r?: number;
  readonly opacity: number;
  /** Stroke weight where it says something (a wall). px */
  readonly weight?: number;
  /** A line through these points, relative to x and y: it is drawn in place of a box or circle. */
  readonly points?: readonly Point[];
  readonly texts?: readonly Text[];
  /** For the style sheet and for tests: data-state, data-ns, data-closed … */
  readonly data?: Readonly<Record<string, string | number | boolean>>;
  /** Accessible name and tooltip; what has one can be pointed at. */
  readonly title?: string;
  /** Where it comes from when it enters: the key of a thing of the frame before. */
  readonly from?: string;
}

export type Point = readonly [x: number, y: number];

export interface Text {
  /** Start, middle or end of the base line, relative to the thing. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly as: Lettering;
  readonly anchor?: "middle" | "end";
  /** Enlargement of the lettering; 1 unless told. */
  readonly scale?: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A piece of a picture that knows its size before it is placed. */
export interface Block {
  readonly w: number;
  readonly h: number;
  readonly at: (x: number, y: number) => readonly Placed[];
}

/** The box around a thing's shape. */
export function outline({ x, y, w = 0, h = 0, r = 0, points }: Placed): Box {
  if (points) {
    const xs = points.map((p) => p[0]);
    const ys = points.map((p) => p[1]);
    const left = Math.min(...xs);
    const top = Math.min(...ys);
    return { x: x + left, y: y + top, w: Math.max(...xs) - left, h: Math.max(...ys) - top };
  }
  return w || h ? { x, y, w, h } : { x: x - r, y: y - r, w: 2 * r, h: 2 * r };
}

/** The boxes that a thing's texts are estimated to fill, capitals to descenders. */
export function textBoxes({ x, y, texts = [] }: Placed): Box[] {
  return texts.map((t) => {
    const { w, size } = textWidth(t.text, t.as, t.scale);
    const left = t.anchor === "middle" ? t.x - w / 2 : t.anchor === "end" ? t.x - w : t.x;
    return { x: x + left, y: y + t.y - size * 0.8, w, h: size };
  });
}

/** The frame that every scene's list begins with: how much room the picture takes. */
export function frame(w: number, h: number, title: string): Placed {
  return { key: "frame", kind: "frame", layer: 0, x: 0, y: 0, w, h, opacity: 1, title };
}
