import { describe, expect, test } from "vitest";
import { LEDGER_FIXTURE } from "./fixture-ledgers.ts";
import { describeLedger, ledger, ledgerRows, shortNumber } from "./ledger.ts";
import { outline } from "./placed.ts";
import { lettered, overlaid, within } from "./testbench.ts";

const CASES = [1000, 700, 520, 360].flatMap((width) => (["ko", "en"] as const).map((lang) => [width, lang] as const));

describe.each(CASES)("at %i px in %s", (width, lang) => {
  const placed = ledger(LEDGER_FIXTURE, { width, lang });
  const paper = outline(placed[0] as (typeof placed)[number]);

  test("everything is inside the frame, once, and no text lies over another", () => {
    const keys = placed.map((p) => p.key);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    expect(placed.filter((p) => !within(outline(p), paper)).map((p) => p.key)).toEqual([]);
    expect(
      lettered(placed)
        .filter(({ box }) => !within(box, paper))
        .map(({ text }) => text),
    ).toEqual([]);
    expect(overlaid(placed)).toEqual([]);
  });

  test("a bar is as long as its cycles, on one scale for all", () => {
    const bars = placed.filter((p) => p.kind === "ledger-bar");
    const w = (key: string) => bars.find((p) => p.key === key)?.w ?? 0;
    expect(w("bar:bt/hypervisor/emulation") / w("bar:bare/host-kernel/work")).toBeCloseTo(190 / 21);
    const sum = bars.filter((p) => p.key.startsWith("total:kvm/")).reduce((all, p) => all + (p.w ?? 0), 0);
    expect(sum / w("total:bare/user")).toBeCloseTo(150.5 / 38);
  });
});

test("what nobody measured is marked, and nothing else", () => {
  const marked = ledger(LEDGER_FIXTURE, { width: 800, lang: "en" }).filter((p) => p.data?.unmeasured);
  expect(marked.map((p) => p.key)).toEqual(["bar:bt/hypervisor/translation?", "bar:kvm/host-kernel/vm-exit?"]);
});

test("a range is drawn from its lowest to its highest", () => {
  const row = { layer: "hypervisor", cause: "trap", name: "x", count: 1, cycles: 100, mark: "unmeasured" } as const;
  const sides = [{ key: "a", name: "a", ledger: { rows: [{ ...row, range: [50, 200] as const }], cycles: 100 } }];
  const range = ledger(sides, { width: 800, lang: "en" }).find((p) => p.kind === "ledger-range");
  const xs = range?.points?.map(([x]) => x) ?? [];
  const bar = ledger(sides, { width: 800, lang: "en" }).find((p) => p.key === "bar:a/hypervisor/trap?");
  expect((Math.max(...xs) - (bar?.x ?? 0)) / (bar?.w ?? 1)).toBeCloseTo(2);
  expect((Math.min(...xs) - (bar?.x ?? 0)) / (bar?.w ?? 1)).toBeCloseTo(0.5);
});

test("the table has every row of every side, by layer, with a hole where a side has none", () => {
  const rows = ledgerRows(LEDGER_FIXTURE);
  const all = LEDGER_FIXTURE.flatMap(({ ledger: own }) => own.rows);
  expect(rows.flatMap(({ cells }) => cells).filter((cell) => cell !== null)).toHaveLength(all.length);
  expect(rows[0]?.layer).toBe("user");
  expect(rows.find(({ name }) => name === "blocks")?.cells.map((cell) => cell?.cycles ?? null)).toEqual([
    null,
    31_000,
    null,
  ]);
});

test("said in words it has the total, the shares and how it compares", () => {
  expect(describeLedger(LEDGER_FIXTURE, "en")).toContain("binary translation: 526k cycles, 4.08 times bare");
  expect(describeLedger(LEDGER_FIXTURE, "ko")).toContain("하이퍼바이저 58%");
  expect(describeLedger(LEDGER_FIXTURE, "en")).toContain("11% of it an estimate");
});

test("numbers keep three figures", () => {
  expect([0, 999, 1234, 56_789, 1_234_567, 9.99e9].map(shortNumber)).toEqual([
    "0",
    "999",
    "1.23k",
    "56.8k",
    "1.23M",
    "9.99G",
  ]);
});
