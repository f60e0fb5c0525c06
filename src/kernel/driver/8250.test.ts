import { describe, expect, test } from "vitest";
import { EMPTY_MEMORY } from "../../machine/devices/memory.ts";
import { uart, uart16550 } from "../../machine/devices/uart16550.ts";
import { SERIAL_8250, serial8250 } from "./8250.ts";
import { accessCount, interruptCount, script } from "./count.ts";
import { run } from "./run.ts";

function write(bytes: number, byteTime = 0) {
  const start = { device: uart(byteTime), driver: SERIAL_8250, memory: EMPTY_MEMORY };
  const workload = { requests: [{ kind: "serial", bytes }], frames: [], gap: "spaced", timers: 0 } as const;
  return run(uart16550, serial8250, start, workload, { access: 1000, interrupt: 1000 }).log;
}

/** `w8=78 w8=78 ...` as `w8=78*16`. */
function folded(text: string): string {
  return text.replace(/(w2f8=78)((?: \1)*)/g, (_, one: string, rest: string) => `${one}*${rest.split("w").length}`);
}

describe("1000 bytes to a 16550", () => {
  test("make 1240 accesses: one a byte, three for each FIFO of 16, and 51 to open and close the port", () => {
    const log = write(1000);
    expect(accessCount(log)).toBe(1240);
    expect(accessCount(log, (register) => register === "THR")).toBe(1001); // one of them is the divisor
    expect(accessCount(log, (register) => register === "MSR")).toBe(63 + 2);
  });

  test("touch the registers in the order in which Linux 6.1 was recorded to", () => {
    expect(folded(script(write(24)))).toBe(
      "w2fa=1 w2fa=7 w2fa=0 r2fd r2f8 r2fa r2fe r2fd r2fd w2f9=2 r2fa w2f9=0 w2f9=2 r2fa w2f9=0 r2fa w2fb=3 w2fc=8 " +
        "w2f9=2 r2fd r2fa w2f9=0 r2fa r2fd r2f8 r2fa r2fe w2f9=5 w2fb=93 w2f8=c w2f9=0 w2fb=13 w2fa=1 w2fa=81 w2fc=8 " +
        "w2fc=b w2f9=7 r2fa r2fd r2fe w2f8=78*16 r2fa r2fd r2fe w2f8=78*8 w2f9=5 r2fa r2fa " +
        "r2fd w2fc=8 w2f9=0 w2f9=0 w2fc=0 r2fb w2fb=13 w2fa=1 w2fa=7 w2fa=0 r2f8",
    );
  });

  test("all come out, and one interrupt sends them: the emulated FIFO is empty as soon as it is filled", () => {
    const log = write(1000);
    expect(log.reduce((sum, entry) => sum + (entry.type === "moved" ? entry.bytes : 0), 0)).toBe(1000);
    expect(interruptCount(log)).toBe(4); // two from the driver's tests, one that sends, one that finds nothing left
  });
});

test("a real wire at 9600 baud interrupts for each FIFO: 63 times, and each handler asks once more", () => {
  const log = write(1000, 1_041_667);
  expect(log.reduce((sum, entry) => sum + (entry.type === "moved" ? entry.bytes : 0), 0)).toBe(1000);
  expect(interruptCount(log)).toBe(2 + 63);
  expect(accessCount(log)).toBeGreaterThan(1300);
});
