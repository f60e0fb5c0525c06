import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Access, type Paging, walk } from "../../machine/mmu.ts";
import { entry, type Memory, mapPage, withEntry } from "../../machine/page-table.ts";
import { type Shadowed, type ShadowOp, shadow, shadowed, walkShadow } from "./shadow.ts";
import { isTraced } from "./tables.ts";

const PAGING: Paging = { mode: "32-bit", cr3: 1, writeProtect: true };
const PAGE = 0x0804_8000;
const FRAMES = Object.fromEntries(Array.from({ length: 2048 }, (_, n) => [n, 5000 + n]));
const READ: Access = { user: true };
const WRITE: Access = { user: true, write: true };
// Root in frame 1, its table in frame 2, the page in frame 50; the kernel maps its tables at 0xc0000000, in frame 3.
const KERNEL = 0xc000_0000;
const guest = (): Memory => {
  let memory = mapPage({}, PAGING, PAGE, entry(50, { user: true, writable: true }), { free: 2 }).memory;
  for (let n = 0; n < 4; n++) {
    memory = mapPage(memory, PAGING, KERNEL + n * 4096, entry(n, { writable: true }), { free: 3 }).memory;
  }
  return memory;
};
const start = (unshadowAfter: number | null = null) =>
  shadowed(guest(), PAGING, FRAMES, { free: 90_000, unshadowAfter, room: 256 });
const use = (address: number, access: Access): ShadowOp => ({ op: "access", address, access });
const write = (index: number, value: Parameters<typeof entry> | null, table = 2): ShadowOp => ({
  op: "write-entry",
  table,
  index,
  value: value && entry(...value),
});
const run = (state: Shadowed, ...ops: ShadowOp[]) =>
  ops.reduce((now, op) => shadow(now.state, op), { state, events: [] } as ReturnType<typeof shadow>);
const types = ({ events }: ReturnType<typeof shadow>) => events.map(({ type }) => type);

describe("faults", () => {
  test("the first use of a page is a hidden fault: the guest's tables had it all along", () => {
    const step = run(start(), use(PAGE, READ));
    expect(types(step)).toEqual(["hidden-fault", "trace", "fill", "fill"]);
    expect(walkShadow(step.state, PAGE, READ).outcome).toMatchObject({ ok: true, frame: 5050 });
  });

  test("the second use goes by hardware alone", () => {
    expect(types(run(start(), use(PAGE, READ), use(PAGE, READ)))).toEqual([]);
  });

  test("what the guest does not map is its own page fault, and leaves the shadow alone", () => {
    const state = start();
    const step = run(state, use(0x1000, WRITE));
    expect(step.events).toEqual([
      { type: "true-fault", address: 0x1000, fault: { ok: false, errorCode: 6, level: 2 } },
    ]);
    expect(step.state.shadow).toBe(state.shadow);
  });

  test("the first write after a read is a hidden fault too, so that the guest's D bit is set in time", () => {
    const read = run(start(), use(PAGE, READ));
    expect(read.state.guest[2]?.[0x48]).toMatchObject({ accessed: true, dirty: false });
    const wrote = run(read.state, use(PAGE, WRITE));
    expect(types(wrote)).toEqual(["hidden-fault", "fill"]);
    expect(wrote.state.guest[2]?.[0x48]).toMatchObject({ accessed: true, dirty: true });
    expect(types(run(wrote.state, use(PAGE, WRITE)))).toEqual([]);
  });

  test("memory of a device is not mapped", () => {
    const { state } = run(start(), write(7, [60_000, { writable: true }]));
    expect(run(state, use(0x0800_7000, {})).events).toEqual([{ type: "device", frame: 60_000 }]);
  });
});

describe("traces", () => {
  test("a write to a table in use faults; its entry in the shadow is cleared and filled again when needed", () => {
    const step = run(start(), use(PAGE, READ), write(0x48, [51, { user: true }]));
    expect(step.events).toEqual([
      { type: "trace-fault", table: 2, index: 0x48 },
      { type: "zap", table: 2, count: 1, whole: false },
    ]);
    const again = run(step.state, use(PAGE, READ));
    expect(types(again)).toContain("hidden-fault");
    expect(walkShadow(again.state, PAGE, READ).outcome).toMatchObject({ frame: 5051 });
  });

  test("a table that nobody has used yet is written at full speed", () => {
    expect(run(start(), write(0x48, [51], 700)).events).toEqual([]);
  });

  test("a table becomes read-only everywhere the moment it is shadowed", () => {
    const mapped = run(start(), use(KERNEL + 2 * 4096, { write: true })); // the kernel maps frame 2, writable
    expect(walkShadow(mapped.state, KERNEL + 2 * 4096, { write: true }).outcome.ok).toBe(true);
    const step = run(mapped.state, use(PAGE, READ)); // frame 2 is now in use as a table
    expect(step.events).toContainEqual({ type: "trace", table: 2, level: 1, protectedEntries: 1 });
    expect(walkShadow(step.state, KERNEL + 2 * 4096, { write: true }).outcome.ok).toBe(false);
    expect(types(run(step.state, use(KERNEL + 2 * 4096, { write: true })))[0]).toBe("trace-fault");
  });

  test("three writes in a row end the trace: KVM takes it for a fork", () => {
    const used = run(start(3), use(PAGE, READ)).state;
    const third = run(used, write(1, [60]), write(2, [61]), write(3, [62]));
    expect(third.events).toEqual([
      { type: "trace-fault", table: 2, index: 3 },
      { type: "zap", table: 2, count: 2, whole: true }, // the page's entry, and the one that led to the table
    ]);
    expect(types(run(third.state, write(4, [63])))).toEqual([]); // the fourth and all others are free
    expect(types(run(third.state, use(PAGE, READ)))).toEqual(["hidden-fault", "trace", "fill", "fill"]);
  });

  test("any other fault in between starts the count again", () => {
    const used = run(start(3), use(PAGE, READ)).state;
    const step = run(used, write(1, [60]), write(2, [61]), use(0x1000, READ), write(3, [62]));
    expect(step.events).toEqual([{ type: "trace-fault", table: 2, index: 3 }]);
  });
});

test("another address space has another shadow, and the first is still full on the way back", () => {
  const { state } = run(start(), use(PAGE, READ), { op: "mov-cr3", table: 9 });
  expect(walkShadow(state, PAGE, READ).outcome.ok).toBe(false);
  const back = run(state, { op: "mov-cr3", table: 1 });
  expect(back.events).toEqual([]);
  expect(walkShadow(back.state, PAGE, READ).outcome.ok).toBe(true);
});

test("a large page of the guest is split, page by page, without a trace", () => {
  const memory = withEntry(guest(), 1, 5, entry(1024, { large: true, writable: true }));
  const step = run(
    shadowed(memory, PAGING, FRAMES, { free: 90_000, unshadowAfter: null, room: 256 }),
    use(5 * 2 ** 22 + 0x3000, {}),
  );
  expect(types(step)).toEqual(["hidden-fault", "fill", "fill"]);
  expect(walkShadow(step.state, 5 * 2 ** 22 + 0x3000, {}).outcome).toMatchObject({ ok: true, frame: 5000 + 1027 });
});

test("a large page whose D bit the guest clears is watched again, all of it", () => {
  const large = [1024, { large: true, writable: true }] as Parameters<typeof entry>;
  const written = run(start(), write(5, large, 1), use(5 * 2 ** 22, { write: true })).state;
  const cleared = run(written, write(5, large, 1), use(5 * 2 ** 22 + 4096, {})).state;
  expect(walkShadow(cleared, 5 * 2 ** 22, { write: true }).outcome.ok).toBe(false);
});

test("when there is no room, the oldest table goes, and is no longer traced", () => {
  const two = withEntry(guest(), 1, 5, entry(7, { user: true }));
  const memory = withEntry(two, 7, 0, entry(51, { user: true }));
  const begun = shadowed(memory, PAGING, FRAMES, { free: 90_000, unshadowAfter: null, room: 3 });
  const full = run(begun, use(PAGE, READ), use(5 * 2 ** 22, READ)).state;
  const step = run(full, use(KERNEL, {}));
  expect(step.events).toContainEqual({ type: "recycle", table: 2 });
  expect([isTraced(step.state.shadow, 2), isTraced(step.state.shadow, 7)]).toEqual([false, true]);
  expect(walkShadow(step.state, PAGE, READ).outcome.ok).toBe(false);
});

test("the shadow survives JSON unchanged", () => {
  const { state } = run(start(3), use(PAGE, WRITE), use(KERNEL, {}), write(7, [51]));
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
});

test("INVLPG has nothing to do: no write to a traced table goes unseen", () => {
  expect(run(start(), use(PAGE, READ), { op: "invlpg", address: PAGE }).events).toEqual([]);
});

test("a guest that clears CR0.WP is refused", () => {
  const lax = { ...PAGING, writeProtect: false };
  expect(() => shadowed({}, lax, {}, { free: 1, unshadowAfter: null, room: 256 })).toThrow("not modelled");
});

describe("law: the shadow allows what the guest's tables and the frame map allow together, and nothing else", () => {
  // Few frames and few addresses, so that tables, pages and address spaces meet: two roots (1, 4), three tables under them
  // (2, 3, 5), all of which are mapped as pages, too, beside an ordinary page (6).
  const rights = { writable: true, user: true };
  const table = (...frames: number[]) => Object.fromEntries(frames.map((frame, n) => [n, entry(frame, rights)]));
  const small: Memory = { 1: table(2, 3, 2), 4: table(5, 2), 2: table(6, 1, 2), 3: table(3, 6, 5), 5: table(4, 6) };
  const bits = { writable: fc.boolean(), user: fc.boolean(), dirty: fc.boolean() };
  const index = fc.integer({ min: 0, max: 2 });
  const anEntryTo = (...frames: number[]) =>
    fc.option(
      fc.record({ frame: fc.constantFrom(...frames), ...bits }).map(({ frame, ...more }) => entry(frame, more)),
      {
        freq: 6,
      },
    );
  const largeValue = fc.record(bits).map((more) => entry(1024, { large: true, ...more }));
  const writes = (to: number[], value: fc.Arbitrary<ReturnType<typeof entry> | null>) =>
    fc.record({ op: fc.constant("write-entry" as const), table: fc.constantFrom(...to), index, value });
  const address = fc.tuple(index, index).map(([high, low]) => high * 2 ** 22 + low * 4096);
  const access = fc.record({ write: fc.boolean(), user: fc.boolean() });
  const op: fc.Arbitrary<ShadowOp> = fc.oneof(
    { weight: 8, arbitrary: fc.record({ op: fc.constant("access" as const), address, access }) },
    { weight: 3, arbitrary: writes([2, 3, 5], anEntryTo(1, 2, 3, 4, 5, 6)) },
    { weight: 2, arbitrary: writes([1, 4], anEntryTo(2, 3, 5)) },
    { weight: 1, arbitrary: writes([1, 4], largeValue) },
    { weight: 2, arbitrary: fc.constantFrom<ShadowOp>({ op: "mov-cr3", table: 1 }, { op: "mov-cr3", table: 4 }) },
  );
  const everywhere = [0, 1, 2].flatMap((high) => [0, 1, 2].map((low) => high * 2 ** 22 + low * 4096));
  const accesses: Access[] = [{}, { write: true }, { user: true }, { user: true, write: true }];

  test.each([
    [null, 256],
    [1, 256],
    [3, 256],
    [3, 3],
  ])("after any operations (unshadowed after %s writes, room for %i tables)", (unshadowAfter, room) => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 40 }), (ops) => {
        const begun = shadowed(small, PAGING, FRAMES, { free: 90_000, unshadowAfter, room });
        const { state } = run(begun, ...ops);
        for (const at of everywhere) {
          for (const how of accesses) {
            const own = walk(state.guest, state.paging, at, how).outcome;
            const real = walkShadow(state, at, how).outcome;
            if (!real.ok) continue;
            // Nothing that the guest does not allow, and no other place in the machine.
            expect(own.ok && state.frames[own.frame]).toBe(real.frame);
            // No write to a table goes unseen, and none before the guest's D bit says that there was one.
            if (how.write && own.ok) expect([isTraced(state.shadow, own.frame), own.dirty]).toEqual([false, true]);
          }
          for (const how of accesses) {
            // And what the guest allows is there after at most one fault, unless it is a write to a traced table.
            const own = walk(state.guest, state.paging, at, how).outcome;
            const settled = run(state, use(at, how));
            const real = walkShadow(settled.state, at, how).outcome;
            const traced = types(settled).includes("trace-fault");
            expect(real.ok || traced).toBe(own.ok);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
