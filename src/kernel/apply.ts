// The only writer of the simulated world.

import { cgroupAppliers } from "./cgroup/apply.ts";
import type { Appliers, KernelEvent } from "./event.ts";
import { fsAppliers } from "./fs/apply.ts";
import { fileAppliers } from "./fs/file-apply.ts";
import { ipcAppliers } from "./ipc/namespace.ts";
import { machineAppliers, machineOf, transmit } from "./machine/apply.ts";
import type { MachineEvent } from "./machine/event.ts";
import { logAppliers } from "./machine/log.ts";
import { mapAppliers } from "./memory/apply.ts";
import { netAppliers } from "./net/apply.ts";
import { nsAppliers } from "./ns/apply.ts";
import { SYSCALL_NS } from "./param.ts";
import { get } from "./table.ts";
import { taskAppliers } from "./task/apply.ts";
import type { Kernel, MachineId, World } from "./world.ts";

/** An event, and the machine whose kernel it happened in. */
export type WorldEvent = (KernelEvent | MachineEvent) & { readonly on?: MachineId };

/** The machine that an event without `on` belongs to. */
export const HOST: MachineId = "host";

const appliers: Appliers<KernelEvent, Kernel> = {
  ...taskAppliers,
  ...nsAppliers,
  ...ipcAppliers,
  ...fileAppliers,
  ...fsAppliers,
  ...cgroupAppliers,
  ...mapAppliers,
  ...netAppliers,
  ...logAppliers,
};

/** The world after one event. A system call takes time; an idle machine's clock jumps. */
export function apply(world: World, e: WorldEvent): World {
  const id = e.on ?? HOST;
  const change = appliers[e.type as KernelEvent["type"]] as ((k: Kernel, e: WorldEvent) => Kernel) | undefined;
  if (!change) return applyMachine(world, e as MachineEvent, id);
  const machine = machineOf(world, id);
  const kernel = change(machine.kernel, e);
  const now =
    e.type === "sys.called" ? world.now + (e.ns ?? SYSCALL_NS) : e.type === "clock.advanced" ? e.to : world.now;
  if (kernel === machine.kernel) return now === world.now ? world : { ...world, now };
  const sent = id === HOST ? "" : sentBy(machine.kernel, kernel);
  const next = sent === "" ? { ...machine, kernel } : transmit({ ...machine, kernel }, sent);
  return { ...world, now, machines: { ...world.machines, [id]: next } };
}

const applyMachine = (world: World, e: MachineEvent, on: MachineId): World =>
  (machineAppliers[e.type] as (w: World, e: MachineEvent, on: MachineId) => World)(world, e, on);

/** What an event wrote to the kernel's console: its serial port sends it. */
function sentBy(before: Kernel, after: Kernel): string {
  if (before.ttys === after.ttys || after.console === null) return "";
  const old = get(before.ttys, after.console)?.screen ?? "";
  const now = get(after.ttys, after.console)?.screen ?? "";
  // A terminal moves back, writes a blank and moves back again over what was erased.
  return now.length >= old.length ? now.slice(old.length) : "\b \b".repeat(old.length - now.length);
}
