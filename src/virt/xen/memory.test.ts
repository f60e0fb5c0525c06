import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EINVAL } from "../../kernel/abi/errno.ts";
import { type Entry, entry, type Memory } from "../../machine/page-table.ts";
import { type FrameInfo, levelOf, type XenMemory } from "./frame-table.ts";
import {
  flushQueue,
  guestStore,
  type MmuExtOp,
  type MmuUpdate,
  mmuextOp,
  mmuUpdate,
  updateVaMapping,
} from "./memory.ts";

const GUEST = 1;
const frame = (owner: FrameInfo["owner"]): FrameInfo => ({ owner, type: "none", typeCount: 0, pinned: false });
const W = { writable: true, user: true };
/** Frames 1 to 20 are the guest's, 30 is another's, 31 is Xen's. */
const memory = (contents: Memory = {}, mode: XenMemory["mode"] = "32-bit"): XenMemory => ({
  mode,
  contents,
  roots: {},
  frames: {
    ...Object.fromEntries(Array.from({ length: 20 }, (_, n) => [n + 1, frame(GUEST)])),
    30: frame(2),
    31: frame("xen"),
  },
});
const pin = (level: 1 | 2 | 3 | 4, at: number): MmuExtOp => ({ cmd: "MMUEXT_PIN_TABLE", level, frame: at });
const unpin = (at: number): MmuExtOp => ({ cmd: "MMUEXT_UNPIN_TABLE", frame: at });
const base = (at: number): MmuExtOp => ({ cmd: "MMUEXT_NEW_BASEPTR", frame: at });
const set = (table: number, index: number, value: Entry | null): MmuUpdate => ({ table, index, value });
// Root 1, its table 2, which maps pages 3 (writable) and 4.
const BUILT = memory({ 1: { 0: entry(2, W) }, 2: { 3: entry(3, W), 4: entry(4) } });
const running = mmuextOp(BUILT, GUEST, [pin(2, 1), base(1)]).memory;
const typeOf = (m: XenMemory, at: number) => [m.frames[at]?.type, m.frames[at]?.typeCount];

describe("validation", () => {
  test("a pinned root is validated with all that it leads to", () => {
    const { memory: pinned, refused } = mmuextOp(BUILT, GUEST, [pin(2, 1)]);
    expect(refused).toBeNull();
    expect([1, 2, 3, 4].map((at) => typeOf(pinned, at))).toEqual([
      ["l2", 1],
      ["l1", 1],
      ["writable", 1],
      ["none", 0],
    ]);
  });

  test.each<[string, Memory, string]>([
    ["maps a page of another domain", { 2: { 0: entry(30) } }, "not-its-own-frame"],
    ["maps a page of Xen", { 2: { 0: entry(31) } }, "not-its-own-frame"],
    ["maps a page that does not exist", { 2: { 0: entry(99) } }, "no-such-frame"],
    ["maps itself writable", { 2: { 0: entry(2, W) } }, "type-in-use"],
    ["maps its root writable", { 2: { 0: entry(1, W) } }, "type-in-use"],
    ["leads to a page that is not a table, but is in use as one", { 1: { 0: entry(1, W) } }, "type-in-use"],
    ["has a page of 4 MiB", { 1: { 0: entry(0, { large: true }) } }, "superpage"],
    ["claims Xen's 64 MiB", { 1: { 1008: entry(2, W) } }, "reserved-for-xen"],
  ])("a table that %s is refused, and nothing has changed", (_, contents, why) => {
    const start = memory({ ...BUILT.contents, ...contents });
    const result = mmuextOp(start, GUEST, [pin(2, 1)]);
    expect(result).toMatchObject({ done: 0, refused: why, status: EINVAL });
    expect(result.memory).toBe(start);
  });

  test("an address space of 64 bits has four levels, and Xen's slots are in the middle", () => {
    const four = { 1: { 0: entry(5, W) }, 5: { 0: entry(6, W) }, 6: { 0: entry(2, W) }, 2: { 0: entry(3, W) } };
    const result = mmuextOp(memory(four, "4-level"), GUEST, [pin(4, 1)]);
    expect([1, 5, 6, 2, 3].map((at) => typeOf(result.memory, at)[0])).toEqual(["l4", "l3", "l2", "l1", "writable"]);
    const claimed = memory({ 1: { 256: entry(5, W) } }, "4-level");
    expect(mmuextOp(claimed, GUEST, [pin(4, 1)]).refused).toBe("reserved-for-xen");
  });
});

describe("mmu_update", () => {
  test("a page-table page cannot be mapped writable; read-only it can", () => {
    expect(mmuUpdate(running, GUEST, [set(2, 7, entry(2, W))]).refused).toBe("type-in-use");
    expect(mmuUpdate(running, GUEST, [set(2, 7, entry(2))]).refused).toBeNull();
  });

  test("a page that is mapped writable cannot become a page table, until the last such mapping is gone", () => {
    expect(mmuextOp(running, GUEST, [pin(1, 3)]).refused).toBe("type-in-use");
    const readOnly = mmuUpdate(running, GUEST, [set(2, 3, entry(3))]).memory;
    expect(typeOf(mmuextOp(readOnly, GUEST, [pin(1, 3)]).memory, 3)).toEqual(["l1", 1]);
  });

  test("updates before the refused one stay", () => {
    const result = mmuUpdate(running, GUEST, [set(2, 7, entry(5, W)), set(2, 8, entry(30)), set(2, 9, entry(6))]);
    expect(result).toMatchObject({ done: 1, refused: "not-its-own-frame" });
    expect(result.memory.contents[2]?.[7]?.frame).toBe(5);
    expect(result.memory.contents[2]?.[9]).toBeUndefined();
  });

  test("an entry that is replaced gives back what it used", () => {
    const { memory: now } = mmuUpdate(running, GUEST, [set(2, 3, entry(5, W))]);
    expect([typeOf(now, 3), typeOf(now, 5)]).toEqual([
      ["none", 0],
      ["writable", 1],
    ]);
  });

  test("domain 0 maps pages of another domain, which a guest may not", () => {
    const dom0 = { ...memory(), frames: { ...memory().frames, 2: { ...frame(0), type: "l1" as const, typeCount: 1 } } };
    expect(mmuUpdate(dom0, 0, [set(2, 0, entry(3, W))], GUEST).refused).toBeNull();
    expect(mmuUpdate(running, GUEST, [set(2, 0, entry(30))], 2).refused).toBe("not-privileged");
  });

  test("2048 updates take one hypercall, 2049 take two", () => {
    const updates = (count: number) => Array.from({ length: count }, (_, n) => set(2, n % 1024, entry(4)));
    expect(flushQueue(running, GUEST, updates(2048))).toMatchObject({ hypercalls: 1, done: 2048 });
    expect(flushQueue(running, GUEST, updates(2049))).toMatchObject({ hypercalls: 2, done: 2049 });
    expect(flushQueue(running, GUEST, [])).toMatchObject({ hypercalls: 0, done: 0 });
  });
});

describe("mmuext_op", () => {
  test("a table is pinned once, and unpinned it gives back all that it used", () => {
    const pinned = mmuextOp(BUILT, GUEST, [pin(2, 1)]).memory;
    expect(mmuextOp(pinned, GUEST, [pin(2, 1)]).refused).toBe("already-pinned");
    const free = mmuextOp(pinned, GUEST, [unpin(1)]).memory;
    expect(free.frames).toEqual(BUILT.frames);
    expect(mmuextOp(free, GUEST, [unpin(1)]).refused).toBe("not-pinned");
  });

  test("a new base pointer empties the TLB, and the root in use stays a table though it is unpinned", () => {
    expect(mmuextOp(BUILT, GUEST, [pin(2, 1), base(1)]).flush).toBe("tlb");
    expect(typeOf(mmuextOp(running, GUEST, [unpin(1)]).memory, 1)).toEqual(["l2", 1]);
    expect(guestStore(running, GUEST, set(1, 5, null))).toBe("page-fault");
  });

  test("only a guest of 64 bits has a root for its user mode", () => {
    expect(mmuextOp(running, GUEST, [{ cmd: "MMUEXT_NEW_USER_BASEPTR", frame: 1 }]).refused).toBe("not-a-table");
  });
});

describe("update_va_mapping", () => {
  test("one hypercall finds the entry, changes it, and tells the TLB", () => {
    const result = updateVaMapping(running, GUEST, 3 * 4096, entry(3), "page");
    expect(result).toMatchObject({ done: 1, refused: null, flush: "page" });
    expect(typeOf(result.memory, 3)).toEqual(["none", 0]);
  });

  test("it needs a table for the address, and a base pointer", () => {
    expect(updateVaMapping(running, GUEST, 2 ** 22, entry(5), "page")).toMatchObject({
      refused: "no-page-table",
      flush: null,
    });
    expect(updateVaMapping(BUILT, GUEST, 0, entry(5), null).refused).toBe("no-page-table");
  });
});

test("the frame table survives JSON unchanged", () => {
  expect(JSON.parse(JSON.stringify(running))).toEqual(running);
});

test("a fork: the child's tables are built by plain stores and handed over by one pin", () => {
  const stored = [set(11, 0, entry(12, W)), set(12, 3, entry(3)), set(12, 4, entry(4))].reduce(
    (now, store) => guestStore(now, GUEST, store) as XenMemory,
    running,
  );
  const { memory: forked, refused } = mmuextOp(stored, GUEST, [pin(2, 11)]);
  expect(refused).toBeNull();
  expect([typeOf(forked, 11), typeOf(forked, 12)]).toEqual([
    ["l2", 1],
    ["l1", 1],
  ]);
  expect(guestStore(forked, GUEST, set(12, 5, entry(30)))).toBe("page-fault");
});

describe("law", () => {
  const small = fc.integer({ min: 1, max: 6 });
  const value = fc.option(
    fc
      .record({ to: fc.constantFrom(1, 2, 3, 4, 5, 6, 30), writable: fc.boolean() })
      .map(({ to, writable }) => entry(to, { writable })),
    { freq: 5 },
  );
  const update = fc.record({ table: small, index: fc.integer({ min: 0, max: 2 }), value });
  type Step = (now: XenMemory) => XenMemory;
  const step: fc.Arbitrary<Step> = fc.oneof(
    update.map(
      (u): Step =>
        (now) =>
          mmuUpdate(now, GUEST, [u]).memory,
    ),
    update.map(
      (u): Step =>
        (now) => {
          const stored = guestStore(now, GUEST, u);
          return stored === "page-fault" ? now : stored;
        },
    ),
    fc.tuple(fc.constantFrom<1 | 2>(1, 2), small).map(
      ([level, at]): Step =>
        (now) =>
          mmuextOp(now, GUEST, [pin(level, at)]).memory,
    ),
    small.map(
      (at): Step =>
        (now) =>
          mmuextOp(now, GUEST, [unpin(at)]).memory,
    ),
    small.map(
      (at): Step =>
        (now) =>
          mmuextOp(now, GUEST, [base(at)]).memory,
    ),
  );
  const start = memory({
    1: { 0: entry(2), 1: entry(3) },
    4: { 0: entry(2) },
    2: { 0: entry(5, W) },
    3: { 1: entry(6, W) },
  });

  test("after any hypercalls no page table is mapped writable, and every use is counted", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const now = steps.reduce((m, each) => each(m), start);
        const uses: Record<number, number> = {};
        const use = (at: number) => {
          uses[at] = (uses[at] ?? 0) + 1;
        };
        for (const [at, info] of Object.entries(now.frames)) {
          if (info.pinned) use(Number(at));
          const level = levelOf(info.type);
          for (const e of level ? Object.values(now.contents[Number(at)] ?? {}) : []) {
            expect(now.frames[e.frame]?.owner).toBe(GUEST);
            if (level === 1 && e.writable) expect(now.frames[e.frame]?.type).toBe("writable");
            if (level > 1) expect(now.frames[e.frame]?.type).toBe(`l${level - 1}`);
            if (level > 1 || e.writable) use(e.frame);
          }
        }
        for (const { kernel } of Object.values(now.roots)) if (kernel !== null) use(kernel);
        for (const [at, { typeCount }] of Object.entries(now.frames)) expect(typeCount).toBe(uses[Number(at)] ?? 0);
      }),
      { numRuns: 300 },
    );
  });
});
