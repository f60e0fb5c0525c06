import { describe, expect, test } from "vitest";
import { CALLS } from "../kernel/sys/table.ts";
import { claimedCalls } from "./crossing.ts";
import { FIXTURES } from "./fixtures.ts";
import { house } from "./house.ts";
import { outline, type Placed } from "./placed.ts";
import { pulse } from "./pulse.ts";
import { stepScene } from "./step.ts";
import { lettered, overlaid, overlap, segments, within } from "./testbench.ts";
import { tween } from "./tween.ts";
import { type Lang, WORDS } from "./words.ts";

const SIZES = [
  [1000, 560],
  [1440, 640],
  [390, 700],
] as const;
const CASES = Object.keys(FIXTURES).flatMap((name) =>
  SIZES.flatMap(([width, height]) => (["ko", "en"] as const).map((lang) => [name, width, height, lang] as const)),
);

const picture = (name: string, width = 1000, height = 560, lang: Lang = "ko"): readonly Placed[] => {
  const { world, step } = fixture(name);
  return house(world, { width, height, words: WORDS[lang], step });
};

function fixture(name: string) {
  const make = FIXTURES[name];
  if (!make) throw new Error(`no fixture ${name}`);
  return make();
}

describe.each(CASES)("%s at %i × %i in %s", (name, width, height, lang) => {
  const placed = picture(name, width, height, lang);
  const [first] = placed;
  const paper = first ? outline(first) : { x: 0, y: 0, w: 0, h: 0 };

  test("begins with the frame, as wide as it was asked for", () => {
    expect(first?.kind).toBe("frame");
    expect(paper.w).toBe(width);
  });

  test("has every key once", () => {
    const keys = placed.map((p) => p.key);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  test("leaves nothing outside the frame", () => {
    const out = placed.filter((p) => p.kind !== "frame" && p.kind !== "link" && !within(outline(p), paper));
    expect(out.map((p) => p.key)).toEqual([]);
    expect(
      lettered(placed)
        .filter(({ box }) => !within(box, paper))
        .map(({ text }) => text),
    ).toEqual([]);
  });

  test("lays no text over another", () => {
    expect(overlaid(placed)).toEqual([]);
  });

  test("leads the call past every text", () => {
    const { step } = fixture(name);
    const call = pulse(placed, step, 1);
    const route = call.find((p) => p.kind === "pulse-route");
    const label = call.find((p) => p.kind === "pulse-label");
    const process = placed.find((p) => step.some((e) => e.type === "sys.called" && p.key === `task:${e.pid}`));
    expect(route !== undefined).toBe(process !== undefined);
    const lines = route ? segments(route) : [];
    const others = lettered(placed);
    expect(others.filter(({ box }) => lines.some((s) => overlap(s, box))).map(({ text }) => text)).toEqual([]);
    if (label) expect(others.filter(({ box }) => overlap(outline(label), box)).map(({ text }) => text)).toEqual([]);
  });
});

const find = (placed: readonly Placed[], key: string): Placed | undefined => placed.find((p) => p.key === key);
const words = (placed: readonly Placed[], key: string): string[] => find(placed, key)?.texts?.map((t) => t.text) ?? [];

test("a process is numbered as its own pid namespace numbers it, with the host's number below", () => {
  const placed = picture("pid-room", 1000, 560, "en");
  expect(words(placed, "task:1202")).toEqual(["1", "sh", "host 1202"]);
  expect(words(placed, "task:1201")).toEqual(["1201", "unshare"]);
});

test("unshare itself keeps its number; only its child is in the new pid namespace", () => {
  const placed = picture("pid-room");
  const state = (room: string, ns: string) => find(placed, `shutter:${room}/${ns}`)?.data?.shutter;
  expect(state("room:mnt9", "mnt")).toBe("own");
  expect(state("room:mnt9", "pid")).toBe("next");
  expect(state("room:mnt9-pid10", "pid")).toBe("own");
  expect(state("room:mnt9-pid10", "mnt")).toBe("inherited");
  expect(state("room:mnt9-pid10", "net")).toBe("open");
});

test("a jail without /proc sees nobody; a room with the host's /proc sees the host's processes", () => {
  const placed = picture("three-rooms");
  const ghosts = (room: RegExp) => placed.filter((p) => p.kind === "ghost" && room.test(p.key)).map((p) => p.data?.pid);
  expect(ghosts(/@room:root/)).toEqual([]);
  expect(ghosts(/@room:uts/)).toContain(1);
  expect(ghosts(/@room:mnt/)).toEqual([]);
});

test("the wall is heavier the more namespaces are the room's own; a mere jail has none", () => {
  const rooms = picture("three-rooms").filter((p) => p.kind === "room");
  const byWalls = [...rooms].sort((a, b) => Number(a.data?.walls) - Number(b.data?.walls));
  expect(byWalls.map((p) => p.data?.walls)).toEqual([0, 1, 6]);
  const [jail, uts, full] = byWalls.map((p) => p.weight ?? 0);
  expect(full).toBeGreaterThan(uts ?? 0);
  expect(uts).toBeGreaterThan(jail ?? 0);
});

test("what stands on a processor is what is running", () => {
  expect(find(picture("bare"), "cpu:0")?.data).toMatchObject({ busy: true, pid: 977 });
  expect(find(picture("bare"), "cpu:1")?.data).toMatchObject({ busy: false });
});

test("a jail stands on the files that are in it", () => {
  const placed = picture("jail", 1440, 640);
  expect(placed.filter((p) => p.kind === "file").map((p) => p.texts?.[0]?.text)).toEqual(
    expect.arrayContaining(["bash", "ls", "libc.so.6"]),
  );
});

test("a failed call carries the name of its error", () => {
  const placed = picture("jail");
  const call = pulse(placed, fixture("jail").step, 1);
  expect(call.find((p) => p.kind === "pulse-label")?.texts?.[0]?.text).toBe('openat("/proc") → ENOENT');
  expect(call[0]?.data?.failed).toBe(true);
});

test("the call is at its organ half way, and at its process at the end", () => {
  const placed = picture("bare");
  const head = (u: number) => pulse(placed, fixture("bare").step, u).find((p) => p.kind === "pulse-head");
  const organ = find(placed, "organ:vfs");
  expect(head(0.5)?.y).toBe(organ?.y);
  expect(head(1)?.y).toBe(find(placed, "task:977")?.y);
  expect(head(0.25)?.y).toBe(head(0.75)?.y);
});

test("choosing a process marks it wherever it is seen", () => {
  const { world } = fixture("three-rooms");
  const placed = house(world, { width: 1440, height: 640, words: WORDS.en, selected: "task:611" });
  const marked = placed.filter((p) => p.data?.kin).map((p) => p.key);
  expect(marked).toEqual(expect.arrayContaining(["task:611", expect.stringMatching(/^ghost:611@/)]));
});

test("a thousand processes in a hundred rooms stay a few hundred things, and the rest is counted", () => {
  const placed = picture("fleet", 1000, 560, "en");
  expect(placed.length).toBeLessThan(400);
  expect(words(placed, "more:rooms")[0]).toMatch(/^\+\d+ rooms$/);
});

test("the room in focus is drawn in full among a hundred", () => {
  const { world } = fixture("fleet");
  const focus = picture("fleet").find((p) => p.data?.tile)?.key ?? "";
  const placed = house(world, { width: 1000, height: 560, words: WORDS.en, focus });
  expect(find(placed, focus)?.data?.tile).toBeUndefined();
  expect(find(placed, `shutter:${focus}/pid`)).toBeDefined();
});

test("every system call of the kernel has an organ", () => {
  const calls = claimedCalls();
  expect(Object.keys(CALLS).filter((call) => !calls.has(call))).toEqual([]);
});

describe("motion", () => {
  const a = picture("bare");
  const b = picture("pid-room");

  test("at 0 a step looks like before, at 1 like after", () => {
    expect(tween(a, b, 0)).toEqual(a);
    expect(tween(a, b, 1)).toEqual(b);
    expect(tween(b, a, 0)).toEqual(b);
  });

  test("half way, what goes and what comes are both half seen", () => {
    const half = tween(a, b, 0.5);
    expect(find(half, "task:977")?.opacity).toBeCloseTo(0.5);
    expect(find(half, "task:1202")?.opacity).toBeCloseTo(0.5);
    expect(find(half, "task:1")?.opacity).toBe(1);
  });

  test("a process comes out of its parent", () => {
    const start = tween(a, b, 0.0001);
    const [child, parent] = [find(start, "task:1201"), find(a, "task:941")];
    expect(child?.x).toBeCloseTo(parent?.x ?? 0, 0);
    expect(child?.y).toBeCloseTo(parent?.y ?? 0, 0);
  });

  test("a prepared step begins and ends with the pictures of its worlds", () => {
    const [before, after] = [fixture("bare"), fixture("pid-room")];
    const scene = stepScene(before.world, after.world, after.step, { width: 1000, height: 560, words: WORDS.en });
    const keys = (u: number) =>
      scene
        .at(u)
        .filter((p) => !p.kind.startsWith("pulse"))
        .map((p) => p.key);
    expect(keys(0)).toContain("task:977");
    expect(keys(1)).not.toContain("task:977");
    expect(keys(1)).toContain("task:1202");
    expect(scene.at(1).some((p) => p.kind === "pulse")).toBe(true);
  });
});
