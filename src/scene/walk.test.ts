import { describe, expect, test } from "vitest";
import { describeHouse } from "./describe.ts";
import { FIXTURES } from "./fixtures.ts";
import { house } from "./house.ts";
import { inspect } from "./inspector.ts";
import { pictureKey, roomTree, type TreeNode } from "./tree.ts";
import { WORDS } from "./words.ts";

const NAMES = ["bare", "jail", "pid-room", "nested", "three-rooms"];
const fixture = (name: string) => {
  const make = FIXTURES[name];
  if (!make) throw new Error(`no fixture ${name}`);
  return make();
};
const flat = (node: TreeNode): TreeNode[] => [node, ...node.children.flatMap(flat)];

describe.each(NAMES)("%s", (name) => {
  const { world, step } = fixture(name);
  const placed = house(world, { width: 1440, height: 640, words: WORDS.en, step });

  test("every node of the tree is a thing of the picture", () => {
    const keys = new Set(placed.map((p) => p.key));
    const nodes = flat(roomTree(world, WORDS.en));
    expect(nodes.filter((n) => !keys.has(pictureKey(n.key))).map((n) => n.key)).toEqual([]);
    expect(new Set(nodes.map((n) => n.key)).size).toBe(nodes.length);
  });

  test("every thing that can be pointed at has facts", () => {
    const pointed = placed.filter((p) => p.title !== undefined && p.kind !== "frame" && p.kind !== "more");
    const without = pointed.filter((p) => (inspect(world, p.key, WORDS.ko)?.rows.length ?? 0) === 0);
    expect(without.map((p) => p.key)).toEqual([]);
  });
});

test("the tree holds each process once, in its room", () => {
  const tree = roomTree(fixture("pid-room").world, WORDS.en);
  const outer = tree.children.find((n) => n.key === "room:mnt9");
  const inner = outer?.children.find((n) => n.key === "room:mnt9-pid10");
  expect(inner?.children.find((n) => n.key === "task:1202")?.children.map((n) => n.key)).toEqual([
    "task:1203",
    "task:1206",
    "task:1207",
  ]);
  expect(inner?.children.some((n) => n.label.startsWith("process 1 sh"))).toBe(true);
});

test("a process shows both its numbers and which namespaces it shares with the host", () => {
  const facts = inspect(fixture("pid-room").world, "task:1202", WORDS.en);
  const value = (label: string) => facts?.rows.find((r) => r.label === label)?.value;
  expect(value("number here")).toBe("1");
  expect(value("number on the host")).toBe("1202 → 1");
  expect(value("PID")).toMatch(/^pid:\[\d+\] · own$/);
  expect(value("network")).toMatch(/^net:\[\d+\] · same as the host$/);
});

test("a process in a jail has the jail as its root", () => {
  const facts = inspect(fixture("jail").world, "task:1010", WORDS.en);
  expect(facts?.rows.find((r) => r.label === "root")?.value).toBe("/srv/jail");
  expect(facts?.rows.find((r) => r.label === "working directory")?.value).toBe("/");
});

test("a thing that is no more has no facts", () => {
  expect(inspect(fixture("bare").world, "task:4242", WORDS.en)).toBeNull();
  expect(inspect(fixture("bare").world, "room:mnt9", WORDS.en)).toBeNull();
});

test("the house is said in both languages", () => {
  expect(describeHouse(fixture("bare").world, "en")).toBe(
    "7 processes on one host kernel, with no walls between them.",
  );
  expect(describeHouse(fixture("three-rooms").world, "en")).toBe(
    "13 processes on one host kernel; 7 of them in 3 rooms. chroot jail: another root, no walls; web: own uts namespace; api: own mnt pid net uts ipc cgroup namespace.",
  );
  expect(describeHouse(fixture("jail").world, "ko")).toContain("방 1개");
});
