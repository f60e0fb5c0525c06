// What a room is called.

import { get } from "../kernel/table.ts";
import type { Kernel } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import type { Room } from "./rooms.ts";
import { placeName } from "./where.ts";
import type { Words } from "./words.ts";

/** The room's name on its sign: its own host name, or how it came to be. */
export function roomName(k: Kernel, words: Words, room: Room): string {
  const uts = get(k.namespaces, room.ns.uts);
  if (room.closed.includes("uts") && uts?.kind === "uts") return fromBytes(uts.hostname);
  if (room.jail) return words.jail;
  return fromBytes(room.tasks[0]?.comm ?? "");
}

/** Below the name: the directory that is its root, or the command line of its oldest process. */
export function roomOrigin(k: Kernel, room: Room): string {
  if (room.jail) return fromBytes(placeName(k, room.root));
  return fromBytes((room.tasks[0]?.argv ?? []).join(" "));
}
