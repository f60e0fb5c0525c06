// One device doing the chosen work, with the hypervisor as the reader has set it.

import type { WorkKind } from "../../kernel/driver/catalog.ts";
import type { Handled } from "../../virt/devices/handled.ts";
import { GUEST_DEVICES, type GuestDevice, refusal, request } from "../../virt/devices/request.ts";

/** The hypervisor's short cuts. */
export const SWITCHES = ["ioeventfd", "vhost", "coalesced", "apicv"] as const;
export type Switches = Readonly<Record<(typeof SWITCHES)[number], boolean>>;

export const devicesFor = (work: WorkKind): readonly GuestDevice[] =>
  GUEST_DEVICES.filter((device) => refusal(work, device) === undefined);

export function handle(work: WorkKind, device: GuestDevice, on: Switches): Handled {
  // vhost_net serves virtio-net alone, and is woken through an ioeventfd.
  const vhost = on.vhost && on.ioeventfd && device === "virtio-net";
  return request(work, device, {
    kvm: { ioeventfd: on.ioeventfd, vhost, coalescedMmio: on.coalesced, apicv: on.apicv },
  });
}

export const isXen = (device: GuestDevice): boolean => device === "blkfront" || device === "netfront";
