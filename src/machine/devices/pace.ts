// How fast a device works on what it was given, and how it notices that something is finished.
//
// A real disk with a queue, and an emulated one on a host with many threads, works on several commands at once. An
// emulator then finds finished work when its event loop comes round (QEMU's main loop), so that commands which finish
// between two rounds are reported together: fewer interrupts than commands, and fewer accesses.

export interface Pace {
  /** ns from a command's start to its end. */
  readonly latency: number;
  /** ns between two rounds of the device model's event loop; 0 for hardware, which reports at once. */
  readonly round: number;
}

/** When a command that starts now is reported, ns. */
export function reportedAt(now: number, { latency, round }: Pace): number {
  const end = now + latency;
  return round === 0 ? end : Math.ceil(end / round) * round;
}
