// What an access to a pretended device costs the guest: whether it leaves the guest at all, and who then handles it.

/** Basic exit reasons (Intel SDM, Vol. 3, Appendix C), those that devices and interrupts cause. */
export const EXIT_REASON = {
  "external-interrupt": 1,
  hypercall: 18, // VMCALL; a para-virtual guest's hypercall is a trap or a call of its own and no VM exit
  "io-instruction": 30,
  rdmsr: 31,
  wrmsr: 32,
  "apic-access": 44,
  "virtualized-eoi": 45,
  "ept-violation": 48,
  "ept-misconfig": 49,
} as const;

export type ExitReason = keyof typeof EXIT_REASON;

/**
 * `none`: nothing leaves the guest. `in-kernel`: the host's kernel finishes it. `to-userspace`: the device model in a
 * host process does. `to-hypervisor`: a hypervisor under the guest does (Xen).
 */
export type ExitTo = "none" | "in-kernel" | "to-userspace" | "to-hypervisor";

export interface Exit {
  readonly reason: ExitReason | undefined;
  readonly to: ExitTo;
  /** Who finishes it, in the words of its source. */
  readonly handler: string;
  /** How often the guest is left: string instructions leave it once for many accesses. */
  readonly exits: number;
  /** How often the device model in user space runs for it. */
  readonly trips: number;
}

export const NO_EXIT: Exit = { reason: undefined, to: "none", handler: "the processor itself", exits: 0, trips: 0 };

export function inKernel(reason: ExitReason, handler: string): Exit {
  return { reason, to: "in-kernel", handler, exits: 1, trips: 0 };
}

export function toUserspace(reason: ExitReason, handler: string): Exit {
  return { reason, to: "to-userspace", handler, exits: 1, trips: 1 };
}

export function toHypervisor(handler: string): Exit {
  return { reason: "hypercall", to: "to-hypervisor", handler, exits: 1, trips: 0 };
}
