// Whether a person is waited for: then time stands still, as it does for who thinks at a prompt.

import { get } from "../kernel/table.ts";
import type { Pid } from "../kernel/task/task.ts";
import type { Machine, MachineId, World } from "../kernel/world.ts";

/** A terminal of the machine that is looked at is being read. */
export function awaitsTyping(w: World, attended: MachineId): boolean {
  const machine = w.machines[attended] ?? w.machines.host;
  return machine !== undefined && isAwaited(w, machine);
}

// A raw terminal only hands on what is typed (to the console of a guest): nobody is waited for while the guests behind it
// are busy.
function isAwaited(w: World, { id, kernel }: Machine): boolean {
  for (const channel of Object.keys(kernel.waiters)) {
    if (!channel.startsWith("tty:")) continue;
    // Who waits for a pipe as well, as a program that copies between the two, is not kept waiting by a terminal.
    const alone = (pid: Pid) => !get(kernel.tasks, pid)?.wait?.channel.includes("pipe:");
    if (!(kernel.waiters[channel] ?? []).some(alone)) continue;
    const tty = get(kernel.ttys, Number(channel.slice(4)) as never);
    if (!tty?.raw || guestsBehind(w, id).every((guest) => isAwaited(w, guest))) return true;
  }
  return false;
}

/** Running machines whose console a program on `id` can hand on. */
function guestsBehind(w: World, id: MachineId): Machine[] {
  const domains = w.xen?.domains.includes(id) ? w.xen.domains : [];
  return Object.values(w.machines).filter(
    (m) => m.state === "running" && m.id !== id && (m.parent === id || domains.includes(m.id)),
  );
}
