// A monitor's life: let the guest run, see why it stopped, do what its device asks for, let it run again.
//
//        ┌──────────────── KVM_RUN ────────────────┐
//        ▼                                         │
//   guest runs ── KVM_EXIT_IO ──> serial port: to the console; power off: end; reset: start again
//                 KVM_EXIT_HLT ─> poll(2): for the guest to have work, for a key, for a client
//                 KVM_EXIT_INTR > look for a key without waiting

import { EINTR, failed } from "../../kernel/abi/errno.ts";
import { POLLIN } from "../../kernel/abi/flags.ts";
import {
  ACPI_PM1A_CNT,
  COM1,
  KVM_EXIT_HLT,
  KVM_EXIT_IO,
  KVM_EXIT_SHUTDOWN,
  RESET_CONTROL,
  type VmExit,
} from "../../kernel/machine/exit.ts";
import { type Run, sys } from "../program.ts";
import type { Vcpu } from "./accelerator.ts";
import type { Console } from "./console.ts";

export interface Loop {
  readonly vcpu: Vcpu;
  readonly console: Console;
  /** Where commands for the monitor itself come from: QMP, a line of JSON each. */
  readonly commands: Console;
  /** What came from the console before the guest gets it: null ends the machine (Ctrl-A x). */
  readonly keys?: (data: string) => Run<string | null>;
  /** -no-reboot: a reset ends it. */
  readonly stopAtReset?: boolean;
}

/** Runs the guest until its power is cut. */
export function* monitorLoop(loop: Loop): Run<void> {
  let wait = false;
  for (;;) {
    if (!(yield* listen(loop, wait))) return;
    const exit: VmExit | number = yield* loop.vcpu.run();
    if (typeof exit === "number") {
      if (exit === EINTR) continue;
      return;
    }
    wait = exit.reason === KVM_EXIT_HLT;
    if (exit.reason === KVM_EXIT_SHUTDOWN) return;
    if (exit.reason !== KVM_EXIT_IO) continue;
    if (exit.port === COM1) yield* loop.console.show(exit.data ?? "");
    if (exit.port === ACPI_PM1A_CNT) return;
    if (exit.port === RESET_CONTROL && loop.stopAtReset) return;
  }
}

/** Looks for input. False: the person has ended the machine. */
function* listen({ vcpu, console, commands, keys }: Loop, wait: boolean): Run<boolean> {
  const fds = [...console.watched(), ...commands.watched(), vcpu.fd].map((fd) => ({ fd, events: POLLIN }));
  if (!wait && fds.length === 1) return true;
  const ready = yield* sys("poll", { fds, timeout: wait ? -1 : 0 });
  if (failed(ready)) return true;
  for (const { fd } of ready) {
    if (fd === vcpu.fd) continue;
    if (commands.watched().includes(fd)) {
      const line = yield* commands.take(fd);
      if (line.includes('"quit"')) return false;
      if (line.includes('"system_powerdown"')) yield* vcpu.interrupt({ irq: 9 });
      continue;
    }
    const data = yield* console.take(fd);
    const typed = data === "" || !keys ? data : yield* keys(data);
    if (typed === null) return false;
    if (typed !== "") yield* vcpu.interrupt({ irq: 4, data: typed });
  }
  return true;
}
