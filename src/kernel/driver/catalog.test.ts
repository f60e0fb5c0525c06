import { describe, expect, test } from "vitest";
import { cannot, DEVICE_NAMES, type DeviceName, drive, type Job, type WorkKind } from "./catalog.ts";
import { accessCount, interruptCount } from "./count.ts";

const ONE: Job = { bytes: 4096, count: 1, gap: "spaced", pages: "contiguous", timers: 0 };
const MIB = 1024 * 1024;

function counted(
  device: DeviceName,
  kind: WorkKind,
  job: Partial<Job>,
): readonly [accesses: number, interrupts: number] {
  const log = drive(device, kind, { ...ONE, ...job });
  return [accessCount(log), interruptCount(log)];
}

// linux/recorded/io-exits.txt, FACTS 4.x: counted, not timed.
describe("register accesses and interrupts, as recorded of Linux 6.1 under QEMU", () => {
  test.each([
    ["ide-pio", 1043, 262_803, 128],
    ["ide-dma", 26, 31, 1],
    ["ahci", 7, 46, 6],
    ["nvme", 2, 4, 2],
    ["virtio-blk-legacy", 2, 2, 1],
    ["virtio-blk", 1, 1, 1],
  ] as const)("%s: %i for 4 KiB written, read too; %i and %i for 1 MiB", (device, small, large, interrupts) => {
    expect(counted(device, "disk-write", {})).toEqual([small, 1]);
    expect(counted(device, "disk-read", {})).toEqual([small, 1]);
    expect(counted(device, "disk-write", { count: 256 })).toEqual([256 * small, 256]);
    expect(counted(device, "disk-write", { bytes: MIB })).toEqual([large, interrupts]);
  });

  test.each([
    ["rtl8139", 4, 8],
    ["e1000", 6, 6],
    ["e1000e", 2, 1.07],
    ["virtio-net", 1, 0],
  ] as const)("%s: %d for a packet sent, %d for one received, the watchdog left out", (device, sent, received) => {
    const job = { bytes: 1442, count: 100 };
    expect(counted(device, "packet-send", job)).toEqual([100 * sent, 100]);
    expect(counted(device, "packet-receive", job)).toEqual([100 * received, 100]);
  });

  test.each([
    ["rtl8139", 400, 100], // recorded: the same
    ["e1000", 200, 20], // recorded: 200 and 19
    ["e1000e", 168, 68], // recorded: 170 and 70
    ["virtio-net", 75, 75], // recorded: 72 and 72
  ] as const)("%s: %i and %i interrupts for 100 packets in a burst", (device, accesses, interrupts) => {
    expect(counted(device, "packet-send", { bytes: 1442, count: 100, gap: "burst" })).toEqual([accesses, interrupts]);
  });

  test("1000 bytes to a terminal: 1240 through a 16550, 1 through virtio-console", () => {
    expect(counted("serial-16550", "serial", { bytes: 1000 })[0]).toBe(1240);
    expect(counted("virtio-console", "serial", { bytes: 1000 })).toEqual([1, 1]);
  });
});

test("a device refuses work that it cannot do, with the reason", () => {
  expect(cannot("nvme", "disk-read")).toBeUndefined();
  expect(cannot("nvme", "packet-send")).toBe("nvme is a disk device; packet-send needs a network device");
  expect(() => drive("e1000", "serial", ONE)).toThrow("e1000 is a network device; serial needs a serial device");
});

test.each([
  ["ahci", "disk-write"],
  ["nvme", "disk-read"],
  ["virtio-blk", "disk-write"],
  ["virtio-net", "packet-send"],
  ["rtl8139", "packet-send"],
  ["e1000e", "packet-send"],
] as const)(
  "%s: requests that come faster than the device works wait for room, and all are finished",
  (device, kind) => {
    const log = drive(device, kind, { ...ONE, bytes: 512, count: 1500, gap: 0 });
    expect(log.filter(({ type }) => type === "finished").length).toBe(1500);
  },
);

test.each([
  ["nvme", "disk-read", { bytes: 1000 }, "1000 bytes are not whole sectors of 512"],
  ["e1000", "packet-send", { bytes: 9000 }, "a frame of more than 1514 bytes is not modelled"],
  ["ide-pio", "disk-write", { count: 0 }, "0 times 4096 bytes cannot be"],
  ["rtl8139", "packet-send", { bytes: 60, timers: 1 }, "the driver of rtl8139 has no watchdog that touches registers"],
] as const)("%s: %s of %o is refused", (device, kind, job, reason) => {
  expect(() => drive(device, kind, { ...ONE, ...job })).toThrow(reason);
});

test("every byte arrives, once, whatever the device and the pages", () => {
  for (const device of DEVICE_NAMES) {
    for (const kind of ["disk-read", "disk-write", "packet-send", "serial"] as const) {
      for (const pages of ["contiguous", "scattered"] as const) {
        const job: Job = { ...ONE, bytes: kind.startsWith("disk") ? 300 * 4096 : 1400, count: 2, pages };
        if (cannot(device, kind, job)) continue;
        const moved = drive(device, kind, job).reduce(
          (sum, entry) => sum + (entry.type === "moved" ? entry.bytes : 0),
          0,
        );
        const headers = device === "virtio-net" ? 2 * 12 : 0; // struct virtio_net_hdr, in front of each frame
        expect([device, kind, pages, moved - headers]).toEqual([device, kind, pages, 2 * job.bytes]);
      }
    }
  }
});

test("what was driven is plain data", () => {
  for (const device of DEVICE_NAMES) {
    const kind = (["disk-write", "packet-send", "serial"] as const).find((one) => !cannot(device, one)) ?? "serial";
    const log = drive(device, kind, { ...ONE, bytes: 512 });
    expect(JSON.parse(JSON.stringify(log))).toEqual(log);
  }
});
