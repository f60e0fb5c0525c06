// What /proc tells of processes: proc_pid_stat(5), proc_pid_status(5), proc_pid_cmdline(5).

import { failed } from "../../kernel/abi/errno.ts";
import { listDir, readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";

export const HZ = 100; // clock ticks a second: sysconf(_SC_CLK_TCK)
export const PAGE_KB = 4; // sysconf(_SC_PAGESIZE)

export interface Proc {
  readonly pid: number;
  readonly comm: string;
  readonly state: string;
  readonly ppid: number;
  readonly pgrp: number;
  readonly session: number;
  /** Device number; 0: none. */
  readonly tty: number;
  readonly tpgid: number;
  readonly flags: number;
  /** Clock ticks of processor time, user's and kernel's. */
  readonly ticks: number;
  readonly priority: number;
  readonly nice: number;
  readonly threads: number;
  /** Clock ticks from boot. */
  readonly start: number;
  /** bytes, pages */
  readonly vsize: number;
  readonly rss: number;
  readonly processor: number;
  /** The lines of /proc/PID/status by their names. */
  readonly status: ReadonlyMap<string, string>;
  /** real, effective, saved, file system */
  readonly uids: readonly number[];
  readonly gids: readonly number[];
  /** Empty for a kernel thread and a zombie. */
  readonly argv: readonly string[];
  /** Filled where asked for. */
  readonly extra: Readonly<Record<string, string>>;
}

/** What is read besides stat, status and cmdline. */
export interface Wants {
  /** Files under /proc/PID whose text is wanted, such as "wchan", "cgroup", "environ". */
  readonly files: readonly string[];
  /** Links under /proc/PID, such as "exe", "ns/pid". */
  readonly links: readonly string[];
}

const NOTHING: Wants = { files: [], links: [] };

/** The process's entry; null where it is gone. */
export function* readProc(pid: number, wants: Wants = NOTHING): Run<Proc | null> {
  const dir = `/proc/${pid}`;
  const stat = yield* readFile(`${dir}/stat`);
  if (failed(stat)) return null;
  const statusText = yield* readFile(`${dir}/status`);
  if (failed(statusText)) return null;
  const cmdline = yield* readFile(`${dir}/cmdline`);
  const extra: Record<string, string> = {};
  for (const file of wants.files) {
    const text = yield* readFile(`${dir}/${file}`);
    if (!failed(text)) extra[file] = text;
  }
  for (const link of wants.links) {
    const text = yield* sys("readlink", { path: `${dir}/${link}` });
    if (!failed(text)) extra[link] = text;
  }
  const argv = failed(cmdline) || cmdline === "" ? [] : cmdline.replace(/\0$/, "").split("\0");
  return { ...parseStat(stat), ...parseStatus(statusText), argv, extra };
}

export function parseStat(text: string) {
  // The name may hold blanks and parentheses: it ends at the last one.
  const open = text.indexOf("(");
  const close = text.lastIndexOf(")");
  const [state = "", ...rest] = text.slice(close + 2).split(" ");
  const field = (n: number) => Number(rest[n - 4] ?? 0); // numbered as in proc_pid_stat(5), from (4) ppid
  return {
    pid: Number(text.slice(0, open)),
    comm: text.slice(open + 1, close),
    state,
    ppid: field(4),
    pgrp: field(5),
    session: field(6),
    tty: field(7),
    tpgid: field(8),
    flags: field(9),
    ticks: field(14) + field(15),
    priority: field(18),
    nice: field(19),
    threads: field(20),
    start: field(22),
    vsize: field(23),
    rss: field(24),
    processor: field(39),
  };
}

export function parseStatus(text: string) {
  const status = new Map<string, string>();
  for (const line of text.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) status.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const numbers = (name: string) => (status.get(name) ?? "").split(/\s+/).map(Number);
  return { status, uids: numbers("Uid"), gids: numbers("Gid") };
}

/** All processes that this /proc shows, by number. */
export function* readProcs(wants: Wants = NOTHING): Run<Proc[]> {
  const names = yield* listDir("/proc");
  if (failed(names)) return [];
  const all: Proc[] = [];
  for (const name of names.filter((n) => /^\d+$/.test(n))) {
    const p = yield* readProc(Number(name), wants);
    if (p) all.push(p);
  }
  return all.sort((a, b) => a.pid - b.pid);
}

/** Seconds since boot, with two decimals; 0 where /proc is not mounted. */
export function* uptime(): Run<number> {
  const text = yield* readFile("/proc/uptime");
  return failed(text) ? 0 : Number(text.split(" ")[0]);
}

/** Seconds from 1970 to boot. */
export function* bootTime(): Run<number> {
  const text = yield* readFile("/proc/stat");
  const m = failed(text) ? null : /^btime (\d+)$/m.exec(text);
  return Number(m?.[1] ?? 0);
}

/** The lines of /proc/meminfo in kB. */
export function* meminfo(): Run<ReadonlyMap<string, number>> {
  const text = yield* readFile("/proc/meminfo");
  const lines = failed(text) ? [] : text.split("\n");
  return new Map(
    lines.flatMap((line) => {
      const m = /^(\w[^:]*):\s+(\d+)/.exec(line);
      return m ? [[m[1] ?? "", Number(m[2])] as const] : [];
    }),
  );
}

/** "pts/0", "tty1", "?" for a device number: devpts, tty(4), the console. */
export function ttyName(device: number): string {
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  if (device === 0) return "?";
  if (major >= 136 && major <= 143) return `pts/${(major - 136) * 256 + minor}`;
  if (major === 4) return minor < 64 ? `tty${minor}` : `ttyS${minor - 64}`;
  if (major === 5 && minor === 1) return "console";
  return "?";
}
