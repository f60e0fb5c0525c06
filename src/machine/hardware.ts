// The hardware that a kernel runs on, as far as a program can find it out: real, or pretended.

export interface Hardware {
  readonly cpus: number;
  readonly cpuModel: string;
  /** bytes */
  readonly memory: number;
  readonly disk: { readonly name: string /** bytes */; readonly size: number };
  /** How the disk is reached; absent: virtio. */
  readonly diskBus?: "ide" | "virtio" | "xen";
  readonly nic: string;
  /** The card, by its driver; absent: virtio. */
  readonly nicModel?: "e1000" | "virtio" | "xen";
  /** The processor has VT-x, and a kernel may use it. */
  readonly vmx?: boolean;
  /** Who answers CPUID leaf 0x40000000; absent: nobody does. */
  readonly hypervisor?: "KVM" | "TCG" | "VMware" | "Xen";
}

/** A machine of 2003, by its processor, which guests see too: "Intel(R) Xeon(TM)". */
export const isOf2003 = ({ cpuModel }: Hardware): boolean => cpuModel.includes("(TM) CPU");

export const SERVER: Hardware = {
  cpus: 2,
  cpuModel: "x86-64",
  memory: 8 * 2 ** 30,
  disk: { name: "vda", size: 20 * 2 ** 30 },
  nic: "eth0",
};

/** "Hypervisor detected: …": what Linux calls what it finds; TCG has no code of its own in Linux. */
export function hypervisorOf({ hypervisor }: Hardware): string | null {
  if (hypervisor === "Xen") return "Xen PV";
  return hypervisor === undefined || hypervisor === "TCG" ? null : hypervisor;
}

/** Major number of a block device, by how its name begins: Documentation/admin-guide/devices.txt; virtio's is the first free one. */
export function diskMajor({ disk: { name } }: Hardware): number {
  return name.startsWith("sd") ? 8 : name.startsWith("xvd") ? 202 : name.startsWith("nvme") ? 259 : 254;
}

/** What /proc/cpuinfo of a guest says whose monitor was not told to show the real processor: QEMU's qemu64. */
export const QEMU_CPU = "QEMU Virtual CPU version 2.5+";
