// Making a machine on behalf of a process, and what happens to the machines of one that ends.

import type { Hardware } from "../../machine/hardware.ts";
import { EBADF, type Errno, failed } from "../abi/errno.ts";
import { emptyKernel } from "../empty.ts";
import { fileOf } from "../fs/fd.ts";
import type { InodeId } from "../fs/inode.ts";
import { inodeBehind } from "../fs/real.ts";
import type { Pid } from "../task/task.ts";
import { Tx, wake } from "../tx.ts";
import type { Machine, MachineId, World } from "../world.ts";
import type { Board } from "./board.ts";
import { pressPower } from "./power-button.ts";
import { receive } from "./serial.ts";

/** What a monitor asks for. */
export interface BoardRequest extends Omit<Board, "disk" | "how" | "where"> {
  readonly hardware: Hardware;
  /** Descriptors of the image, and of those that it is based on. */
  readonly disk: readonly number[];
}

/** Makes a machine that is off. `id` is taken as it is for a domain of Xen, which has no process to monitor it. */
export function makeMachine(
  tx: Tx,
  pid: Pid,
  { hardware, disk, ...rest }: BoardRequest,
  kind: Pick<Board, "how" | "where">,
): MachineId | Errno {
  const images = imagesOf(tx, pid, disk);
  if (failed(images)) return images;
  const domain = kind.where === "on-hardware";
  const n = tx.k.next.vm;
  const guest = tx.machine.parent === null ? `vm${n}` : `${tx.on}.${n}`;
  const id = domain ? `dom${tx.world.xen?.nextDomain ?? n}` : guest;
  const value: Machine = {
    id,
    board: { ...rest, ...kind, disk: images },
    hardware,
    kernel: emptyKernel("", ""),
    state: "off",
    parent: domain ? null : tx.on,
    monitor: domain ? null : pid,
    startedAt: 0,
    starts: 0,
    halt: null,
    boot: [],
    serial: "",
  };
  tx.emit({ type: "machine.created", machine: id, value });
  return id;
}

function imagesOf(tx: Tx, pid: Pid, fds: readonly number[]): InodeId[] | Errno {
  const found: InodeId[] = [];
  for (const fd of fds) {
    const file = fileOf(tx.k, tx.task(pid), fd);
    if (failed(file)) return file;
    const inode = file.path && inodeBehind(tx.k, file.path);
    if (!inode) return EBADF;
    found.push(inode.id);
  }
  return found;
}

/** Machines that run under a process of `on`. */
const guestsOf = (w: World, on: MachineId): Machine[] => Object.values(w.machines).filter((m) => m.parent === on);

/** The process ends, and the machines that it pretends end with it; those under them, too. */
export function removeGuests(tx: Tx, pid: Pid): void {
  for (const { id, monitor, board } of guestsOf(tx.world, tx.on)) {
    if (monitor === pid) removeMachine(tx, id, board.disk[0] ?? null);
  }
}

export function removeMachine(tx: Tx, machine: MachineId, image: InodeId | null): void {
  for (const inner of guestsOf(tx.world, machine)) removeMachine(tx, inner.id, null);
  tx.emit({ type: "machine.removed", machine, image });
}

/** An interrupt for a guest: 4 with the bytes that its serial port received, or 9, the power button's. */
export interface IrqLine {
  readonly irq: 4 | 9;
  readonly data?: string;
}

export function interrupt(tx: Tx, machine: MachineId, { irq, data = "" }: IrqLine): 0 {
  const inside = new Tx(tx.world, machine);
  if (irq === 4) receive(inside, data);
  else pressPower(inside);
  tx.include(inside);
  return 0;
}

/** What sleeps on a machine's processor waits on this channel. */
export const vcpuChannel = (machine: MachineId): string => `vcpu:${machine}`;

/** Something has happened in a guest from outside (a key, an interrupt): whoever waits for its processor looks again. */
export function kick(tx: Tx, machine: MachineId): void {
  wake(tx, vcpuChannel(machine));
}
