// Hypercalls: what a para-virtual guest asks Xen for, as a program asks a kernel by system calls.
//
// Numbers and names: xen/include/public/xen.h (August 2026). `manual2`: the name under which the Xen 2.0 interface manual
// (2004), the closest document to the Xen of the SOSP paper of 2003, lists it, or null: it came later. Number 11 has
// never been used again; 6, 16 and 19 are kept for old guests.

import { EPERM, type Errno } from "../../kernel/abi/errno.ts";

/** What a hypercall is for. */
export type HypercallKind =
  | "traps"
  | "page-tables"
  | "segments"
  | "scheduling"
  | "time"
  | "events"
  | "grants"
  | "memory"
  | "devices"
  | "floating-point"
  | "debugging"
  | "information"
  | "batching"
  | "control"
  | "hvm";

const TABLE = [
  [0, "set_trap_table", "traps", "set_trap_table"],
  [1, "mmu_update", "page-tables", "mmu_update"],
  [2, "set_gdt", "segments", "set_gdt"],
  [3, "stack_switch", "traps", "stack_switch"],
  [4, "set_callbacks", "events", "set_callbacks"],
  [5, "fpu_taskswitch", "floating-point", "fpu_taskswitch"],
  [6, "sched_op_compat", "scheduling", "sched_op"],
  [7, "platform_op", "control", "dom0_op"],
  [8, "set_debugreg", "debugging", "set_debugreg"],
  [9, "get_debugreg", "debugging", "get_debugreg"],
  [10, "update_descriptor", "segments", "update_descriptor"],
  [12, "memory_op", "memory", "dom_mem_op"],
  [13, "multicall", "batching", "multicall"],
  [14, "update_va_mapping", "page-tables", "update_va_mapping"],
  [15, "set_timer_op", "time", "set_timer_op"],
  [16, "event_channel_op_compat", "events", "event_channel_op"],
  [17, "xen_version", "information", "xen_version"],
  [18, "console_io", "devices", "console_io"],
  [19, "physdev_op_compat", "devices", "physdev_op"],
  [20, "grant_table_op", "grants", "grant_table_op"],
  [21, "vm_assist", "page-tables", "vm_assist"],
  [22, "update_va_mapping_otherdomain", "page-tables", "update_va_mapping_otherdomain"],
  [23, "iret", "traps", null],
  [24, "vcpu_op", "scheduling", null],
  [25, "set_segment_base", "segments", null],
  [26, "mmuext_op", "page-tables", null],
  [27, "xsm_op", "control", null],
  [28, "nmi_op", "traps", null],
  [29, "sched_op", "scheduling", null],
  [30, "callback_op", "events", null],
  [31, "xenoprof_op", "debugging", null],
  [32, "event_channel_op", "events", null],
  [33, "physdev_op", "devices", null],
  [34, "hvm_op", "hvm", null],
  [35, "sysctl", "control", null],
  [36, "domctl", "control", null],
  [37, "kexec_op", "control", null],
  [38, "tmem_op", "memory", null],
  [39, "argo_op", "events", null],
  [40, "xenpmu_op", "debugging", null],
  [41, "dm_op", "hvm", null],
  [42, "hypfs_op", "control", null],
] as const;

export type Hypercall = (typeof TABLE)[number][1];

export interface HypercallRow {
  readonly number: number;
  readonly name: Hypercall;
  readonly kind: HypercallKind;
  readonly manual2: string | null;
}

export const HYPERCALLS: readonly HypercallRow[] = TABLE.map(([number, name, kind, manual2]) => ({
  number,
  name,
  kind,
  manual2,
}));

/** Hypercalls that manage other domains or the machine: anybody but domain 0 gets -EPERM. */
const PRIVILEGED: ReadonlySet<Hypercall> = new Set<Hypercall>(["platform_op", "sysctl", "domctl", "kexec_op"]);

/** What Xen answers before it looks at the arguments: 0, or -EPERM. */
export function permission(domain: number, name: Hypercall): 0 | Errno {
  return PRIVILEGED.has(name) && domain !== 0 ? EPERM : 0;
}

export function hypercall(name: Hypercall): HypercallRow {
  const row = HYPERCALLS.find((each) => each.name === name);
  if (!row) throw new Error(`no hypercall ${name}`);
  return row;
}
