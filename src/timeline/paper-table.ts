// Which benchmarks the Xen paper ran, and how their results are read off what lmbench prints. Nothing here runs anything.

export type PaperWorld = "bare" | "xen" | "vmware-2003";
export type PaperTable = "processes" | "context-switch" | "file-and-vm";

export interface ModelRow {
  readonly table: PaperTable;
  readonly column: string;
  readonly world: PaperWorld;
  readonly microseconds: number;
  /** The published figure of this cell was used to set a price; the others are what the model foretells. */
  readonly fitted: boolean;
}

// A bare machine's figures set how long the kernel's routines run (kernel/arch/routines.ts): all of them were used. Of a
// technique's figures those were used that a price of machine/profile-2003.ts names, and VMware's fork, which says how
// dear tables are that become traced.
const FITTED: Readonly<Record<PaperWorld, readonly string[]>> = {
  bare: [],
  xen: ["prot fault", "page fault", "2p/0K"],
  "vmware-2003": ["null call", "prot fault", "page fault", "2p/0K", "fork"],
};
export const isFitted = (world: PaperWorld, column: string): boolean =>
  world === "bare" || FITTED[world].includes(column);

export const TECHNIQUE = { bare: "bare", xen: "xen", "vmware-2003": "bt" } as const;
export const PAPER_WORLDS = Object.keys(TECHNIQUE) as readonly PaperWorld[];

interface Benchmark {
  readonly table: PaperTable;
  readonly columns: readonly string[];
  readonly command: string;
  /** Microseconds for each column, from what the command printed. */
  readonly read: (printed: string) => readonly number[];
}

const numbers = (printed: string): number[] => (printed.match(/[\d.]+(?= microseconds)/g) ?? []).map(Number);
/** "2 0.75": processes, and microseconds a switch. */
const switches = (printed: string): number[] => [...printed.matchAll(/^\d+ (-?[\d.]+)$/gm)].map(([, us]) => Number(us));
/** Size, files, files made and files removed in a second. */
const rates = (printed: string): number[] =>
  [...printed.matchAll(/^\d+k\t\d+\t(\d+)\t(\d+)$/gm)].flatMap(([, made, gone]) => [
    1e6 / Number(made),
    1e6 / Number(gone),
  ]);
const mean = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0) / all.length;

const one = (column: string, command: string, table: PaperTable = "processes"): Benchmark => {
  return { table, columns: [column], command, read: numbers };
};
const ring = (kbytes: number, ...processes: number[]): Benchmark => ({
  table: "context-switch",
  columns: processes.map((n) => `${n}p/${kbytes}K`),
  command: `lat_ctx -s ${kbytes} ${processes.join(" ")}`,
  read: switches,
});

const MAPPED = "/tmp/mapped"; // 8 MB, the largest file that lmbench maps
export const BENCHMARKS: readonly Benchmark[] = [
  one("null call", "lat_syscall null"),
  {
    table: "processes",
    columns: ["null I/O"],
    command: "lat_syscall read; lat_syscall write",
    read: (printed) => [mean(numbers(printed))],
  },
  one("stat", "lat_syscall stat"),
  one("open/close", "lat_syscall open"),
  one("slct TCP", "lat_select -n 100 tcp"),
  one("sig inst", "lat_sig install"),
  one("sig hndl", "lat_sig catch"),
  one("fork", "lat_proc fork"),
  one("exec", "lat_proc exec"),
  one("sh", "lat_proc shell"),
  ring(0, 2),
  ring(16, 2, 8, 16),
  ring(64, 2, 8, 16),
  { table: "file-and-vm", columns: ["0K create", "0K delete"], command: "lat_fs -s 0", read: rates },
  { table: "file-and-vm", columns: ["10K create", "10K delete"], command: "lat_fs -s 10240", read: rates },
  {
    table: "file-and-vm",
    columns: ["mmap lat"],
    command: `dd if=/dev/zero of=${MAPPED} bs=1M count=8 2>/dev/null; lat_mmap 8m ${MAPPED}`,
    read: (printed) => [Number(printed.trim().split(" ")[1])],
  },
  one("prot fault", "lat_sig prot", "file-and-vm"),
  one("page fault", "lat_pagefault /usr/bin/bash", "file-and-vm"),
];

/** How many benchmarks one world runs. */
export const BENCHMARK_COUNT = BENCHMARKS.length;
