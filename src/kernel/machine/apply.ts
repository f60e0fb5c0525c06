import type { InodeId } from "../fs/inode.ts";
import { SYSCALL_NS } from "../param.ts";
import { get, set } from "../table.ts";
import type { Machine, MachineId, World } from "../world.ts";
import { contentOf } from "./disk.ts";
import type { MachineEvent } from "./event.ts";
import { COM1, RESET_CONTROL } from "./exit.ts";
import { nextMachineState } from "./life.ts";
import { logged, onConsole } from "./log.ts";

/** Handlers of the events of machines: they change the world, not one kernel. */
type MachineAppliers = {
  readonly [T in MachineEvent["type"]]: (
    w: World,
    e: Extract<MachineEvent, { readonly type: T }>,
    on: MachineId,
  ) => World;
};

const SERIAL_MAX = 65536; // bytes that wait for somebody to take them; the oldest are lost

export function machineOf(w: World, id: MachineId): Machine {
  const machine = w.machines[id];
  if (!machine) throw new Error(`no machine ${id} in this world`);
  return machine;
}

const put = (w: World, machine: Machine): World => ({ ...w, machines: { ...w.machines, [machine.id]: machine } });

const change = (w: World, id: MachineId, part: Partial<Machine>): World => put(w, { ...machineOf(w, id), ...part });

/** Text that goes out on the serial port as well as to the screen of the terminal there. */
export function transmit(machine: Machine, text: string): Machine {
  return { ...machine, serial: (machine.serial + text).slice(-SERIAL_MAX) };
}

/** What was on the disk of a machine goes on in the file of its parent's that it was. */
function keepDisk(w: World, { parent, kernel }: Machine, image: InodeId): World {
  const content = contentOf(kernel);
  const home = parent === null ? undefined : w.machines[parent];
  if (!home || !content || !get(home.kernel.inodes, image)) return w;
  return put(w, { ...home, kernel: { ...home.kernel, images: set(home.kernel.images, image, content) } });
}

export const machineAppliers: MachineAppliers = {
  "machine.created": (w, { value }, on) => {
    const maker = machineOf(w, on);
    const next = { ...maker.kernel.next, vm: maker.kernel.next.vm + 1 };
    const made = put(put(w, { ...maker, kernel: { ...maker.kernel, next } }), value);
    if (!w.xen || value.board.where !== "on-hardware") return made;
    const domains = [...w.xen.domains, value.id];
    return { ...made, xen: { ...w.xen, domains, nextDomain: w.xen.nextDomain + 1 } };
  },
  "machine.started": (w, { machine, kernel, boot }) => {
    const { state, starts } = machineOf(w, machine);
    const power = {
      state: nextMachineState(state, "machine.started"),
      startedAt: w.now,
      starts: starts + 1,
      halt: null,
    };
    return change(w, machine, { kernel, boot, ...power });
  },
  "machine.booted": (w, { machine, step }) => {
    const old = machineOf(w, machine);
    if (step.quiet) {
      const log = [...old.kernel.log, ...step.text.split("\n").slice(0, -1)];
      return {
        ...change(w, machine, { kernel: { ...old.kernel, log }, boot: old.boot.slice(1) }),
        now: w.now + SYSCALL_NS,
      };
    }
    const kernel = step.stage === "kernel" ? logged(old.kernel, step.text) : onConsole(old.kernel, step.text);
    return { ...put(w, transmit({ ...old, kernel, boot: old.boot.slice(1) }, step.text)), now: w.now + SYSCALL_NS };
  },
  "machine.halted": (w, { machine, how }) =>
    change(w, machine, { state: nextMachineState(machineOf(w, machine).state, "machine.halted"), halt: how }),
  "machine.panicked": (w, { machine }) =>
    change(w, machine, { state: nextMachineState(machineOf(w, machine).state, "machine.panicked") }),
  "machine.removed": (w, { machine, image }) => {
    const old = machineOf(w, machine);
    nextMachineState(old.state, "machine.removed");
    const kept = image === null ? w : keepDisk(w, old, image);
    const { [machine]: _gone, ...machines } = kept.machines;
    if (!kept.xen?.domains.includes(machine)) return { ...kept, machines };
    const domains = kept.xen.domains.filter((id) => id !== machine);
    const current = kept.xen.current === machine ? (domains[0] as MachineId) : kept.xen.current;
    return { ...kept, machines, xen: { ...kept.xen, domains, current } };
  },
  "vcpu.entered": (w) => w,
  // The monitor has taken what the serial port sent; a write to the reset register resets.
  "vcpu.exited": (w, { machine, exit }) => {
    const { serial, state } = machineOf(w, machine);
    if (exit.port === COM1 && exit.data) return change(w, machine, { serial: serial.slice(exit.data.length) });
    return exit.port === RESET_CONTROL ? change(w, machine, { state: nextMachineState(state, "machine.reset") }) : w;
  },
  "console.taken": (w, { machine, bytes }) => change(w, machine, { serial: machineOf(w, machine).serial.slice(bytes) }),
  "domain.chosen": (w, { machine }) => (w.xen ? { ...w, xen: { ...w.xen, current: machine } } : w),
};
