// The same picture from the simulator: what people type in the lessons gives the rooms that the lessons speak of.

import { expect, test } from "vitest";
import { Session } from "../timeline/session.ts";
import { house } from "./house.ts";
import type { Placed } from "./placed.ts";
import { WORDS } from "./words.ts";

function after(...lines: readonly string[]): readonly Placed[] {
  const session = Session.boot("host");
  for (const line of lines) {
    session.type(`${line}\n`);
    session.run(1_000_000);
  }
  return house(session.at(session.length), { width: 1440, height: 640, words: WORDS.en });
}

const rooms = (placed: readonly Placed[]) => placed.filter((p) => p.kind === "room");
const labels = (placed: readonly Placed[], kind: string) =>
  placed.filter((p) => p.kind === kind).map((p) => p.texts?.[0]?.text);

test("a booted host has no rooms, only a yard", () => {
  const placed = after();
  expect(rooms(placed)).toEqual([]);
  expect(placed.find((p) => p.key === "task:1")).toBeDefined();
});

test("the jail of lesson 12 is a room without walls on the files that were copied", () => {
  const placed = after(
    "mkdir -p /srv/jail/bin /srv/jail/lib/x86_64-linux-gnu /srv/jail/lib64",
    "cp /bin/bash /srv/jail/bin",
    "cp /lib/x86_64-linux-gnu/libtinfo.so.6 /lib/x86_64-linux-gnu/libc.so.6 /srv/jail/lib/x86_64-linux-gnu",
    "cp /lib64/ld-linux-x86-64.so.2 /srv/jail/lib64",
    "chroot /srv/jail /bin/bash",
  );
  expect(rooms(placed).map((p) => p.data?.walls)).toEqual([0]);
  expect(labels(placed, "file")).toEqual(expect.arrayContaining(["bash", "libc.so.6", "libtinfo.so.6"]));
  expect(placed.filter((p) => p.kind === "ghost")).toEqual([]);
});

test("a directory being filled for a jail is a floor before anybody stands on it", () => {
  const floors = (placed: readonly Placed[]) => placed.filter((p) => p.kind === "jail-floor");
  expect(floors(after())).toEqual([]);
  expect(floors(after("mkdir /srv/jail")).map((p) => [p.texts?.[0]?.text, p.data?.empty])).toEqual([
    ["/srv/jail", true],
  ]);
  const placed = after("mkdir -p /srv/jail/bin", "cp /bin/ls /srv/jail/bin");
  expect(floors(placed).map((p) => p.data?.empty)).toEqual([false]);
  expect(labels(placed, "file")).toEqual(["ls"]);
  expect(rooms(placed)).toEqual([]);
});

test("unshare --pid --fork --mount-proc makes a room in a room, and sh is process 1 in it", () => {
  const placed = after("unshare --pid --fork --mount-proc sh");
  expect(rooms(placed).map((p) => p.data?.walls)).toEqual([1, 2]);
  const sh = placed.find((p) => p.kind === "process" && p.texts?.[1]?.text === "sh");
  expect(sh?.texts?.map((t) => t.text)).toEqual(["1", "sh", `host ${sh?.data?.pid}`]);
  expect(placed.filter((p) => p.kind === "ghost")).toEqual([]);
});

test("without --mount-proc the room still sees the host's processes", () => {
  const placed = after("unshare --pid --fork sh");
  expect(placed.filter((p) => p.kind === "ghost").length).toBeGreaterThan(2);
});
