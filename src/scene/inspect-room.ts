import { type Namespace, NS_KINDS, type NsKind } from "../kernel/ns/namespace.ts";
import { get, values } from "../kernel/table.ts";
import type { Kernel } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import type { Facts, Row } from "./inspector.ts";
import { roomName } from "./room-name.ts";
import { initialNamespaces, numberIn, type Room, rooms, seenFrom } from "./rooms.ts";
import { shutterState } from "./shutters.ts";
import { placeName } from "./where.ts";
import type { Words } from "./words.ts";

const LISTED = 8; // names in one row; the rest are counted

const roomByKey = (k: Kernel, key: string): Room | undefined => rooms(k).all.find((room) => room.key === key);

/** Which walls a room has, who is in it, and whom they see beside themselves. */
export function roomFacts(k: Kernel, key: string, words: Words): Facts | null {
  const room = roomByKey(k, key);
  if (!room) return null;
  const { facts } = words;
  const seen = seenFrom(k, room);
  const uts = get(k.namespaces, room.ns.uts);
  const rows: Row[] = [
    ...(uts?.kind === "uts" ? [{ label: facts.hostname, value: fromBytes(uts.hostname), mono: true }] : []),
    { label: facts.root, value: fromBytes(placeName(k, room.root)), mono: true },
    { label: facts.closed, value: room.closed.join(" ") || words.none, mono: true },
    ...NS_KINDS.map((ns) => ({ ...nsRow(k, room, ns), label: words.ns[ns] })),
    ...room.tasks.slice(0, LISTED).map((t) => ({
      ...{ label: facts.members, value: `${numberIn(t, t.ns.pid) ?? t.pid} ${fromBytes(t.comm)}`, mono: true },
      key: `task:${t.pid}`,
    })),
    { label: facts.sees, value: seen ? `${seen.others.length}` : words.none, mono: seen !== null },
  ];
  return { key, kind: "room", title: roomName(k, words, room), rows };
}

function nsRow(k: Kernel, room: Room, ns: NsKind): Omit<Row, "label"> {
  const inum = get(k.namespaces, room.ns[ns])?.inum ?? 0;
  return { value: `${ns}:[${inum}]`, key: `shutter:${room.key}/${ns}`, ns, mono: true };
}

/** One namespace, reached by the shutter of a room that is in it. */
export function shutterFacts(k: Kernel, key: string, words: Words): Facts | null {
  const [, roomKey = "", kind = ""] = /^shutter:(.*)\/([a-z]+)$/.exec(key) ?? [];
  const room = roomByKey(k, roomKey);
  if (!room || !NS_KINDS.includes(kind as NsKind)) return null;
  const of = kind as NsKind;
  const id = room.next.includes(of) && (of === "pid" || of === "time") ? nextOf(room, of) : room.ns[of];
  const ns = get(k.namespaces, id);
  if (!ns) return null;
  const members = values(k.tasks).filter((t) => t.ns[of] === id && t.state !== "dead");
  const owner = get(k.namespaces, ns.owner);
  const { facts } = words;
  const rows: Row[] = [
    { label: facts.id, value: `${of}:[${ns.inum}]`, ns: of, mono: true },
    { label: facts.state, value: words.shutter(of, shutterState(room, of)) },
    { label: facts.hostname, value: ns.kind === "uts" ? fromBytes(ns.hostname) : "", mono: true },
    ...depthRows(k, ns, words),
    { label: facts.owner, value: `user:[${owner?.inum ?? 0}]`, mono: true },
    { label: facts.processes, value: `${members.length}`, mono: true },
    ...members.slice(0, LISTED).map((t) => ({
      ...{ label: facts.members, value: `${numberIn(t, t.ns.pid) ?? t.pid} ${fromBytes(t.comm)}`, mono: true },
      key: `task:${t.pid}`,
    })),
  ];
  const whose = id === initialNamespaces(k)[of] ? words.shared : words.own;
  return { key, kind: "namespace", title: `${words.ns[of]} · ${whose}`, rows: rows.filter((row) => row.value !== "") };
}

const nextOf = (room: Room, kind: "pid" | "time") => {
  const field = kind === "pid" ? "pidForChildren" : "timeForChildren";
  return room.tasks.find((t) => t.ns[field] !== t.ns[kind])?.ns[field] ?? room.ns[kind];
};

function depthRows(k: Kernel, ns: Namespace, words: Words): Row[] {
  if (ns.kind !== "pid" && ns.kind !== "user") return [];
  const rows: Row[] = [{ label: words.facts.level, value: `${ns.level}`, mono: true }];
  const init = ns.kind === "pid" && ns.init !== null ? get(k.tasks, ns.init) : undefined;
  if (init)
    rows.push({
      label: words.facts.init,
      value: `${init.pid} ${fromBytes(init.comm)}`,
      key: `task:${init.pid}`,
      mono: true,
    });
  return rows;
}
