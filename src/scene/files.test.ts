import { expect, test } from "vitest";
import type { WorldEvent } from "../kernel/apply.ts";
import { lookup } from "../kernel/table.ts";
import type { Pid } from "../kernel/task/task.ts";
import { files } from "./files.ts";
import { filesBelow, sizeText } from "./files-below.ts";
import { FIXTURES } from "./fixtures.ts";
import { WORDS } from "./words.ts";

const jail = () => {
  const k = FIXTURES.jail?.().world.machines.host?.kernel;
  if (!k) throw new Error("no fixture jail");
  return { k, root: lookup(k.tasks, 1010 as Pid).root };
};
const names = (placed: ReturnType<typeof files>) =>
  placed.filter((p) => p.kind === "file-row").map((p) => p.texts?.[0]?.text);

test("a directory tree stands in byte order, folders before what is in them", () => {
  const { k, root } = jail();
  expect(names(files(k, root, { width: 320, words: WORDS.en }))).toEqual([
    "/srv/jail",
    "bin/",
    "bash",
    "ls",
    "lib/",
    "x86_64-linux-gnu/",
    "libc.so.6",
    "libpcre2-8.so.0",
    "libselinux.so.1",
    "libtinfo.so.6",
    "lib64/",
    "ld-linux-x86-64.so.2",
  ]);
});

test("a file that has just been made is marked, and only that one", () => {
  const { k, root } = jail();
  const bash = filesBelow(k, root).entries.find((f) => f.name === "bash");
  const step = [{ type: "inode.created", dentry: { id: bash?.dentry } }] as unknown as WorldEvent[];
  const marked = files(k, root, { width: 320, words: WORDS.en, step }).filter((p) => p.data?.changed);
  expect(marked.map((p) => p.texts?.[0]?.text)).toEqual(["bash"]);
});

test("what is too much is counted", () => {
  const { k, root } = jail();
  const placed = files(k, root, { width: 320, words: WORDS.en, rows: 5 });
  expect(names(placed)).toHaveLength(5);
  expect(placed.find((p) => p.kind === "more")?.texts?.[0]?.text).toBe("+7 more");
});

test("sizes are said as people say them", () => {
  expect([0, 999, 1536, 1_298_416, 20 * 2 ** 30].map(sizeText)).toEqual([
    "0 B",
    "999 B",
    "1.5 KiB",
    "1.2 MiB",
    "20 GiB",
  ]);
});
