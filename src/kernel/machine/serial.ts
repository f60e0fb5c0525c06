// The receiving side of a machine's serial port: a byte comes, the port interrupts, the driver gives it to the terminal.

import { typeOn } from "../fs/tty.ts";
import type { Tx } from "../tx.ts";

/** `data` arrives. Nobody may be there yet: a port without a driver loses it. */
export function receive(tx: Tx, data: string): void {
  const { kernel, state, boot } = tx.machine;
  if (state !== "running" || boot.length > 0 || kernel.console === null) return;
  for (const byte of data) typeOn(tx, kernel.console, byte);
}
