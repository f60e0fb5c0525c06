import fc from "fast-check";
import { expect, test } from "vitest";
import { type Access, type Paging, walk } from "../../machine/mmu.ts";
import { entry, type Memory, mapPage, type PagingMode } from "../../machine/page-table.ts";
import { type NestedWalk, nestedWalk } from "./ept.ts";
import { backedBytes, emptyTdp, handleViolation, type Tdp } from "./tdp.ts";

const ADDRESS = 0x0804_8000;
const paging = (mode: PagingMode): Paging => ({ mode, cr3: 16, writeProtect: true });
const guestOf = (mode: PagingMode, level = 1): Memory =>
  mapPage({}, paging(mode), ADDRESS, entry(1024, { large: level > 1, user: true }), { free: 17, level }).memory;
const ram = (largePages: boolean, levels: 4 | 5 = 4) =>
  emptyTdp([{ base: 0, frames: 4096 }], 100_000, largePages, levels);

/** The guest makes its access again and again, and KVM handles what comes of it. */
function settle(guest: Memory, how: Paging, tdp: Tdp, access: Access = {}) {
  const exits: string[] = [];
  for (;;) {
    const walked: NestedWalk = nestedWalk(guest, how, tdp.ept, ADDRESS, access);
    const { outcome } = walked;
    if (!("exit" in outcome)) return { tdp, walked, exits };
    exits.push(outcome.exit);
    if (outcome.exit === "EPT_MISCONFIG") return { tdp, walked, exits };
    tdp = handleViolation(tdp, outcome.guestPhysical).tdp;
  }
}

test.each<[string, PagingMode, number, boolean, 4 | 5, number]>([
  ["a 4-level guest on a 4-level EPT", "4-level", 1, false, 4, 24],
  ["a 5-level guest on a 5-level EPT", "5-level", 1, false, 5, 35],
  ["a 2-level guest on a 4-level EPT", "32-bit", 1, false, 4, 14],
  ["a PAE guest, whose top entries are in registers", "pae", 1, false, 4, 14],
  ["a guest that uses a page of 2 MiB", "4-level", 2, false, 4, 19],
  ["a host that uses pages of 2 MiB", "4-level", 1, true, 4, 19],
  ["large pages on both sides", "4-level", 2, true, 4, 15],
])("%s makes at most that many references", (_, mode, level, largePages, levels, references) => {
  const { walked } = settle(guestOf(mode, level), paging(mode), ram(largePages, levels));
  expect(walked.outcome.ok).toBe(true);
  expect(walked.references).toHaveLength(references);
});

test("the references come in order: the EPT's four before each one of the guest", () => {
  const { walked } = settle(guestOf("4-level"), paging("4-level"), ram(false));
  expect(walked.references.map(({ owner, level }) => `${owner[0]}${level}`).join(" ")).toBe(
    "h4 h3 h2 h1 g4 h4 h3 h2 h1 g3 h4 h3 h2 h1 g2 h4 h3 h2 h1 g1 h4 h3 h2 h1",
  );
  expect(walked.references.filter(({ owner }) => owner === "guest")).toHaveLength(4);
});

test("the first touch of each page exits once, the guest's tables included; then never again", () => {
  const first = settle(guestOf("4-level"), paging("4-level"), ram(false));
  expect(first.exits).toEqual(Array(5).fill("EPT_VIOLATION"));
  expect(backedBytes(first.tdp)).toBe(5 * 4096);
  expect(settle(guestOf("4-level"), paging("4-level"), first.tdp).exits).toEqual([]);
});

test("with large pages one exit brings 512 pages", () => {
  const { exits, tdp } = settle(guestOf("4-level"), paging("4-level"), ram(true));
  expect(exits).toHaveLength(2); // the tables lie in one page of 2 MiB, the page in another
  expect(backedBytes(tdp)).toBe(2 * 2 ** 21);
});

test("the guest's own page fault is no exit", () => {
  const { tdp } = settle(guestOf("4-level"), paging("4-level"), ram(false));
  const { outcome } = nestedWalk(guestOf("4-level"), paging("4-level"), tdp.ept, ADDRESS, { write: true, user: true });
  expect(outcome).toMatchObject({ ok: false, errorCode: 7 });
  expect(outcome).not.toHaveProperty("exit");
});

test("the qualification says how memory was used, and whether for a table or for the page", () => {
  const empty = ram(false);
  const table = nestedWalk(guestOf("4-level"), paging("4-level"), empty.ept, ADDRESS).outcome;
  expect(table).toMatchObject({ exit: "EPT_VIOLATION", qualification: 0x81, guestPhysical: 16 * 4096 });
  const { tdp } = [16, 17, 18, 19].reduce((now, frame) => handleViolation(now.tdp, frame * 4096), { tdp: empty });
  const page = nestedWalk(guestOf("4-level"), paging("4-level"), tdp.ept, ADDRESS, { user: true, fetch: true }).outcome;
  expect(page).toMatchObject({ exit: "EPT_VIOLATION", qualification: 0x184, guestPhysical: 1024 * 4096 });
});

test("the tables survive JSON unchanged", () => {
  const { tdp } = settle(guestOf("4-level"), paging("4-level"), ram(false));
  expect(JSON.parse(JSON.stringify(tdp))).toEqual(tdp);
});

test("memory of a device is a violation once, and then a misconfiguration at each access", () => {
  const device = mapPage({}, paging("4-level"), ADDRESS, entry(0xfee00), { free: 17 }).memory;
  const first = settle(device, paging("4-level"), ram(false));
  expect(first.exits.at(-1)).toBe("EPT_MISCONFIG");
  expect(settle(device, paging("4-level"), first.tdp).exits).toEqual(["EPT_MISCONFIG"]);
});

test("the two dimensions together find what each alone would", () => {
  fc.assert(
    fc.property(fc.integer({ min: 32, max: 4095 }), fc.boolean(), fc.boolean(), (frame, write, largePages) => {
      const guest = mapPage({}, paging("4-level"), ADDRESS, entry(frame, { writable: true }), { free: 17 }).memory;
      const { walked, tdp } = settle(guest, paging("4-level"), ram(largePages), { write });
      const alone = walk(guest, paging("4-level"), ADDRESS, { write }).outcome;
      expect(alone.ok && tdp.backing[alone.frame]).toBe(walked.outcome.ok && walked.outcome.frame);
    }),
  );
});
