// /proc/PID/limits - getrlimit(2).

import { type Resource, RLIM_INFINITY } from "../../abi/resource.ts";
import { limitOf } from "../../task/limits.ts";
import { type At, subjectOf } from "../generated/entry.ts";

// lnames[], fs/proc/base.c
const NAMES: Readonly<Record<Resource, readonly [name: string, unit: string]>> = {
  cpu: ["Max cpu time", "seconds"],
  fsize: ["Max file size", "bytes"],
  data: ["Max data size", "bytes"],
  stack: ["Max stack size", "bytes"],
  core: ["Max core file size", "bytes"],
  rss: ["Max resident set", "bytes"],
  nproc: ["Max processes", "processes"],
  nofile: ["Max open files", "files"],
  memlock: ["Max locked memory", "bytes"],
  as: ["Max address space", "bytes"],
  locks: ["Max file locks", "locks"],
  sigpending: ["Max pending signals", "signals"],
  msgqueue: ["Max msgqueue size", "bytes"],
  nice: ["Max nice priority", ""],
  rtprio: ["Max realtime priority", ""],
  rttime: ["Max realtime timeout", "us"],
};

const amount = (n: number): string => (n === RLIM_INFINITY ? "unlimited" : String(n));

export function limits(at: At): string {
  const task = subjectOf(at);
  const rows = Object.entries(NAMES).map(([resource, [name, unit]]) => {
    const { soft, hard } = limitOf(task, resource as Resource, at.v.hardware);
    return [name, amount(soft), amount(hard), unit];
  });
  return [["Limit", "Soft Limit", "Hard Limit", "Units"], ...rows]
    .map(([name = "", soft = "", hard = "", unit]) => {
      const left = `${name.padEnd(25)} ${soft.padEnd(20)} ${hard.padEnd(20)} `;
      return `${left}${unit ? unit.padEnd(10) : ""}\n`;
    })
    .join("");
}
