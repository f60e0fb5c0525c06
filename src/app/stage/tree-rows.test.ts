import { expect, test } from "vitest";
import type { TreeNode } from "../../scene/tree.ts";
import { flatten, moved } from "./tree-rows.ts";

const node = (key: string, ...children: TreeNode[]): TreeNode => ({ key, label: key, children });
const root = node("kernel", node("yard", node("task:1", node("fd"))), node("room"));
const keys = (toggled: string[]) => flatten(root, new Set(toggled)).map(({ node }) => node.key);

test("rooms are open to begin with, processes closed", () => {
  expect(keys([])).toEqual(["kernel", "yard", "task:1", "room"]);
  expect(keys(["task:1"])).toEqual(["kernel", "yard", "task:1", "fd", "room"]);
  expect(keys(["yard"])).toEqual(["kernel", "yard", "room"]);
});

test("each row knows its place among its siblings", () => {
  const room = flatten(root, new Set()).at(-1);
  expect([room?.level, room?.at, room?.of]).toEqual([2, 2, 2]);
});

test.each([
  ["ArrowDown", "yard", "task:1"],
  ["ArrowUp", "yard", "kernel"],
  ["ArrowRight", "yard", "task:1"],
  ["ArrowLeft", "task:1", "yard"],
  ["Home", "room", "kernel"],
  ["End", "kernel", "room"],
  ["r", "kernel", "room"],
  ["y", "room", "yard"],
])("%s leads from %s to %s", (key, from, to) => {
  const rows = flatten(root, new Set());
  const start = rows.find(({ node }) => node.key === from);
  expect(start && moved(rows, start, key)).toBe(rows.find(({ node }) => node.key === to));
});

test("right opens a closed row, left closes an open one", () => {
  const rows = flatten(root, new Set());
  const [kernel, , bash] = rows;
  expect(bash && moved(rows, bash, "ArrowRight")).toBe("toggle");
  expect(kernel && moved(rows, kernel, "ArrowLeft")).toBe("toggle");
});

test("at an end the arrow keys lead nowhere", () => {
  const rows = flatten(root, new Set());
  expect(rows[0] && moved(rows, rows[0], "ArrowUp")).toBeUndefined();
});
