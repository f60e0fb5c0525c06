// A directory as a floor, with the files that are really in it: what a jail stands on, or what will become one.

import type { Path } from "../kernel/fs/path.ts";
import { fromBytes } from "../user/libc.ts";
import { type Env, isChanged } from "./env.ts";
import { type FileBelow, filesBelow } from "./files-below.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER } from "./look.ts";
import type { Block, Placed, Text } from "./placed.ts";
import { placeName } from "./where.ts";

/** Free of text at the left of every floor: calls go down here. px */
export const SHAFT = 18;

/** How wide it would like to be. px */
export const FOLDER = 236;

const ROWS = 3; // of files at most
const ROW = 20; // px
const HEAD = 21; // px
const CHIP = 17; // px; height of a file
const WIDEST = 132; // px; of one file

interface Chip {
  readonly file: FileBelow;
  readonly text: string;
  readonly x: number;
  readonly row: number;
  readonly w: number;
}

export function folderFloor(env: Env, top: Path, width: number): Block {
  const { k, s, words } = env;
  const { entries, cut } = filesBelow(k, top);
  const leaves = entries.filter((f, i) => f.kind !== "dir" || (entries[i + 1]?.depth ?? 0) <= f.depth);
  const inner = width - (SHAFT + 8) * s;
  const chips = wrap(env, leaves, inner);
  const rows = chips.reduce((most, chip) => Math.max(most, chip.row + 1), 0);
  const h = (HEAD + rows * ROW + (rows > 0 ? 4 : 0)) * s;
  const place = fromBytes(placeName(k, top));
  const key = `floor:jail-${top.node}`;
  const note = leaves.length > 0 ? words.copied : words.empty;
  const noteW = textWidth(note, "tag", s).w;
  const beside = textWidth(place, "path", s).w + noteW + 10 * s <= inner;
  const texts: Text[] = [{ x: SHAFT * s, y: 14.5 * s, text: fitText(place, "path", inner, s), as: "path", scale: s }];
  if (beside) texts.push({ x: width - 9 * s, y: 14.5 * s, text: note, as: "tag", anchor: "end", scale: s });

  const at = (x: number, y: number): Placed[] => {
    const last = chips[chips.length - 1];
    const hidden = leaves.length - chips.length;
    const line = (row: number): number => y + (HEAD + row * ROW) * s;
    const left = x + SHAFT * s;
    return [
      {
        ...{ key, kind: "jail-floor", layer: LAYER.room, x, y, w: width, h, r: 3, opacity: 1, texts },
        ...{
          title: `${note} ${place}`,
          data: { empty: leaves.length === 0, changed: isChanged(env, `dentry:${top.node}`) },
        },
      },
      ...chips.map(
        ({ file, text, x: cx, row, w }): Placed => ({
          ...{
            key: `file:${file.dentry}`,
            kind: "file",
            layer: LAYER.thing,
            x: left + cx,
            y: line(row),
            w,
            h: CHIP * s,
            r: 3,
          },
          ...{ opacity: 1, title: `${words.file} ${place}/${fromBytes(file.path)}`, from: key },
          data: { type: file.kind, changed: hasChanged(env, file) },
          texts: [{ x: 5 * s, y: 12.5 * s, text: fitText(text, "path", w - 10 * s, s), as: "path", scale: s }],
        }),
      ),
      ...(last && hidden > 0 ? [more(env, top, hidden, cut, left + last.x + last.w, line(last.row))] : []),
    ];
  };
  return { w: width, h, at };
}

const hasChanged = (env: Env, { dentry, inode }: FileBelow): boolean =>
  isChanged(env, `dentry:${dentry}`, `inode:${inode}`);

function more({ s, words }: Env, top: Path, n: number, cut: boolean, x: number, y: number): Placed {
  const text = `${words.more(n)}${cut ? "…" : ""}`;
  return {
    ...{ key: `files:${top.node}`, kind: "more", layer: LAYER.thing, x: x + 6 * s, y, opacity: 1 },
    texts: [{ x: 0, y: 12.5 * s, text, as: "tag", scale: s }],
  };
}

/** As many names as a few rows hold. What has just changed is among them: if need be, it comes first. */
function wrap(env: Env, files: readonly FileBelow[], width: number): Chip[] {
  const chips = inOrder(env, files, width);
  const changed = files.filter((f) => hasChanged(env, f));
  if (changed.every((f) => chips.some((chip) => chip.file === f))) return chips;
  return inOrder(env, [...changed, ...files.filter((f) => !changed.includes(f))], width);
}

function inOrder({ s, words }: Env, files: readonly FileBelow[], width: number): Chip[] {
  const chips: Chip[] = [];
  let [x, row] = [0, 0];
  for (const file of files) {
    const text = `${fromBytes(file.name)}${file.kind === "dir" ? "/" : ""}`;
    const w = Math.min(width, textWidth(text, "path", s).w + 11 * s, WIDEST * s);
    const left = files.length - chips.length - 1;
    const tail = left > 0 && row === ROWS - 1 ? textWidth(words.more(left), "tag", s).w + 12 * s : 0;
    if (x + w + tail > width && x > 0) {
      if (row === ROWS - 1) break;
      [x, row] = [0, row + 1];
    }
    chips.push({ file, text, x, row, w });
    x += w + 5 * s;
  }
  return chips;
}
