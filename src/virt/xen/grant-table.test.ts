import { expect, test } from "vitest";
import { entry } from "../../machine/page-table.ts";
import type { FrameInfo, XenMemory } from "./frame-table.ts";
import {
  copyGrant,
  endAccess,
  type GrantStatus,
  type Grants,
  GTF,
  grantAccess,
  mapGrant,
  unmapGrant,
} from "./grant-table.ts";
import { mmuextOp } from "./memory.ts";

const frame = (owner: number): FrameInfo => ({ owner, type: "none", typeCount: 0, pinned: false });
const MEMORY: XenMemory = {
  mode: "32-bit",
  contents: {},
  roots: {},
  frames: { 1: frame(3), 2: frame(3), 40: frame(0), 41: frame(0) },
};
const EMPTY: Grants = { tables: { 0: {}, 3: {} }, mapped: {} };
const grant = (readonly = false, page = 1) => grantAccess(EMPTY, 3, 8, { domain: 0, frame: page, readonly });
const map = (grants: Grants, readonly = false, memory = MEMORY) =>
  mapGrant(grants, memory, 0, { granter: 3, ref: 8, readonly });

test("a granted page is mapped, and the grantor's entry says that it is in use", () => {
  const mapped = map(grant());
  expect(mapped).toMatchObject({ status: "GNTST_okay", handle: 0 });
  expect(mapped.grants.tables[3]?.[8]?.flags).toBe(GTF.permit_access | GTF.reading | GTF.writing);
  expect(mapped.memory.frames[1]).toMatchObject({ type: "writable", typeCount: 1 });
});

test("a grant cannot be ended while it is in use", () => {
  const mapped = map(grant());
  expect(endAccess(mapped.grants, 3, 8).ended).toBe(false);
  const gone = unmapGrant(mapped.grants, mapped.memory, 0, 0);
  const { grants, ended } = endAccess(gone.grants, 3, 8);
  expect(ended).toBe(true);
  expect(map(grants).status).toBe("GNTST_general_error");
  expect(gone.memory.frames).toEqual(MEMORY.frames);
});

test("of two mappings the last one clears the marks", () => {
  const first = map(grant());
  const second = map(first.grants, true, first.memory);
  expect(second.handle).toBe(1);
  const one = unmapGrant(second.grants, second.memory, 0, 0);
  expect(one.grants.tables[3]?.[8]?.flags).toBe(GTF.permit_access | GTF.reading);
  const none = unmapGrant(one.grants, one.memory, 0, 1);
  expect(none.grants.tables[3]?.[8]?.flags).toBe(GTF.permit_access);
});

const asTable = mmuextOp({ ...MEMORY, contents: { 1: { 0: entry(2) } } }, 3, [
  { cmd: "MMUEXT_PIN_TABLE", level: 1, frame: 1 },
]).memory;

test.each<[string, () => { status: GrantStatus }, GrantStatus]>([
  [
    "of a domain that does not exist",
    () => mapGrant(grant(), MEMORY, 0, { granter: 9, ref: 8, readonly: false }),
    "GNTST_bad_domain",
  ],
  [
    "by a number outside the table",
    () => mapGrant(grant(), MEMORY, 0, { granter: 3, ref: 512, readonly: false }),
    "GNTST_bad_gntref",
  ],
  [
    "that nobody has granted",
    () => mapGrant(grant(), MEMORY, 0, { granter: 3, ref: 9, readonly: false }),
    "GNTST_general_error",
  ],
  [
    "that is granted to somebody else",
    () => mapGrant(grant(), MEMORY, 5, { granter: 3, ref: 8, readonly: false }),
    "GNTST_general_error",
  ],
  ["for writing, that is granted for reading", () => map(grant(true)), "GNTST_general_error"],
  ["that its grantor does not own", () => map(grant(false, 40)), "GNTST_general_error"],
  ["for writing, that is a page table", () => map(grant(), false, asTable), "GNTST_general_error"],
  ["for reading, that is a page table: that is allowed", () => map(grant(true), true, asTable), "GNTST_okay"],
])("mapping a page %s", (_, attempt, status) => {
  expect(attempt().status).toBe(status);
});

test("unmapping what is not mapped is refused", () => {
  expect(unmapGrant(EMPTY, MEMORY, 0, 4).status).toBe("GNTST_bad_handle");
});

test.each<[string, Parameters<typeof copyGrant>[3], GrantStatus]>([
  [
    "from a granted page to one's own",
    { from: { granter: 3, ref: 8, offset: 0 }, to: { frame: 40, offset: 0 }, bytes: 4096 },
    "GNTST_okay",
  ],
  [
    "over the end of a page",
    { from: { granter: 3, ref: 8, offset: 100 }, to: { frame: 40, offset: 0 }, bytes: 4000 },
    "GNTST_bad_copy_arg",
  ],
  [
    "into a page granted for reading",
    { from: { frame: 40, offset: 0 }, to: { granter: 3, ref: 8, offset: 0 }, bytes: 10 },
    "GNTST_general_error",
  ],
  [
    "out of a page of another that is not granted",
    { from: { frame: 2, offset: 0 }, to: { frame: 40, offset: 0 }, bytes: 10 },
    "GNTST_bad_page",
  ],
])("a copy %s", (_, copy, status) => {
  const result = copyGrant(grant(true), MEMORY, 0, copy);
  expect(result.status).toBe(status);
  expect(result.memory).toBe(MEMORY); // nothing stays mapped
});
