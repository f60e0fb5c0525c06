// Worlds of several machines made by hand: a host with KVM's guests, VMware's guest, Xen's domains, a house that has
// panicked, and more machines than a picture can show.

import type { WorldEvent } from "../kernel/apply.ts";
import { realMachine } from "../kernel/empty.ts";
import type { How, Where } from "../kernel/machine/board.ts";
import type { MachineState } from "../kernel/machine/life.ts";
import type { Pid } from "../kernel/task/task.ts";
import type { Machine, MachineId, World } from "../kernel/world.ts";
import { SERVER } from "../machine/hardware.ts";
import type { Crossing } from "./crossings.ts";
import { type KernelDraft, kernelDraft } from "./fixture-kernel.ts";

export interface MachineFixture {
  readonly name: string;
  readonly world: World;
  readonly step: readonly WorldEvent[];
  /** What the step's event went through. */
  readonly path?: readonly Crossing[];
}

const SHELL = 941 as Pid;

/** A host with daemons and a shell. */
function hostDraft(): KernelDraft {
  const d = kernelDraft();
  const init = d.task(1, "systemd");
  d.task(214, "systemd-journald", { parent: init });
  d.task(611, "sshd", { parent: init });
  const login = d.task(902, "login", { parent: init });
  d.task(SHELL, "bash", { parent: login });
  return d;
}

/** A booted guest with a web server; `call` is the process that is running. */
function guestDraft(): KernelDraft {
  const d = kernelDraft();
  const init = d.task(1, "systemd");
  d.task(118, "systemd-journald", { parent: init });
  const nginx = d.task(240, "nginx", { parent: init });
  d.task(241, "worker", { parent: nginx });
  const login = d.task(302, "login", { parent: init });
  const bash = d.task(311, "bash", { parent: login });
  d.task(325, "dd", { parent: bash, state: "running" });
  return d;
}

interface Pretended {
  readonly how: How;
  readonly where: Where;
  readonly parent?: MachineId | null;
  readonly monitor?: number;
  readonly state?: MachineState;
  readonly disk?: string;
}

function guest(
  id: MachineId,
  d: KernelDraft,
  { how, where, parent = "host", monitor, state, disk }: Pretended,
): Machine {
  const hardware = { ...SERVER, cpus: 1, memory: 2 ** 30, disk: { name: disk ?? "vda", size: 8 * 2 ** 30 } };
  const real = realMachine(id, hardware, { ...d.k });
  const board = { ...real.board, how, where };
  return {
    ...real,
    board,
    parent,
    monitor: monitor === undefined ? null : (monitor as Pid),
    state: state ?? "running",
  };
}

function worldOf(host: KernelDraft, ...guests: readonly Machine[]): World {
  const { now, machines } = host.world();
  return { now, machines: { ...machines, ...Object.fromEntries(guests.map((m) => [m.id, m])) } };
}

const called = (on: MachineId, pid: number, call: string, args: object, ret: unknown): WorldEvent => ({
  ...{ type: "sys.called", pid: pid as Pid, call, args, ret, on },
});

const WRITE: readonly Crossing[] = [
  { layer: "user", name: "dd", op: "syscall" },
  { layer: "guest-kernel", name: "virtio_blk", op: "mmio-write" },
  { layer: "hypervisor", name: "ept-misconfig", op: "vm-exit" },
  { layer: "host-kernel", name: "ioeventfd", op: "wake" },
  { layer: "device", name: "disk", op: "dma" },
];

function kvm(): MachineFixture {
  const d = hostDraft();
  const init = 1 as Pid;
  d.task(733, "libvirtd", { parent: init });
  d.task(1201, "qemu-system-x86", { parent: init, state: "running", argv: ["qemu-system-x86_64", "-enable-kvm"] });
  const web = guest("web", guestDraft(), { how: "hardware", where: "in-kernel", monitor: 1201 });
  const off = guest("db", kernelDraft(), { how: "hardware", where: "in-kernel", state: "off" });
  const step = [called("web", 325, "write", { fd: 1, count: 4096 }, 4096)];
  return { name: "KVM: a write to the disk", world: worldOf(d, web, off), step, path: WRITE };
}

/** A call that the hypervisor never hears of. */
function kvmCall(): MachineFixture {
  const { world } = kvm();
  const step = [called("web", 325, "getppid", {}, 311)];
  const path: readonly Crossing[] = [
    { layer: "user", name: "dd", op: "syscall" },
    { layer: "guest-kernel", name: "sys_getppid", op: "kernel" },
  ];
  return { name: "KVM: a call that stays in the guest", world, step, path };
}

function panicked(): MachineFixture {
  const d = hostDraft();
  d.task(1201, "qemu-system-x86", { parent: 1 as Pid, state: "running" });
  d.task(1302, "qemu-system-x86", { parent: 1 as Pid });
  const pretended = { how: "hardware", where: "in-kernel" } as const;
  const web = guest("web", guestDraft(), { ...pretended, monitor: 1201, state: "panicked" });
  const db = guest("db", guestDraft(), { ...pretended, monitor: 1302 });
  const mail = guest("mail", guestDraft(), { ...pretended, state: "halted" });
  return { name: "one house has panicked", world: worldOf(d, web, db, mail), step: [] };
}

function vmware(): MachineFixture {
  const d = hostDraft();
  d.task(1120, "vmware-vmx", { parent: SHELL, state: "running" });
  const pretended = { how: "binary-translation", where: "hosted", monitor: 1120, disk: "sda" } as const;
  const step = [called("guest", 325, "read", { fd: 3, count: 512 }, 512)];
  const path: readonly Crossing[] = [
    { layer: "user", name: "dd", op: "syscall" },
    { layer: "hypervisor", name: "vmm", op: "trap" },
    { layer: "guest-kernel", name: "ide", op: "port-in" },
    { layer: "hypervisor", name: "out 0x1F7", op: "emulate" },
    { layer: "host-kernel", name: "vmmon", op: "world-switch" },
    { layer: "device", name: "disk", op: "dma" },
  ];
  return { name: "VMware on a host", world: worldOf(d, guest("guest", guestDraft(), pretended)), step, path };
}

function xen(): MachineFixture {
  const d = hostDraft();
  d.task(640, "xenstored", { parent: 1 as Pid });
  const pretended = { how: "para", where: "on-hardware", parent: null, disk: "xvda" } as const;
  const world = worldOf(
    d,
    guest("web", guestDraft(), pretended),
    guest("db", kernelDraft(), { ...pretended, state: "off" }),
  );
  const dom0 = world.machines.host as Machine;
  const host: Machine = { ...dom0, board: { ...dom0.board, how: "para", where: "on-hardware" } };
  const xen = { hardware: SERVER, domains: ["host", "web", "db"], nextDomain: 3, current: "web" };
  const step = [called("web", 325, "write", { fd: 1, count: 4096 }, 4096)];
  const path: readonly Crossing[] = [
    { layer: "user", name: "dd", op: "syscall" },
    { layer: "guest-kernel", name: "blkfront", op: "kernel" },
    { layer: "hypervisor", name: "event_channel_op", op: "hypercall" },
    { layer: "host-kernel", name: "blkback", op: "interrupt" },
    { layer: "device", name: "disk", op: "dma" },
  ];
  return {
    name: "Xen: domains on a hypervisor",
    world: { ...world, machines: { ...world.machines, host }, xen },
    step,
    path,
  };
}

/** Twenty-four guests on one host. */
function machines(): MachineFixture {
  const d = hostDraft();
  const states: readonly MachineState[] = ["running", "running", "running", "halted", "panicked", "off"];
  const guests = Array.from({ length: 24 }, (_, i) => {
    const pid = 1201 + i;
    const state = states[i % states.length] ?? "running";
    if (state !== "off") d.task(pid, "qemu-system-x86", { parent: 1 as Pid });
    const monitor = state === "off" ? {} : { monitor: pid };
    return guest(`node-${i + 1}`, guestDraft(), { how: "hardware", where: "in-kernel", state, ...monitor });
  });
  return { name: "twenty-four machines", world: worldOf(d, ...guests), step: [] };
}

export const MACHINE_FIXTURES: Readonly<Record<string, () => MachineFixture>> = {
  kvm,
  "kvm-call": kvmCall,
  vmware,
  xen,
  panicked,
  machines,
};
