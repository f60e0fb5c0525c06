import { HOST } from "../../../kernel/apply.ts";
import type { MachineId, World } from "../../../kernel/world.ts";

/** Where a script runs in a world: in its first running guest; where there is none, on the host. */
export function workplace({ machines }: World): MachineId {
  const guest = Object.values(machines).find((m) => m.id !== HOST && m.state === "running");
  return guest?.id ?? HOST;
}
