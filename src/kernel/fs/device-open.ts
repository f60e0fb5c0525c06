// Opening a device file: which of the kernel's devices the numbers stand for.
// Documentation/admin-guide/devices.txt

import { ENODEV, ENXIO, type Errno } from "../abi/errno.ts";
import { values } from "../table.ts";
import type { Driver, Target } from "./file.ts";
import type { View } from "./ops.ts";

const MEM = 1;
const TTY = 4;
const TTYAUX = 5; // 0: /dev/tty, 1: /dev/console, 2: /dev/ptmx
const MISC = 10;
export const MISC_MINORS = { vmmon: 165, kvm: 232, privcmd: 59 } as const; // the last is MISC_DYNAMIC_MINOR on Linux
const MISC_DEVICES: Readonly<Record<number, Driver>> = { 165: "vmmon", 232: "kvm", 59: "privcmd" };
const SERIAL = 64; // the minor number of ttyS0
const HVC = 229;
const UNIX98_PTY = 136;

/** "ENXIO: The file is a device special file and no corresponding device exists" - open(2) */
export function openDevice(v: View, major: number, minor: number): Target | Errno {
  switch (major) {
    case MEM:
      return { kind: "device", major, minor };
    case TTY:
      return terminal(v, minor < SERIAL ? `tty${minor}` : `ttyS${minor - SERIAL}`);
    case HVC:
      return terminal(v, `hvc${minor}`);
    case TTYAUX:
      if (minor === 0) return v.task.tty === null ? ENXIO : { kind: "tty", tty: v.task.tty };
      return minor === 1 && v.k.console !== null ? { kind: "tty", tty: v.k.console } : ENXIO;
    case MISC:
      return miscDevice(v, minor);
    case UNIX98_PTY:
      return terminal(v, `pts/${minor}`);
    default:
      return ENXIO;
  }
}

/** "ENODEV": the driver's module is not there, which needs what the processor does not have. */
function miscDevice({ k }: View, minor: number): Target | Errno {
  const device = MISC_DEVICES[minor];
  return device && k.drivers.includes(device) ? { kind: "hypervisor", device, machine: null } : ENODEV;
}

function terminal(v: View, name: string): Target | Errno {
  const tty = values(v.k.ttys).find((t) => t.name === name);
  return tty ? { kind: "tty", tty: tty.id } : ENXIO;
}
