// How often the bytes themselves are copied on their way between the guest's memory and the host's kernel.

import type { DeviceName, WorkKind } from "../../kernel/driver/catalog.ts";

export interface Copy {
  readonly from: string;
  readonly to: string;
  readonly by: "guest" | "device model" | "host kernel" | "hypervisor";
  readonly bytes: number;
}

/** The copies of `bytes` under QEMU, on a disk image through the page cache or a tap interface. */
export function copiesOf(device: DeviceName, kind: WorkKind, bytes: number, vhost: boolean): readonly Copy[] {
  const copy = (from: string, to: string, by: Copy["by"]): Copy => ({ from, to, by, bytes });
  switch (kind) {
    case "disk-write":
    case "disk-read": {
      const path =
        device === "ide-pio"
          ? // Word by word through the data port into the drive's buffer; DMA lets preadv and pwritev use guest memory.
            [
              copy("guest memory", "the drive's sector buffer", "device model"),
              copy("the drive's sector buffer", "page cache", "host kernel"),
            ]
          : [copy("guest memory", "page cache", "host kernel")];
      return kind === "disk-write"
        ? path
        : path.toReversed().map(({ from, to, ...rest }) => ({ ...rest, from: to, to: from }));
    }
    case "packet-send":
      // An emulated card assembles the frame in its own buffer; virtio hands the guest's memory to writev.
      return device === "virtio-net"
        ? [copy("guest memory", "socket buffer of the tap", "host kernel")]
        : [
            copy("guest memory", "the card's packet buffer", "device model"),
            copy("the card's packet buffer", "socket buffer of the tap", "host kernel"),
          ];
    case "packet-receive":
      return vhost
        ? [copy("socket buffer of the tap", "guest memory", "host kernel")]
        : [
            copy("socket buffer of the tap", "QEMU's receive buffer", "host kernel"),
            copy("QEMU's receive buffer", "guest memory", "device model"),
          ];
    case "serial":
      return [
        copy(
          device === "virtio-console" ? "guest memory" : "the data register",
          "the host's character device",
          "host kernel",
        ),
      ];
  }
}
