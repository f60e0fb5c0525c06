import { expect, test } from "vitest";
import { HOST } from "../../kernel/apply.ts";
import type { TtyId } from "../../kernel/fs/file.ts";
import { lookup } from "../../kernel/table.ts";
import { Session } from "../../timeline/session.ts";
import { useNotices } from "../view/notices.ts";
import { createRun, type Run } from "./run.ts";

const open = (reduced = true): Run => createRun(Session.boot("host"), { reduced: () => reduced });

function screen(run: Run): string {
  const { session, at } = run.getState();
  const machine = session.at(at).machines[HOST];
  if (!machine) throw new Error("no host");
  return lookup(machine.kernel.ttys, 1 as TtyId).screen;
}

const settle = (run: Run): void => {
  for (let i = 0; run.getState().playing && i < 10_000; i++) run.advance(50, 8);
};

test("a line typed at the end runs, and is shown at its end where movement is not wanted", async () => {
  const run = open();
  await run.type("echo one\n", 1);
  expect(screen(run)).toContain("\none\n");
  expect(run.getState()).toMatchObject({ playing: null, working: null, at: run.getState().session.length });
});

test("where movement is wanted the cursor follows at the pace of playback", async () => {
  const run = open(false);
  const typed = run.type("echo one\n", 1);
  const start = run.getState().at;
  await typed;
  expect(run.getState().at).toBe(start);
  expect(run.live()).toBe(true);
  run.advance(1000, 1);
  expect(run.getState().at).toBeGreaterThan(start);
  settle(run);
  expect(screen(run)).toContain("\none\n");
});

test("typing in the past begins a branch, says so, and leaves the other as it was", async () => {
  const run = open();
  const { session } = run.getState();
  await run.type("echo one\n", 1);
  const first = session.length;
  run.seek(session.boot);
  await run.type("echo two\n", 1);
  expect(session.branches).toHaveLength(2);
  expect(session.branches[0]?.length).toBe(first);
  expect(screen(run)).toContain("two");
  expect(screen(run)).not.toContain("one");
  expect(useNotices.getState().list).toContainEqual({ kind: "forked", from: 0, to: 1 });
  run.switchTo(0);
  expect(screen(run)).toContain("one");
});

test("one step on and one step back lead to the same moment", async () => {
  const run = open();
  await run.type("echo one\n", 1);
  const end = run.getState().at;
  run.step(-1, false);
  expect(run.getState().at).toBeLessThan(end);
  run.step(1, false);
  expect(run.getState().at).toBe(end);
});

test("a step shown as a movement ends where the same step without one does", async () => {
  const run = open();
  await run.type("echo one\n", 1);
  run.seek(run.getState().session.boot);
  run.step(1, false);
  const there = run.getState().at;
  run.seek(run.getState().session.boot);
  run.step(1, true);
  settle(run);
  expect(run.getState().at).toBe(there);
  run.step(-1, true);
  settle(run);
  expect(run.getState().at).toBe(run.getState().session.boot);
});

test("work that never ends can be stopped, and an interrupt brings the shell back", async () => {
  const run = open();
  const endless = run.type("while :; do :; done\n", 1);
  run.stop();
  await endless;
  expect(run.getState().working).toBeNull();
  expect(useNotices.getState().list.map(({ kind }) => kind)).toContain("stopped");
  await run.type("\x03", 1);
  await run.type("echo back\n", 1);
  expect(screen(run)).toContain("\nback\n");
});

test("play at the end begins again after the boot", async () => {
  const run = open();
  await run.type("echo one\n", 1);
  run.play();
  expect(run.getState().at).toBe(run.getState().session.boot);
});

test("who goes elsewhere while a command runs is not taken back when it is stopped", async () => {
  const run = open();
  const { boot } = run.getState().session;
  await run.type("echo one\n", 1);
  const typed = run.type("while :; do :; done\n", 1, { apart: "aside" });
  run.stop();
  run.switchTo(0);
  run.seek(boot);
  await typed;
  expect(run.getState()).toMatchObject({ at: boot });
  expect(run.getState().session.current).toBe(0);
});

test("Ctrl+C reaches an endless command, and begins no branch, where movement is not wanted", async () => {
  const run = open();
  const typed = run.type("while :; do :; done\n", 1);
  await new Promise<void>((resolve) => {
    const unsubscribe = run.subscribe(({ working }) => {
      if (!working) return;
      unsubscribe();
      resolve();
    });
  });
  await Promise.all([typed, run.type("\x03", 1)]);
  expect(run.getState().session.branches).toHaveLength(1);
  expect(screen(run)).toMatch(/\^C\n.*# $/);
});
