// The end of a kernel: panic(), kernel/panic.c, and reboot(2).

import { EINVAL, EPERM, type Errno } from "../abi/errno.ts";
import { SIGHUP, SIGINT, SIGKILL } from "../abi/signal.ts";
import { capableHere } from "../security/capable.ts";
import { pidNs } from "../task/pid.ts";
import { sendSignal } from "../task/signal.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import { printk } from "./log.ts";

/** The machine stops for ever, with its last words on the console. Others do not notice. */
export function panic(tx: Tx, why: string): void {
  const message = `Kernel panic - not syncing: ${why}`;
  printk(tx, message);
  printk(tx, `---[ end ${message} ]---`);
  tx.emit({ type: "machine.panicked", machine: tx.on, message });
}

/** LINUX_REBOOT_CMD_*: include/uapi/linux/reboot.h */
export const RB_AUTOBOOT = 0x01234567;
export const RB_HALT_SYSTEM = 0xcdef0123;
export const RB_POWER_OFF = 0x4321fedc;

const COMMANDS = {
  [RB_AUTOBOOT]: { how: "restart", says: "reboot: Restarting system" },
  [RB_HALT_SYSTEM]: { how: "halt", says: "reboot: System halted" },
  [RB_POWER_OFF]: { how: "power-off", says: "reboot: Power down" },
} as const;

/** reboot(2) */
export function sysReboot(tx: Tx, pid: Pid, { cmd }: { cmd: number }): 0 | Errno {
  const task = tx.task(pid);
  const ns = pidNs(tx.k, task.ns.pid);
  if (!capableHere(tx.k, task, "CAP_SYS_BOOT")) return EPERM;
  const command = COMMANDS[cmd as keyof typeof COMMANDS];
  if (!command) return EINVAL;
  // "if reboot() is called from a PID namespace other than the initial PID namespace …, the effect of the call is to send
  // a signal to the namespace 'init' process" - reboot(2): it ends as if by SIGHUP (restart) or SIGINT (power off).
  if (ns.parent !== null) {
    tx.emit({ type: "pidns.rebooted", ns: ns.id, sig: command.how === "restart" ? SIGHUP : SIGINT });
    if (ns.init !== null) sendSignal(tx, 0 as Pid, ns.init, SIGKILL);
    return 0;
  }
  printk(tx, command.says);
  tx.emit({ type: "machine.halted", machine: tx.on, how: command.how });
  return 0;
}
