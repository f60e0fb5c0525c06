// Opening a device file: which of the kernel's devices the numbers stand for.
// Documentation/admin-guide/devices.txt

import { ENXIO, type Errno } from "../abi/errno.ts";
import { values } from "../table.ts";
import type { Target } from "./file.ts";
import type { View } from "./ops.ts";

const MEM = 1;
const TTY = 4;
const TTYAUX = 5; // 0: /dev/tty, 1: /dev/console, 2: /dev/ptmx
const UNIX98_PTY = 136;

/** "ENXIO: The file is a device special file and no corresponding device exists" - open(2) */
export function openDevice(v: View, major: number, minor: number): Target | Errno {
  switch (major) {
    case MEM:
      return { kind: "device", major, minor };
    case TTY:
      return terminal(v, `tty${minor}`);
    case TTYAUX:
      if (minor === 0) return v.task.tty === null ? ENXIO : { kind: "tty", tty: v.task.tty };
      return minor === 1 ? terminal(v, "console") : ENXIO;
    case UNIX98_PTY:
      return terminal(v, `pts/${minor}`);
    default:
      return ENXIO;
  }
}

function terminal(v: View, name: string): Target | Errno {
  const tty = values(v.k.ttys).find((t) => t.name === name);
  return tty ? { kind: "tty", tty: tty.id } : ENXIO;
}
