// Eight shutters, one for each kind of namespace, always in the same order: closed and filled when the room has its
// own, pale when it shares the enclosing room's, open and dashed when it shares the host's.

import { NS_KINDS, type NsKind } from "../kernel/ns/namespace.ts";
import { type Env, isChanged } from "./env.ts";
import { LAYER } from "./look.ts";
import type { Block, Placed } from "./placed.ts";
import type { Room } from "./rooms.ts";
import type { ShutterState } from "./words.ts";

/** Capital letters, and small u for user beside capital U for UTS. */
export const LETTER: Readonly<Record<NsKind, string>> = {
  mnt: "M",
  pid: "P",
  net: "N",
  uts: "U",
  ipc: "I",
  user: "u",
  cgroup: "C",
  time: "T",
};

export function shutterState(room: Room, kind: NsKind): ShutterState {
  if (room.next.includes(kind)) return "next";
  if (!room.closed.includes(kind)) return "open";
  return room.parent?.ns[kind] === room.ns[kind] ? "inherited" : "own";
}

export function shutters(env: Env, room: Room): Block {
  const { s, words } = env;
  const size = 18 * s;
  const step = size + 3 * s;
  const at = (x: number, y: number): Placed[] =>
    NS_KINDS.map((ns, i) => {
      const state = shutterState(room, ns);
      return {
        ...{ key: `shutter:${room.key}/${ns}`, kind: "shutter", layer: LAYER.shutter, opacity: 1, r: 3 * s },
        ...{ x: x + i * step, y, w: size, h: size, title: words.shutter(ns, state) },
        data: { ns, shutter: state, changed: state === "own" && isChanged(env, `ns:${room.ns[ns]}`) },
        texts: [{ x: size / 2, y: size / 2 + 4 * s, text: LETTER[ns], as: "letter", anchor: "middle", scale: s }],
        ...(room.tasks[0] && { from: `task:${room.tasks[0].pid}` }),
      };
    });
  return { w: NS_KINDS.length * step - 3 * s, h: size, at };
}
