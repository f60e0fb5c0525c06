// Grant tables: how one domain lets another one use its pages, and no others (xen/include/public/grant_table.h).
//
// To grant is to write an entry into memory that the hypervisor reads: no hypercall. To use a grant is one: the
// hypervisor checks the entry and maps the page, or copies it. A page in use cannot be taken back.

export interface Grant {
  readonly to: number; // domain
  readonly frame: number;
  readonly readonly: boolean;
  /** How often the other domain has it mapped. */
  readonly mapped: number;
}

/** The granting domain's table, by grant reference. */
export type GrantTable = Readonly<Record<number, Grant>>;

const FIRST_REF = 8; // GNTTAB_NR_RESERVED_ENTRIES: the first eight are the toolstack's

/** gnttab_grant_foreign_access: an entry written; the lowest free reference is taken. */
export function grantAccess(table: GrantTable, grant: Omit<Grant, "mapped">): { table: GrantTable; ref: number } {
  let ref = FIRST_REF;
  while (table[ref]) ref++;
  return { table: { ...table, [ref]: { ...grant, mapped: 0 } }, ref };
}

/** gnttab_end_foreign_access: refused while the page is mapped. */
export function endAccess(table: GrantTable, ref: number): GrantTable {
  const { [ref]: grant, ...rest } = table;
  if (!grant) throw new Error(`grant ${ref} does not exist`);
  if (grant.mapped > 0)
    throw new Error(`grant ${ref} is still mapped by domain ${grant.to}; its page cannot be taken back`);
  return rest;
}

/** GNTTABOP_map_grant_ref, as the hypervisor checks it for `domain`. */
export function mapGrant(table: GrantTable, ref: number, domain: number, write: boolean): GrantTable {
  const grant = usable(table, ref, domain, write);
  return { ...table, [ref]: { ...grant, mapped: grant.mapped + 1 } };
}

/** GNTTABOP_unmap_grant_ref */
export function unmapGrant(table: GrantTable, ref: number): GrantTable {
  const grant = table[ref];
  if (!grant || grant.mapped === 0) throw new Error(`grant ${ref} is not mapped`);
  return { ...table, [ref]: { ...grant, mapped: grant.mapped - 1 } };
}

/** GNTTABOP_copy checks the same and maps nothing. */
export function checkCopy(table: GrantTable, ref: number, domain: number, write: boolean): void {
  usable(table, ref, domain, write);
}

function usable(table: GrantTable, ref: number, domain: number, write: boolean): Grant {
  const grant = table[ref];
  if (!grant) throw new Error(`GNTST_bad_gntref: grant ${ref} does not exist`);
  if (grant.to !== domain) throw new Error(`GNTST_bad_domain: grant ${ref} is for domain ${grant.to}, not ${domain}`);
  if (write && grant.readonly) throw new Error(`GNTST_permission_denied: grant ${ref} is read-only`);
  return grant;
}
