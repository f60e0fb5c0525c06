import { describe, expect, test } from "vitest";
import { type GuestDevice, request } from "../virt/devices/request.ts";
import { describeTraffic, deviceTraffic, trafficRows } from "./device-traffic.ts";
import { outline, textBoxes } from "./placed.ts";

const write = (device: GuestDevice) => request("disk-write", device);
const LANES = ["guest kernel", "KVM (host kernel)", "QEMU"] as const;

test("the 1024 words of a PIO write are folded, and none is lost", () => {
  const rows = trafficRows(write("ide-pio"), "en");
  expect(rows.length).toBeLessThan(60);
  const data = rows.filter(({ label }) => label.startsWith("data"));
  expect(data.reduce((sum, { times }) => sum + times, 0)).toBe(1024);
});

test("every access of a request has its row, each as often as it happens", () => {
  for (const device of ["ide-pio", "ide-dma", "ahci", "nvme", "virtio-blk", "blkfront"] as const) {
    const handled = write(device);
    const rows = trafficRows(handled, "ko").filter(({ kind, label }) => kind === "access" && !/^(EOI|TMR)/.test(label));
    expect(rows.reduce((sum, { times }) => sum + times, 0)).toBe(handled.counts.accesses);
  }
});

test("an arrow goes as far as the access does", () => {
  const reach = (device: GuestDevice) => trafficRows(write(device), "en")[0];
  expect(reach("nvme")).toMatchObject({ from: 0, to: 2, reach: "to-userspace" });
  expect(reach("virtio-blk")).toMatchObject({ from: 0, to: 1, reach: "in-kernel" });
  expect(reach("blkfront")).toMatchObject({ from: 0, to: 1, reach: "to-hypervisor" });
});

test("a serial line of a thousand bytes is a picture that can be looked at", () => {
  expect(trafficRows(request("serial", "serial-16550"), "en").length).toBeLessThan(120);
});

test("the sentence has the numbers of the run", () => {
  expect(describeTraffic("IDE", write("ide-pio"), "en")).toBe(
    "IDE: 1,043 register accesses, the guest left 1,043 times, 1,043 trips to the device model, 1 interrupt, 8,192 B copied.",
  );
});

describe.each([600, 358])("in %i px", (width) => {
  test.each(["ko", "en"] as const)("no row and no lane leaves the picture (%s)", (lang) => {
    for (const device of ["ide-dma", "virtio-blk", "blkfront"] as const) {
      const rows = trafficRows(write(device), lang);
      const [frame, ...things] = deviceTraffic(rows, { width, title: "t", lanes: LANES, at: 3 });
      for (const thing of things) {
        for (const { x, y, w, h } of [outline(thing), ...textBoxes(thing)]) {
          expect(x, thing.key).toBeGreaterThanOrEqual(0);
          expect(x + w, thing.key).toBeLessThanOrEqual(width);
          expect(y + h, thing.key).toBeLessThanOrEqual(frame?.h ?? 0);
        }
      }
    }
  });
});
