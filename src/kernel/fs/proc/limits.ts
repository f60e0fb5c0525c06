// /proc/PID/limits - getrlimit(2). No process can change its limits: these are what systemd starts every one with.

import type { Hardware } from "../../../machine/hardware.ts";
import { OPEN_MAX } from "../../param.ts";
import type { At } from "../generated/entry.ts";

const THREAD_SHARE = 131072; // bytes of memory a thread: eight kernel stacks of 16 KiB, fork_init(), kernel/fork.c

/** /proc/sys/kernel/threads-max */
export const threadsMax = (hardware: Hardware): number => Math.floor(hardware.memory / THREAD_SHARE);

/** RLIMIT_NPROC and RLIMIT_SIGPENDING: half of all threads. */
export const processLimit = (hardware: Hardware): number => Math.floor(threadsMax(hardware) / 2);

const UNLIMITED = "unlimited";

export function limits({ v: { hardware } }: At): string {
  const tasks = processLimit(hardware);
  const rows: [name: string, soft: number | string, hard: number | string, unit: string][] = [
    ["Max cpu time", UNLIMITED, UNLIMITED, "seconds"],
    ["Max file size", UNLIMITED, UNLIMITED, "bytes"],
    ["Max data size", UNLIMITED, UNLIMITED, "bytes"],
    ["Max stack size", 8388608, UNLIMITED, "bytes"],
    ["Max core file size", 0, UNLIMITED, "bytes"],
    ["Max resident set", UNLIMITED, UNLIMITED, "bytes"],
    ["Max processes", tasks, tasks, "processes"],
    ["Max open files", OPEN_MAX, OPEN_MAX, "files"],
    ["Max locked memory", 8388608, 8388608, "bytes"],
    ["Max address space", UNLIMITED, UNLIMITED, "bytes"],
    ["Max file locks", UNLIMITED, UNLIMITED, "locks"],
    ["Max pending signals", tasks, tasks, "signals"],
    ["Max msgqueue size", 819200, 819200, "bytes"],
    ["Max nice priority", 0, 0, ""],
    ["Max realtime priority", 0, 0, ""],
    ["Max realtime timeout", UNLIMITED, UNLIMITED, "us"],
  ];
  return [["Limit", "Soft Limit", "Hard Limit", "Units"], ...rows]
    .map(([name, soft, hard, unit]) => {
      const left = `${String(name).padEnd(25)} ${String(soft).padEnd(20)} ${String(hard).padEnd(20)} `;
      return `${left}${unit ? String(unit).padEnd(10) : ""}\n`;
    })
    .join("");
}
