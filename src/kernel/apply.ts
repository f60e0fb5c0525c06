// The only writer of the simulated world.

import { cgroupAppliers } from "./cgroup/apply.ts";
import type { Appliers, KernelEvent } from "./event.ts";
import { fsAppliers } from "./fs/apply.ts";
import { fileAppliers } from "./fs/file-apply.ts";
import { ipcAppliers } from "./ipc/namespace.ts";
import { mapAppliers } from "./memory/apply.ts";
import { netAppliers } from "./net/apply.ts";
import { nsAppliers } from "./ns/apply.ts";
import { SYSCALL_NS } from "./param.ts";
import { taskAppliers } from "./task/apply.ts";
import type { Kernel, MachineId, World } from "./world.ts";

/** An event of one machine of the world. */
export type WorldEvent = KernelEvent & { readonly on?: MachineId };

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
};

/** The kernel after one event. */
export function applyKernel(k: Kernel, e: KernelEvent): Kernel {
  return (appliers[e.type] as (k: Kernel, e: KernelEvent) => Kernel)(k, e);
}

/** The world after one event. A system call takes time; an idle machine's clock jumps. */
export function apply(world: World, e: WorldEvent): World {
  const id = e.on ?? HOST;
  const machine = world.machines[id];
  if (!machine) throw new Error(`no machine ${id} in this world`);
  const kernel = applyKernel(machine.kernel, e);
  const now =
    e.type === "sys.called" ? world.now + (e.ns ?? SYSCALL_NS) : e.type === "clock.advanced" ? e.to : world.now;
  if (kernel === machine.kernel) return now === world.now ? world : { ...world, now };
  return { now, machines: { ...world.machines, [id]: { ...machine, kernel } } };
}
