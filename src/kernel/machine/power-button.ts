// The power button: the kernel tells whoever listens (systemd-logind), who has the system shut down. Left out is the
// messenger: the signal that asks systemd to power off comes from the kernel itself. systemd(1), "Signals"

import { INIT_PID_NS, pidNs } from "../task/pid.ts";
import { sendSignal } from "../task/signal.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

export const SIGRTMIN = 34; // what glibc leaves to programs of the kernel's 32 to 64: signal(7)
/** "SIGRTMIN+4: Powers off the machine, starts the poweroff.target unit" */
export const SIG_POWEROFF = SIGRTMIN + 4;

export function pressPower(tx: Tx): void {
  const { state, boot } = tx.machine;
  if (state !== "running" || boot.length > 0) return;
  const { init } = pidNs(tx.k, INIT_PID_NS);
  if (init !== null) sendSignal(tx, 0 as Pid, init, SIG_POWEROFF);
}
