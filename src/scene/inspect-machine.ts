// What there is to know of a machine as a whole, of the hypervisor below it, and of real hardware that no kernel owns.

import { HOST } from "../kernel/apply.ts";
import { get } from "../kernel/table.ts";
import type { Task } from "../kernel/task/task.ts";
import type { Machine, MachineId, World } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import { hardwareRows } from "./inspect-kernel.ts";
import type { Facts, Row } from "./inspector.ts";
import { BELOW, keyOn } from "./machine-key.ts";
import { aliveIn, domainsOf, guestsOf, hypervisorOf, machineName } from "./machines.ts";
import type { Words } from "./words.ts";

/** Facts by the key of a machine's own picture; null when the key is that of something inside it. */
export function machinesFacts(world: World, id: MachineId, key: string, words: Words): Facts | null {
  const machine = world.machines[id];
  if (id === BELOW) {
    const hardware = world.xen?.hardware ?? machine?.hardware;
    return hardware ? { key, kind: "kernel", title: words.hardware, rows: hardwareRows({ hardware }, words) } : null;
  }
  if (key === "world") return { key, kind: "machine", title: words.machines.all, rows: machineRows(world, words) };
  if (!machine) return null;
  if (/^(?:(?:sign|state):)?house$/.test(key)) return houseFacts(world, machine, words);
  if (key.startsWith("hypervisor:")) return hypervisorFacts(world, machine, key, words);
  return null;
}

function houseFacts(world: World, machine: Machine, words: Words): Facts {
  const { id, board, state, parent, monitor, kernel } = machine;
  const { facts, how, where, state: states, nobody } = words.machines;
  const hypervisor = hypervisorOf(world, machine);
  const up = parent === null ? undefined : world.machines[parent];
  const task = up && monitor !== null ? get(up.kernel.tasks, monitor) : undefined;
  const rows: Row[] = [
    { label: words.facts.state, value: states[state] },
    { label: facts.how, value: how[board.how] },
    { label: facts.where, value: where[board.where] },
    ...(hypervisor ? [{ label: facts.hypervisor, value: hypervisor.name, key: hypervisor.key, mono: true }] : []),
    ...(up ? [{ label: facts.parent, value: machineName(up), key: keyOn(up.id, "kernel"), mono: true }] : []),
    ...(up && board.where !== "on-hardware" ? [{ label: facts.monitor, ...runBy(up, task, nobody) }] : []),
    ...hardwareRows(machine, words),
    { label: words.facts.release, value: `Linux ${kernel.release}`, key: keyOn(id, "kernel"), mono: true },
    { label: words.facts.processes, value: `${aliveIn(machine)}`, mono: true },
  ];
  return { key: keyOn(id, "house"), kind: "machine", title: machineName(machine), rows };
}

function runBy(up: Machine, task: Task | undefined, nobody: string): Omit<Row, "label"> {
  if (!task) return { value: nobody };
  return { value: `${task.pid} ${fromBytes(task.comm)}`, key: keyOn(up.id, `task:${task.pid}`), mono: true };
}

/** The hypervisor itself, a driver of it, or the monitor in a house: what it is, and whom it pretends. */
function hypervisorFacts(world: World, machine: Machine, key: string, words: Words): Facts | null {
  const whole = keyOn(machine.id, key);
  const all = [...domainsOf(world), ...Object.values(world.machines).flatMap((m) => guestsOf(world, m.id))];
  const guests = all.filter((guest) => {
    const h = hypervisorOf(world, guest);
    return (
      h && (h.key === whole || guest.id === machine.id || keyOn(guest.parent ?? HOST, h.driver?.key ?? "") === whole)
    );
  });
  const first = guests[0];
  const hypervisor = first && hypervisorOf(world, first);
  if (!first || !hypervisor) return null;
  const driver = key === hypervisor.driver?.key && hypervisor.key !== whole;
  const { facts, how, where, driver: driverOf } = words.machines;
  const rows: Row[] = [
    { label: facts.where, value: where[first.board.where] },
    { label: facts.how, value: how[first.board.how] },
    ...guests.map((guest) => ({
      label: facts.guests,
      value: machineName(guest),
      key: keyOn(guest.id, "house"),
      mono: true,
    })),
  ];
  const title = driver ? driverOf(hypervisor.driver?.name ?? "") : hypervisor.name;
  return { key: whole, kind: "hypervisor", title, rows };
}

const machineRows = (world: World, { machines }: Words): Row[] =>
  Object.values(world.machines).map((m) => ({
    ...{
      label: machineName(m),
      value: machines.state[m.state],
      key: keyOn(m.id, m.board.where === "none" ? "kernel" : "house"),
    },
  }));
