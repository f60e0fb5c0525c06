// Files of /proc about the whole machine: proc(5). Counted from the world; what the model does not count is left out.

import { diskMajor, type Hardware } from "../../../machine/hardware.ts";
import { EPOCH_S } from "../../param.ts";
import { lookup, values } from "../../table.ts";
import { pidNs } from "../../task/pid.ts";
import { isRegistered } from "../filesystems.ts";
import { type At, type Entry, file } from "../generated/entry.ts";
import type { View } from "../ops.ts";
import { procNs } from "./numbers.ts";

const TICK = 1e7; // nanoseconds: USER_HZ is 100

const COMPILER = "x86_64-linux-gnu-gcc-14 (Debian 14.2.0-19) 14.2.0, GNU ld (GNU Binutils for Debian) 2.44";

const version = ({ v: { k } }: At): string =>
  `Linux version ${k.release} (debian-kernel@lists.debian.org) (${COMPILER}) ${k.version}\n`;

/** Nanoseconds that processors spent in processes. Of processes that are gone, only what the living took over. */
const busy = ({ k }: View): number => values(k.tasks).reduce((sum, t) => sum + t.cpuTime, 0);

const seconds = (ns: number): string => (Math.floor(ns / TICK) / 100).toFixed(2);

/** Nanoseconds since this kernel began. */
const age = ({ now, k }: View): number => now - k.bootedAt;

const uptime = ({ v }: At): string => `${seconds(age(v))} ${seconds(age(v) * v.hardware.cpus - busy(v))}\n`;

// "the fourth field consists of two numbers separated by a slash" - proc_loadavg(5). The averages are not computed.
function loadavg(at: At): string {
  const tasks = values(at.v.k.tasks);
  const running = tasks.filter((t) => t.state === "runnable" || t.state === "running").length;
  return `0.00 0.00 0.00 ${running}/${tasks.length} ${pidNs(at.v.k, procNs(at)).last}\n`;
}

/** Bytes in files that live in memory. */
export function memoryFileBytes({ k }: View): number {
  let sum = 0;
  for (const inode of values(k.inodes)) {
    if (inode.body.kind === "file" && lookup(k.superBlocks, inode.sb).type === "tmpfs") sum += inode.body.data.length;
  }
  return sum;
}

// Memory that is taken: by files in tmpfs. The memory of processes and of the kernel is not modelled.
function meminfo({ v }: At): string {
  const shmem = Math.ceil(memoryFileBytes(v) / 4096) * 4096;
  const free = v.hardware.memory - shmem;
  const rows: [string, number][] = [
    ["MemTotal", v.hardware.memory],
    ["MemFree", free],
    ["MemAvailable", free],
    ["Buffers", 0],
    ["Cached", shmem],
    ["SwapCached", 0],
    ["SwapTotal", 0],
    ["SwapFree", 0],
    ["Shmem", shmem],
    ["SReclaimable", 0],
  ];
  return rows.map(([name, bytes]) => `${`${name}:`.padEnd(16)}${String(bytes / 1024).padStart(8)} kB\n`).join("");
}

const each = (hardware: Hardware, show: (cpu: number) => string): string =>
  Array.from({ length: hardware.cpus }, (_, cpu) => show(cpu)).join("");

// What every processor of these has: of the real one's some hundred flags those of the first x86-64; and whether there is
// VT-x, and a hypervisor that says so.
const FLAGS =
  "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 syscall nx lm";

const flagsOf = ({ vmx, hypervisor }: Hardware): string =>
  [FLAGS, vmx ? "vmx" : "", hypervisor ? "hypervisor" : ""].filter(Boolean).join(" ");

function cpuinfo({ v: { hardware } }: At): string {
  const rows = (cpu: number): [string, string | number][] => [
    ["processor", cpu],
    ["model name", hardware.cpuModel],
    ["physical id", 0],
    ["siblings", hardware.cpus],
    ["core id", cpu],
    ["cpu cores", hardware.cpus],
    ["flags", flagsOf(hardware)],
  ];
  const line = ([name, text]: [string, string | number]) => `${name}${name.length < 8 ? "\t\t" : "\t"}: ${text}\n`;
  return each(hardware, (cpu) => `${rows(cpu).map(line).join("")}\n`);
}

function stat(at: At): string {
  const { v } = at;
  const user = Math.floor(busy(v) / TICK);
  const idle = Math.floor((age(v) * v.hardware.cpus) / TICK) - user;
  const row = (name: string, u: number, i: number) => `${name} ${u} 0 0 ${i} 0 0 0 0 0 0\n`;
  const running = values(v.k.tasks).filter((t) => t.state === "running").length;
  // Which processor a process ran on is not kept: they share the work evenly.
  const share = (n: number) => Math.floor(n / v.hardware.cpus);
  return [
    row("cpu ", user, idle),
    each(v.hardware, (cpu) => row(`cpu${cpu}`, share(user), share(idle))),
    `btime ${EPOCH_S + Math.floor(v.k.bootedAt / 1e9)}\n`,
    `processes ${pidNs(v.k, procNs(at)).last}\n`,
    `procs_running ${running}\n`,
    "procs_blocked 0\n",
  ].join("");
}

const FILE_SYSTEMS = ["sysfs", "tmpfs", "proc", "cgroup2", "devtmpfs", "devpts", "ext4", "overlay", "mqueue"];

/** "nodev": one that needs no block device. Those that the model has. */
const filesystems = (): string =>
  FILE_SYSTEMS.filter(isRegistered)
    .map((type) => `${type === "ext4" ? "" : "nodev"}\t${type}\n`)
    .join("");

function partitions({ v: { hardware } }: At): string {
  const { name, size } = hardware.disk;
  return `major minor  #blocks  name\n\n${String(diskMajor(hardware)).padStart(4)}  ${"0".padStart(7)} ${String(size / 1024).padStart(10)} ${name}\n`;
}

const devices = (block: string): string => `Character devices:
  1 mem
  4 tty
  5 /dev/tty
  5 /dev/console
  5 /dev/ptmx
136 pts

Block devices:
${block}
`;

const BLOCK_DRIVERS: Readonly<Record<number, string>> = {
  8: "  8 sd",
  202: "202 xvd",
  254: "254 virtblk",
  259: "259 blkext",
};

// cgroup v2 has one hierarchy: number 0. "rdma" and "misc" close the list on Debian's kernel.
const CONTROLLERS =
  "cpuset cpu cpuacct blkio memory devices freezer net_cls perf_event net_prio hugetlb pids rdma misc";

const cgroups = ({ v }: At): string =>
  `#subsys_name\thierarchy\tnum_cgroups\tenabled\n${CONTROLLERS.split(" ")
    .map((name) => `${name}\t0\t${values(v.k.cgroups).filter((c) => !c.dead).length}\t1\n`)
    .join("")}`;

export const machineFiles: Readonly<Record<string, Entry>> = {
  cgroups: file(cgroups),
  cmdline: file(({ v: { k } }) => `${k.cmdline}\n`),
  cpuinfo: file(cpuinfo),
  devices: file(({ v: { hardware } }) => devices(BLOCK_DRIVERS[diskMajor(hardware)] ?? "")),
  filesystems: file(filesystems),
  loadavg: file(loadavg),
  meminfo: file(meminfo),
  modules: file(() => ""),
  partitions: file(partitions),
  stat: file(stat),
  swaps: file(() => "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"),
  uptime: file(uptime),
  version: file(version),
};
