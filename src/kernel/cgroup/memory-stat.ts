// memory.stat and memory.numa_stat: every counter of Linux 6.12 in its order; those that the model has no use for are 0.

import type { MemoryCss } from "./css.ts";

const PAGE = 4096; // bytes

const BEFORE_SLAB =
  "anon file kernel kernel_stack pagetables sec_pagetables percpu sock vmalloc shmem file_mapped file_dirty file_writeback swapcached anon_thp file_thp shmem_thp inactive_anon active_anon inactive_file active_file unevictable slab_reclaimable slab_unreclaimable".split(
    " ",
  );
const REFAULTS =
  "workingset_refault_anon workingset_refault_file workingset_activate_anon workingset_activate_file workingset_restore_anon workingset_restore_file workingset_nodereclaim pgdemote_kswapd pgdemote_direct pgdemote_khugepaged pgpromote_success".split(
    " ",
  );
const EVENTS =
  "pgscan pgsteal pgscan_kswapd pgscan_direct pgscan_khugepaged pgsteal_kswapd pgsteal_direct pgsteal_khugepaged pgfault pgmajfault pgrefill pgactivate pgdeactivate pglazyfree pglazyfreed swpin_zero swpout_zero thp_fault_alloc thp_collapse_alloc thp_swpout thp_swpout_fallback numa_pages_migrated numa_pte_updates numa_hint_faults".split(
    " ",
  );
const NOT_BY_NODE: readonly string[] = ["kernel", "percpu", "sock", "vmalloc"];

function counters({ pages, faults }: Pick<MemoryCss, "pages" | "faults">): Readonly<Record<string, number>> {
  const { anon, file, shmem, kernel } = pages;
  return {
    anon: anon * PAGE,
    // "file: Amount of memory used to cache filesystem data, including tmpfs and shared memory" - cgroup-v2.rst
    file: (file + shmem) * PAGE,
    kernel: kernel * PAGE,
    shmem: shmem * PAGE,
    active_anon: (anon + shmem) * PAGE,
    inactive_file: file * PAGE,
    pgfault: faults,
  };
}

type Counted = Pick<MemoryCss, "pages" | "faults">;

export function memoryStat(css: Counted): string {
  const known = counters(css);
  return [...BEFORE_SLAB, "slab", ...REFAULTS, ...EVENTS].map((name) => `${name} ${known[name] ?? 0}\n`).join("");
}

/** One memory node: N0. */
export function numaStat(css: Counted): string {
  const known = counters(css);
  const names = [...BEFORE_SLAB.filter((name) => !NOT_BY_NODE.includes(name)), ...REFAULTS];
  return names.map((name) => `${name} N0=${known[name] ?? 0}\n`).join("");
}
