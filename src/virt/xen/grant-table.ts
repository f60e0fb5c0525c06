// Grant tables: how a domain lets another one at a page of its memory, without asking anybody.
//
//   domU: writes an entry of its own table ── reference 8: "domain 0 may, frame 42" ──> passes the number on
//   dom0: grant_table_op(map or copy, domain 3, reference 8) ──> Xen looks into domU's table, and allows it or not
//
// The entry is the permission. Xen marks it as in use while somebody has the page mapped, and the grantor cannot take it
// back before. A grant is no way around Xen's first rule: what is a page table cannot be granted for writing.
//
// Source: xen/common/grant_table.c, version 1 entries; xen/include/public/grant_table.h; Linux drivers/xen/grant-table.c.
// Simplified: no transfers, no maps for devices, and the mapping's own page-table entry is not written.

import type { Frame } from "../../machine/page-table.ts";
import { type DomainId, getPageType, putPageType, type XenMemory } from "./frame-table.ts";

export type GrantRef = number;
export type GrantHandle = number;

/** Flags of an entry: the two low bits are its type. */
export const GTF = { invalid: 0, permit_access: 1, readonly: 1 << 2, reading: 1 << 3, writing: 1 << 4 } as const;

const TYPE_MASK = 3;

/** Status codes of the operations, by their names in grant_table.h. */
export const GNTST = {
  GNTST_okay: 0,
  GNTST_general_error: -1,
  GNTST_bad_domain: -2,
  GNTST_bad_gntref: -3,
  GNTST_bad_handle: -4,
  GNTST_permission_denied: -8,
  GNTST_bad_page: -9,
  GNTST_bad_copy_arg: -10,
} as const;

export type GrantStatus = keyof typeof GNTST;

export interface GrantEntry {
  readonly flags: number;
  /** Who may. */
  readonly domain: DomainId;
  readonly frame: Frame;
}

interface Mapping {
  readonly granter: DomainId;
  readonly ref: GrantRef;
  readonly frame: Frame;
  readonly readonly: boolean;
}

export interface Grants {
  /** Each domain's own table, in memory that it shares with Xen. */
  readonly tables: Readonly<Record<DomainId, Readonly<Record<GrantRef, GrantEntry>>>>;
  /** Xen's list of what each domain has mapped ("maptrack"), by handle. */
  readonly mapped: Readonly<Record<DomainId, Readonly<Record<GrantHandle, Mapping>>>>;
}

/** Entries in one page of grant table, version 1. */
const ENTRIES = 512;

/** The grantor writes an entry: a store, no hypercall. */
export function grantAccess(
  grants: Grants,
  granter: DomainId,
  ref: GrantRef,
  { domain, frame, readonly }: { readonly domain: DomainId; readonly frame: Frame; readonly readonly: boolean },
): Grants {
  const flags = GTF.permit_access | (readonly ? GTF.readonly : 0);
  return withEntry(grants, granter, ref, { flags, domain, frame });
}

/**
 * gnttab_end_foreign_access_ref: the grantor takes the entry back, which works only while nobody uses it ("g.e. still in
 * use!"): it compares and exchanges the flags in one instruction.
 */
export function endAccess(grants: Grants, granter: DomainId, ref: GrantRef): { grants: Grants; ended: boolean } {
  const entry = grants.tables[granter]?.[ref];
  if (!entry || entry.flags & (GTF.reading | GTF.writing)) return { grants, ended: false };
  return { grants: withEntry(grants, granter, ref, { ...entry, flags: GTF.invalid }), ended: true };
}

export interface GrantResult {
  readonly grants: Grants;
  readonly memory: XenMemory;
  readonly status: GrantStatus;
}

/** GNTTABOP_map_grant_ref: `domain` maps a page that `granter` has granted it. */
export function mapGrant(
  grants: Grants,
  memory: XenMemory,
  domain: DomainId,
  { granter, ref, readonly }: { readonly granter: DomainId; readonly ref: GrantRef; readonly readonly: boolean },
): GrantResult & { readonly handle: GrantHandle | null } {
  const used = acquire(grants, memory, domain, { granter, ref, readonly });
  if (used.status !== "GNTST_okay") return { ...used, handle: null };
  const own = used.grants.mapped[domain] ?? {};
  let handle: GrantHandle = 0;
  while (own[handle]) handle++;
  const mapping: Mapping = { granter, ref, frame: used.frame, readonly };
  const mapped = { ...used.grants.mapped, [domain]: { ...own, [handle]: mapping } };
  return { ...used, grants: { ...used.grants, mapped }, handle };
}

/** GNTTABOP_unmap_grant_ref: the page is given back; the last use clears the marks in the grantor's entry. */
export function unmapGrant(grants: Grants, memory: XenMemory, domain: DomainId, handle: GrantHandle): GrantResult {
  const { [handle]: mapping, ...others } = grants.mapped[domain] ?? {};
  if (!mapping) return { grants, memory, status: "GNTST_bad_handle" };
  const without: Grants = { ...grants, mapped: { ...grants.mapped, [domain]: others } };
  return release(without, memory, mapping);
}

/** One side of a copy: a page of the domain's own, or one that is granted to it. */
export type CopySide =
  | { readonly frame: Frame; readonly offset: number }
  | { readonly granter: DomainId; readonly ref: GrantRef; readonly offset: number };

/** GNTTABOP_copy: Xen copies the bytes itself, and nothing stays mapped. */
export function copyGrant(
  grants: Grants,
  memory: XenMemory,
  domain: DomainId,
  { from, to, bytes }: { readonly from: CopySide; readonly to: CopySide; readonly bytes: number },
): GrantResult {
  const crosses = [from, to].some(({ offset }) => offset < 0 || offset + bytes > 4096);
  if (crosses) return { grants, memory, status: "GNTST_bad_copy_arg" };
  const sides = [
    { side: from, readonly: true },
    { side: to, readonly: false },
  ];
  for (const { side, readonly } of sides) {
    // Taken and given back at once: what the copy needs is that both could be.
    const status =
      "frame" in side
        ? ownFrame(memory, domain, side.frame, readonly)
        : acquire(grants, memory, domain, { ...side, readonly }).status;
    if (status !== "GNTST_okay") return { grants, memory, status };
  }
  return { grants, memory, status: "GNTST_okay" };
}

function ownFrame(memory: XenMemory, domain: DomainId, frame: Frame, readonly: boolean): GrantStatus {
  if (memory.frames[frame]?.owner !== domain) return "GNTST_bad_page";
  return readonly || getPageType(memory, domain, frame, "writable").ok ? "GNTST_okay" : "GNTST_bad_page";
}

/** __acquire_grant_for_copy, map: the entry is checked and marked, the page takes a use by its type. */
function acquire(
  grants: Grants,
  memory: XenMemory,
  domain: DomainId,
  { granter, ref, readonly }: { readonly granter: DomainId; readonly ref: GrantRef; readonly readonly: boolean },
): GrantResult & { readonly frame: Frame } {
  const fail = (status: GrantStatus) => ({ grants, memory, status, frame: 0 });
  const table = grants.tables[granter];
  if (!table) return fail("GNTST_bad_domain");
  if (ref < 0 || ref >= ENTRIES) return fail("GNTST_bad_gntref");
  const entry = table[ref] ?? { flags: GTF.invalid, domain: 0, frame: 0 };
  // "Bad flags or dom", "Attempt to write-pin a r/o grant entry", "Could not pin the granted frame": all general errors.
  if ((entry.flags & TYPE_MASK) !== GTF.permit_access || entry.domain !== domain) return fail("GNTST_general_error");
  if (!readonly && entry.flags & GTF.readonly) return fail("GNTST_general_error");
  if (memory.frames[entry.frame]?.owner !== granter) return fail("GNTST_general_error");
  let pinned = memory;
  if (!readonly) {
    const used = getPageType(memory, granter, entry.frame, "writable");
    if (!used.ok) return fail("GNTST_general_error");
    pinned = used.memory;
  }
  const flags = entry.flags | GTF.reading | (readonly ? 0 : GTF.writing);
  const marked = withEntry(grants, granter, ref, { ...entry, flags });
  return { grants: marked, memory: pinned, status: "GNTST_okay", frame: entry.frame };
}

function release(grants: Grants, memory: XenMemory, { granter, ref, frame, readonly }: Mapping): GrantResult {
  const others = Object.values(grants.mapped)
    .flatMap((handles) => Object.values(handles))
    .filter((other) => other.granter === granter && other.ref === ref);
  const entry = grants.tables[granter]?.[ref];
  const reading = others.length > 0 ? GTF.reading : 0;
  const writing = others.some((other) => !other.readonly) ? GTF.writing : 0;
  const now = entry
    ? withEntry(grants, granter, ref, {
        ...entry,
        flags: (entry.flags & ~(GTF.reading | GTF.writing)) | reading | writing,
      })
    : grants;
  return { grants: now, memory: readonly ? memory : putPageType(memory, frame), status: "GNTST_okay" };
}

function withEntry(grants: Grants, granter: DomainId, ref: GrantRef, entry: GrantEntry): Grants {
  return { ...grants, tables: { ...grants.tables, [granter]: { ...grants.tables[granter], [ref]: entry } } };
}
