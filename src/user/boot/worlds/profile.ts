// The hardware that worlds stand on, by profile: a server of 2003, and one of today.

import type { Hardware } from "../../../machine/hardware.ts";

export type ProfileName = "2003" | "modern";

export const isProfile = (name: string): name is ProfileName => name === "2003" || name === "modern";

/** The profile that a world stands on where nobody chooses: the hardware of its time. */
export const ownProfile = (world: string): ProfileName => (world === "vmware-2003" ? "2003" : "modern");

const GIB = 2 ** 30;

/** FACTS 3: the machine of the Xen paper's measurements, "a Dell 2650 dual processor 2.4GHz Xeon server with 2GB RAM". */
const XEON_2003: Hardware = {
  cpus: 1,
  cpuModel: "Intel(R) Xeon(TM) CPU 2.40GHz",
  memory: 2 * GIB,
  disk: { name: "sda", size: 20 * GIB },
  diskBus: "ide",
  nic: "eth0",
  nicModel: "e1000",
};

const XEON_MODERN: Hardware = {
  cpus: 2,
  cpuModel: "Intel(R) Xeon(R) CPU @ 3.60GHz",
  memory: 8 * GIB,
  disk: { name: "sda", size: 20 * GIB },
  diskBus: "ide",
  nic: "eth0",
  nicModel: "e1000",
  vmx: true,
};

export const REAL_HARDWARE: Readonly<Record<ProfileName, Hardware>> = { "2003": XEON_2003, modern: XEON_MODERN };

/** What a guest of these worlds is given. */
export const GUEST = { memory: GIB / 2, cpus: 1, diskSize: 10 * GIB, hostname: "debian" } as const;
