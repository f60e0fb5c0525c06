// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";

const KEY = "cutaway:review";
const stored = () => JSON.parse(localStorage.getItem(KEY) ?? "null");
const open = () => import("./progress.ts");
const entry = (card: string, at: number) => ({ card, at, grade: "good" }) as const;

beforeEach(() => {
  vi.resetModules();
  localStorage.clear();
});

test("what was answered is there again after a reload", async () => {
  (await open()).addEntries([entry("a", 1)]);
  vi.resetModules();
  expect((await open()).useProgress.getState().log).toEqual([entry("a", 1)]);
});

test("two tabs that write in turn lose nothing", async () => {
  const one = await open();
  one.addEntries([entry("a", 1)]);
  vi.resetModules();
  const two = await open();
  two.addEntries([entry("b", 2)]);
  one.addEntries([entry("c", 3)]);
  expect(stored().log.map(({ card }: { card: string }) => card)).toEqual(["a", "b", "c"]);
});

test("a tab takes in what another has written", async () => {
  const { useProgress } = await open();
  localStorage.setItem(KEY, JSON.stringify({ version: 1, log: [entry("a", 1)], all: false }));
  window.dispatchEvent(new StorageEvent("storage", { key: KEY }));
  expect(useProgress.getState().log).toEqual([entry("a", 1)]);
});

test("a damaged log is put aside word for word", async () => {
  localStorage.setItem(KEY, '{"version":1,"log":[{"card"');
  const { damagedText, addEntries } = await open();
  addEntries([entry("a", 1)]);
  expect(damagedText()).toBe('{"version":1,"log":[{"card"');
  expect(stored().log).toEqual([entry("a", 1)]);
});

test("a log of a later version is not written over", async () => {
  const later = JSON.stringify({ version: 2, log: { packed: "…" } });
  localStorage.setItem(KEY, later);
  const { addEntries, useProgress } = await open();
  addEntries([entry("a", 1)]);
  expect(localStorage.getItem(KEY)).toBe(later);
  expect(useProgress.getState().log).toEqual([entry("a", 1)]);
});

test("a full storage is told, and the review goes on", async () => {
  const { addEntries, useProgress } = await open();
  const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  addEntries([entry("a", 1)]);
  full.mockRestore();
  expect(useProgress.getState().log).toEqual([entry("a", 1)]);
  const { useNotices } = await import("../view/notices.ts");
  await vi.waitFor(() => expect(useNotices.getState().list.map(({ kind }) => kind)).toContain("storage-failed"));
});

test("a clock that was set back does not put a review before the last one", async () => {
  const { addEntries, reviewNow } = await open();
  const last = Date.now() + 86_400_000;
  addEntries([entry("a", last)]);
  expect(reviewNow().now).toBe(last + 1);
  expect(reviewNow().setBack).toBeGreaterThan(86_000_000);
});
