// /dev/xen/privcmd: how a program in dom0 makes a hypercall - Xen's public/domctl.h, public/sysctl.h. And the console
// of a domain, which dom0 sees as a ring in a shared page: here a descriptor that can be read, written and polled.
//
// Simplified: building a domain (its memory, its start-of-day page) is one operation, and a domain's name, which belongs
// into xenstore, is kept with it.

import { EBUSY, EINVAL, EMFILE, ENOTTY, EPERM, type Errno, ESRCH, failed } from "../abi/errno.ts";
import { O_RDWR, POLLHUP, POLLIN } from "../abi/flags.ts";
import { freeFd, installFile } from "../fs/fd.ts";
import { values } from "../table.ts";
import type { Pid } from "../task/task.ts";
import { type Block, type Tx, wake } from "../tx.ts";
import type { Machine, MachineId, Xen } from "../world.ts";
import { type BoardRequest, interrupt, makeMachine, removeMachine } from "./make.ts";

export const IOCTL_PRIVCMD_HYPERCALL = 0x305000;

export type Hypercall =
  | { readonly op: "XEN_DOMCTL_createdomain"; readonly board: BoardRequest }
  | { readonly op: "XEN_DOMCTL_destroydomain"; readonly domain: number }
  /** Not an operation of the hypervisor's: xenstore tells the guest's kernel (control/shutdown). */
  | { readonly op: "shutdown"; readonly domain: number }
  | { readonly op: "XEN_SYSCTL_getdomaininfolist" }
  | { readonly op: "XEN_SYSCTL_physinfo" }
  /** A descriptor for its console. */
  | { readonly op: "console"; readonly domain: number };

/** xen_domctl_getdomaininfo, and the name. */
export interface DomainInfo {
  readonly domain: number;
  readonly name: string;
  /** bytes */
  readonly memory: number;
  readonly vcpus: number;
  readonly state: "running" | "blocked" | "paused" | "shutdown" | "crashed";
  /** SHUTDOWN_*, public/sched.h: why it has ended. */
  readonly reason: "poweroff" | "reboot" | "crash" | null;
  /** Virtual nanoseconds of processor time. */
  readonly cpuTime: number;
}

const XENHEAP = 128 * 2 ** 20; // bytes that Xen keeps for itself

export const domainNumber = (id: MachineId): number => Number(/^dom(\d+)$/.exec(id)?.[1] ?? 0);

export function privcmd(tx: Tx, pid: Pid, request: number, call: Hypercall): number | Errno {
  const { xen } = tx.world;
  if (request !== IOCTL_PRIVCMD_HYPERCALL) return ENOTTY;
  if (!xen) return EPERM;
  if (call.op === "XEN_DOMCTL_createdomain") return create(tx, pid, xen, call.board);
  // The list goes into a buffer of the caller's; the model hands it over as the reply.
  if (call.op === "XEN_SYSCTL_getdomaininfolist") return infos(tx, xen) as unknown as number;
  if (call.op === "XEN_SYSCTL_physinfo") {
    const { cpus, memory } = xen.hardware;
    return { cpus, total: memory, free: freeMemory(tx, xen) } as unknown as number;
  }
  const id = xen.domains.find((d) => domainNumber(d) === call.domain);
  if (id === undefined) return ESRCH;
  if (call.op === "console") return openConsole(tx, pid, id);
  if (call.domain === 0) return EINVAL;
  if (call.op === "shutdown") return interrupt(tx, id, { irq: 9 });
  removeMachine(tx, id, tx.world.machines[id]?.board.disk[0] ?? null);
  for (const channel of [consoleChannel(id), endChannel(id)]) wake(tx, channel);
  return 0;
}

/** Memory that no domain has. */
export const freeMemory = (tx: Tx, { hardware, domains }: Xen): number =>
  domains.reduce((left, id) => left - (tx.world.machines[id]?.hardware.memory ?? 0), hardware.memory - XENHEAP);

function create(tx: Tx, pid: Pid, xen: Xen, board: BoardRequest): number | Errno {
  if (board.hardware.memory > freeMemory(tx, xen)) return EBUSY;
  // CPUID is not trapped for a paravirtual kernel: it sees the real processor.
  const hardware = { ...board.hardware, cpuModel: xen.hardware.cpuModel };
  const id = makeMachine(tx, pid, { ...board, hardware }, { how: "para", where: "on-hardware" });
  return failed(id) ? id : domainNumber(id);
}

function infos({ world, on }: Tx, { domains }: Xen): DomainInfo[] {
  return domains.flatMap((id) => {
    const m = world.machines[id];
    if (!m) return [];
    const { kernel, hardware, board } = m;
    const cpuTime = values(kernel.tasks).reduce((sum, t) => sum + t.cpuTime, 0);
    const name = domainNumber(id) === 0 ? "Domain-0" : board.name;
    const state = stateOf(m, id === on);
    const ended = m.state === "halted" ? (m.halt === "restart" ? "reboot" : "poweroff") : null;
    const reason = m.state === "panicked" ? "crash" : ended;
    return [{ domain: domainNumber(id), name, memory: hardware.memory, vcpus: hardware.cpus, state, reason, cpuTime }];
  });
}

function stateOf({ state, kernel }: Machine, calling: boolean): DomainInfo["state"] {
  if (state === "panicked") return "crashed";
  if (state === "halted") return "shutdown";
  if (state === "off") return "paused";
  return calling || kernel.runQueue.length > 0 ? "running" : "blocked";
}

function openConsole(tx: Tx, pid: Pid, machine: MachineId): number | Errno {
  if (failed(freeFd(tx.task(pid)))) return EMFILE;
  const target = { kind: "hypervisor", device: "console", machine } as const;
  return installFile(tx, pid, { target, path: null, flags: O_RDWR, cloexec: true });
}

export const consoleChannel = (machine: MachineId): string => `console:${machine}`;
/** Who waits for its end: VIRQ_DOM_EXC tells dom0. */
export const endChannel = (machine: MachineId): string => `domain:${machine}`;

/** poll(2) on a console: input when the domain has written, a hang-up when it has ended. */
export function pollConsole(tx: Tx, machine: MachineId): number {
  const domain = tx.world.machines[machine];
  const ended = !domain || domain.state === "halted" || domain.state === "panicked";
  return (domain && domain.serial !== "" ? POLLIN : 0) | (ended ? POLLHUP : 0);
}

/** read(2) on the console of a domain: what it has written; end of file when it is gone. */
export function readConsole(tx: Tx, machine: MachineId): string | Block {
  const domain = tx.world.machines[machine];
  if (!domain) return "";
  const { serial, state } = domain;
  if (serial !== "") {
    tx.emit({ type: "console.taken", machine, bytes: serial.length });
    return serial;
  }
  return state === "running" || state === "off" ? { block: consoleChannel(machine) } : "";
}
