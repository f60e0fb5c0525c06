// /proc/sysrq-trigger: a letter does what Alt-SysRq and that key do - Documentation/admin-guide/sysrq.rst

import type { Errno } from "../../abi/errno.ts";
import { printk } from "../../machine/log.ts";
import { panic } from "../../machine/panic.ts";
import type { Tx } from "../../tx.ts";
import { type GenFile, writable } from "../generated/entry.ts";

/** Only the first character counts. Keys that the model lacks do nothing, and say so in the kernel's log. */
function trigger(tx: Tx, data: string): number | Errno {
  const key = data.charAt(0);
  switch (key) {
    case "c":
      printk(tx, "sysrq: Trigger a crash");
      panic(tx, "sysrq triggered crash");
      break;
    case "o":
      printk(tx, "sysrq: Power Off");
      printk(tx, "reboot: Power down");
      tx.emit({ type: "machine.halted", machine: tx.on, how: "power-off" });
      break;
    case "b":
      printk(tx, "sysrq: Resetting");
      tx.emit({ type: "machine.halted", machine: tx.on, how: "restart" });
      break;
    default:
      printk(tx, `sysrq: key '${key}' is not modelled in Cutaway`);
  }
  return data.length;
}

/** "proc_create("sysrq-trigger", S_IWUSR, …)", drivers/tty/sysrq.c */
export const sysrqTrigger: GenFile = writable(
  () => "",
  (tx, _at, data) => trigger(tx, data),
  0o200,
);
