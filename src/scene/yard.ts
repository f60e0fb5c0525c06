// The yard: processes with the host's root and no namespace of their own. It has no walls. Below it lie the host's
// own mounts, and below everything the host's root file system.

import { get } from "../kernel/table.ts";
import { fromBytes } from "../user/libc.ts";
import { type Env, isChanged } from "./env.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER } from "./look.ts";
import type { Block, Placed } from "./placed.ts";
import { type Laid, processes } from "./process.ts";
import { hostMounts } from "./room-mounts.ts";
import { sign } from "./sign.ts";
import { treeRoot } from "./where.ts";

const PAD = 10; // px
const SHEET = 21; // px; height of a mount
const FOOT = 12; // px above the floor

export function yard(env: Env, width: number, height: number): Laid {
  const { k, rooms, s, words } = env;
  const uts = get(k.namespaces, rooms.initial.uts);
  const name = uts?.kind === "uts" ? fromBytes(uts.hostname) : words.host;
  const changed = isChanged(env, `name:${rooms.initial.uts}`);
  const head = env.compact ? null : sign(env, "sign:yard", name, words.yard, { changed, prose: true });
  const headH = head ? head.h + 12 * s : 4 * s;
  const sheetH = env.compact ? 0 : (SHEET + 3) * s;
  const tasks = rooms.yard.filter((t) => !env.housed.has(t.pid));
  const own = processes(env, tasks, width - 2 * PAD * s, height - headH - FOOT * s - sheetH, "yard");
  const w = Math.max(own.w, head?.w ?? 0, 130 * s) + 2 * PAD * s;
  const h = headH + own.h + FOOT * s;
  const at = (x: number, y: number): Placed[] => [
    {
      ...{ key: "yard", kind: "yard", layer: LAYER.ground, x, y, w, h, r: 5, opacity: 1 },
      title: `${words.host} ${name}`,
    },
    ...(head?.at(x + PAD * s, y) ?? []),
    ...own.at(x + PAD * s, y + headH),
    ...(sheetH > 0 ? sheets(env, x, y + h + 3, w) : []),
  ];
  return { w, h: h + sheetH, at, hidden: own.hidden, plain: own.plain };
}

/** The host's mounts side by side; what does not fit is counted. */
function sheets(env: Env, x: number, y: number, w: number): Placed[] {
  const { s, words } = env;
  const mounts = hostMounts(env);
  const out: Placed[] = [];
  let left = 0;
  for (const [i, { id, type, name }] of mounts.entries()) {
    const width = textWidth(name, "fact", s).w + 14 * s;
    const more = mounts.length - i;
    if (left + width + (more > 1 ? 30 * s : 0) > w) {
      const place = { x: x + left + 4 * s, y, opacity: 1, title: words.mounts(more) };
      out.push({
        ...{ key: "floors:yard", kind: "more", layer: LAYER.thing, ...place },
        texts: [{ x: 0, y: 14.5 * s, text: `+${more}`, as: "fact", scale: s }],
      });
      break;
    }
    out.push({
      ...{ key: `floor:${id}`, kind: "sheet", layer: LAYER.ground, x: x + left, y, w: width, h: SHEET * s, r: 3 },
      ...{ opacity: 1, title: `${type} ${name}`, data: { type, changed: isChanged(env, `mount:${id}`) } },
      texts: [{ x: 7 * s, y: 14.5 * s, text: name, as: "fact", scale: s }],
    });
    left += width + 3 * s;
  }
  return out;
}

/**
 * The host's root file system: one slab under every room. Only `free` px of it are clear of rooms. With `together`, all
 * that it says stands at the left: calls from houses go down at the right.
 */
export function rootFloor(env: Env, width: number, free: number, together = false): Block {
  const { hardware, k, s, words, rooms } = env;
  const h = (env.compact ? 21 : 26) * s;
  const base = h / 2 + 4 * s;
  const place = treeRoot(k, rooms.initial.mnt);
  const mount = place ? get(k.mounts, place.mnt) : undefined;
  const type = (mount && get(k.superBlocks, mount.sb)?.type) ?? "";
  const fact = `${type} ${hardware.disk.name}`;
  const factW = textWidth(fact, "fact", s).w;
  const room = Math.min(Math.max(free, 200 * s), width - factW - 40 * s) - 22 * s;
  const name = fitText(words.hostRoot, "note", room, s);
  const factAt = together
    ? ({ x: 28 * s + textWidth(name, "note", s).w } as const)
    : ({ x: width - 12 * s, anchor: "end" } as const);
  const at = (x: number, y: number): Placed[] => [
    {
      ...{ key: "floor:root", kind: "root-floor", layer: LAYER.ground, x, y, w: width, h, r: 4, opacity: 1 },
      ...{
        title: `${words.hostRoot} / ${fact}`,
        data: { changed: mount ? isChanged(env, `mount:${mount.id}`) : false },
      },
      texts: [
        { x: 14 * s, y: base, text: name, as: "note", scale: s },
        { ...factAt, y: base, text: fact, as: "fact", scale: s },
      ],
    },
  ];
  return { w: width, h, at };
}
