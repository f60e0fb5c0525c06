// A directory tree as a list with indents: what a jail's floor is made of, with the files that a step brought marked.

import type { WorldEvent } from "../kernel/apply.ts";
import type { DentryId } from "../kernel/fs/dentry.ts";
import type { Path } from "../kernel/fs/path.ts";
import type { Kernel } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import { changes } from "./changes.ts";
import { filesBelow, sizeText } from "./files-below.ts";
import { fitText, textWidth } from "./lettering.ts";
import { frame, type Placed } from "./placed.ts";
import { placeName } from "./where.ts";
import type { Words } from "./words.ts";

export interface FilesView {
  readonly width: number;
  readonly words: Words;
  /** Rows at most; the rest is counted. */
  readonly rows?: number;
  readonly step?: readonly WorldEvent[];
}

const [ROW, INDENT, EDGE] = [19, 14, 8]; // px

export function files(k: Kernel, top: Path, { width, words, rows = 24, step = [] }: FilesView): readonly Placed[] {
  const { entries, cut } = filesBelow(k, top);
  const changed = changes(step);
  const shown = entries.slice(0, entries.length > rows ? rows - 1 : rows);
  const left = entries.length - shown.length;
  const place = fromBytes(placeName(k, top));
  const h = 2 * EDGE + ROW * (1 + shown.length + (left > 0 ? 1 : 0));
  const row = (i: number): number => EDGE + i * ROW;
  const stems: number[] = []; // rows of the folders that the next entry is in
  const out: Placed[] = [frame(width, h, `${words.copied} ${place}`), folderTop(top, place, width, row(0))];
  for (const [i, e] of shown.entries()) {
    stems[e.depth] = i + 1;
    const x = EDGE + (e.depth + 1) * INDENT;
    const parent = e.depth === 0 ? 0 : (stems[e.depth - 1] ?? 0);
    const size = e.kind === "file" ? sizeText(e.size) : "";
    const sizeW = textWidth(size, "fact").w;
    const name = `${fromBytes(e.name)}${e.kind === "dir" ? "/" : ""}`;
    out.push(
      {
        ...{ key: `stem:${e.dentry}`, kind: "stem", layer: 1, x: x - INDENT + 4, y: row(parent) + ROW - 2, opacity: 1 },
        points: [
          [0, 0],
          [0, row(i + 1) + ROW / 2 - (row(parent) + ROW - 2)],
          [INDENT - 6, row(i + 1) + ROW / 2 - (row(parent) + ROW - 2)],
        ],
      },
      {
        ...{ key: `file:${e.dentry as DentryId}`, kind: "file-row", layer: 2, x, y: row(i + 1), opacity: 1, r: 3 },
        ...{ w: width - x - EDGE, h: ROW - 2, title: `${words.file} ${place}/${fromBytes(e.path)}` },
        data: { type: e.kind, changed: changed.has(`dentry:${e.dentry}`) || changed.has(`inode:${e.inode}`) },
        texts: [
          { x: 4, y: 13, text: fitText(name, "path", width - x - EDGE - sizeW - 20), as: "path" },
          ...(size ? [{ x: width - x - EDGE - 4, y: 13, text: size, as: "fact", anchor: "end" } as const] : []),
        ],
      },
    );
  }
  if (left > 0) {
    const text = `${words.more(left)}${cut ? "…" : ""}`;
    out.push({
      key: "more",
      kind: "more",
      layer: 2,
      x: EDGE + INDENT,
      y: row(shown.length + 1),
      opacity: 1,
      texts: [{ x: 4, y: 13, text, as: "tag" }],
    });
  }
  return out;
}

function folderTop(top: Path, place: string, width: number, y: number): Placed {
  return {
    ...{ key: `floor:jail-${top.node}`, kind: "file-row", layer: 2, x: EDGE, y, w: width - 2 * EDGE, h: ROW - 2, r: 3 },
    ...{ opacity: 1, data: { type: "dir" }, title: place },
    texts: [{ x: 4, y: 13, text: fitText(place, "path", width - 2 * EDGE - 8), as: "path" }],
  };
}
