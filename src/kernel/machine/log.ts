// printk: what the kernel itself says. A message goes into the log that dmesg(1) shows and out on the console.

import { EINVAL, EPERM, type Errno } from "../abi/errno.ts";
import type { Appliers } from "../event.ts";
import { capable } from "../security/capable.ts";
import { get, set } from "../table.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";

export type LogEvent = { readonly type: "kernel.logged"; readonly text: string };

/** "[   12.345678] ": the time since the machine was started, as printk.time=1 shows it. `ns`: virtual nanoseconds. */
export function stamp(ns: number): string {
  const us = Math.floor(ns / 1000);
  return `[${String(Math.floor(us / 1e6)).padStart(5)}.${String(us % 1e6).padStart(6, "0")}] `;
}

/** Says one line. */
export function printk(tx: Tx, message: string): void {
  tx.emit({ type: "kernel.logged", text: `${stamp(tx.now - tx.machine.startedAt)}${message}\n` });
}

export const SYSLOG_ACTION_READ_ALL = 3;

/** syslog(2): all messages, oldest first. Debian's kernel.dmesg_restrict is 1: CAP_SYSLOG is needed. */
export function sysSyslog(tx: Tx, pid: Pid, { type }: { type: number }): string | Errno {
  if (type !== SYSLOG_ACTION_READ_ALL) return EINVAL;
  if (!capable(tx.k, tx.task(pid), "CAP_SYSLOG")) return EPERM;
  return tx.k.log.map((line) => `${line}\n`).join("");
}

/** A kernel on whose console `text` appeared. */
export function onConsole(k: Kernel, text: string): Kernel {
  const tty = k.console === null ? undefined : get(k.ttys, k.console);
  return tty ? { ...k, ttys: set(k.ttys, tty.id, { ...tty, screen: tty.screen + text }) } : k;
}

export function logged(k: Kernel, text: string): Kernel {
  return onConsole({ ...k, log: [...k.log, ...text.split("\n").slice(0, -1)] }, text);
}

export const logAppliers: Appliers<LogEvent, Kernel> = {
  "kernel.logged": (k, { text }) => logged(k, text),
};
