// Who stands on what: the machines of a world, and the hypervisor below each.

import { HOST } from "../kernel/apply.ts";
import type { Where } from "../kernel/machine/board.ts";
import { get, values } from "../kernel/table.ts";
import type { Pid } from "../kernel/task/task.ts";
import type { Machine, MachineId, World } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import { keyOn } from "./machine-key.ts";
import { initialNamespaces } from "./rooms.ts";

export const machinesOf = (world: World): readonly Machine[] => Object.values(world.machines);

/** Whether a machine is pretended: it is a house inside a house, or a domain. */
export const isGuest = ({ board }: Machine): boolean => board.where !== "none";

/** The machines right inside another one: QEMU's and VMware's. Domains of a hypervisor on the hardware are beside it. */
export const guestsOf = (world: World, id: MachineId): readonly Machine[] =>
  machinesOf(world).filter((m) => m.parent === id && isGuest(m) && m.board.where !== "on-hardware");

/** The machines that stand on a hypervisor on the hardware, domain 0 first. */
export const domainsOf = (world: World): readonly Machine[] =>
  world.xen
    ? world.xen.domains.flatMap((id) => world.machines[id] ?? [])
    : machinesOf(world).filter((m) => m.board.where === "on-hardware");

/** The machine that stands at the bottom of the picture when there is no hypervisor on the hardware. */
export const groundOf = (world: World): Machine | null =>
  world.machines[HOST] ?? machinesOf(world).find((m) => m.parent === null) ?? null;

/** A hypervisor's part in a kernel: the key of its place there, and the name of its module. */
export interface Driver {
  readonly key: string;
  readonly name: string;
}

export interface Hypervisor {
  /** Its key in the whole picture. */
  readonly key: string;
  readonly name: string;
  readonly where: Exclude<Where, "none">;
  /** Its part in the kernel of the host, where it has one; its key is in the picture of that machine. */
  readonly driver: Driver | null;
}

/** What pretends a machine; null for one that stands on the hardware alone. */
export function hypervisorOf(world: World, machine: Machine): Hypervisor | null {
  const { board, parent } = machine;
  const { where } = board;
  if (where === "none") return null;
  if (where === "on-hardware") return { key: "hypervisor:xen", name: "Xen", where, driver: null };
  const host = parent ?? HOST;
  if (where === "in-kernel") {
    const driver = { key: "hypervisor:kvm", name: "KVM" };
    return { key: keyOn(host, driver.key), name: driver.name, where, driver };
  }
  const comm = monitorName(world, machine);
  const vmware = comm.startsWith("vmware");
  const name = vmware ? "VMM" : comm.startsWith("qemu") ? "TCG" : "VMM";
  const driver = vmware ? { key: "hypervisor:vmmon", name: "vmmon" } : null;
  return { key: keyOn(machine.id, "hypervisor:vmm"), name, where, driver };
}

/** The short name of the process that runs a machine; empty without one. */
export function monitorName(world: World, { parent, monitor }: Machine): string {
  const kernel = world.machines[parent ?? HOST]?.kernel;
  const task = kernel && monitor !== null ? get(kernel.tasks, monitor) : undefined;
  return task ? fromBytes(task.comm) : "";
}

/** Processes of a machine that hold a house. */
export function monitorsOf(world: World, id: MachineId): ReadonlySet<Pid> {
  return new Set(guestsOf(world, id).flatMap(({ monitor }) => (monitor === null ? [] : [monitor])));
}

/** The parts that hypervisors of a machine's guests have in its kernel. */
export function driversOf(world: World, id: MachineId): readonly Driver[] {
  const all = guestsOf(world, id).flatMap((guest) => hypervisorOf(world, guest)?.driver ?? []);
  return all.filter((driver, i) => all.findIndex(({ key }) => key === driver.key) === i);
}

/** What a machine is called: the host by its host name, a guest by the name that its hypervisor knows it by. */
export function machineName({ id, board, kernel }: Machine): string {
  if (id !== HOST || kernel.namespaces.size === 0) return board.name;
  const uts = get(kernel.namespaces, initialNamespaces(kernel).uts);
  return uts?.kind === "uts" ? fromBytes(uts.hostname) : board.name;
}

/** Processes that are alive. */
export const aliveIn = ({ kernel, state }: Machine): number =>
  state === "off" || state === "gone" ? 0 : values(kernel.tasks).filter((t) => t.state !== "dead").length;
