// What the inspector says of cgroups and of network devices.

import type { Cgroup } from "../kernel/cgroup/cgroup.ts";
import { ROOT_CGROUP } from "../kernel/cgroup/cgroup.ts";
import { pathFrom, tasksWithin } from "../kernel/cgroup/tree.ts";
import { dotted } from "../kernel/net/address.ts";
import type { NetDevice } from "../kernel/net/device.ts";
import { isFirstNetNs } from "../kernel/net/stack.ts";
import { lookup, values } from "../kernel/table.ts";
import type { Kernel } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import { sizeText } from "./files-below.ts";
import type { Row } from "./inspector.ts";
import type { Words } from "./words.ts";

const PAGE = 4096; // bytes

/** Cgroups that are there, the root first. */
export const liveCgroups = (k: Kernel): readonly Cgroup[] => values(k.cgroups).filter((cgroup) => !cgroup.dead);

/** Each cgroup with its processes and what it may have: "3 · pids 3/10 · memory 1 MiB/16 MiB". */
export function cgroupRows(k: Kernel, words: Words): Row[] {
  return liveCgroups(k).map((cgroup) => {
    const { pids, memory, cpu } = cgroup.css;
    const used = Object.values(memory?.pages ?? {}).reduce((n, pages) => n + pages, 0) * PAGE;
    const parts = [
      words.processes(tasksWithin(k, cgroup.id).length),
      ...(pids && pids.max !== null ? [`pids ${pids.current}/${pids.max}`] : []),
      ...(memory && memory.max !== null ? [`memory ${sizeText(used)}/${sizeText(memory.max * PAGE)}`] : []),
      ...(cpu && cpu.quota !== null ? [`cpu ${cpu.quota}/${cpu.period}`] : []),
    ];
    return { label: fromBytes(pathFrom(k, cgroup.id, ROOT_CGROUP)), value: parts.join(" · "), mono: true };
  });
}

/** Each device with its addresses, and the namespace that it is in where that is not the host's. */
export function deviceRows(k: Kernel): Row[] {
  const elsewhere = (d: NetDevice): string[] =>
    isFirstNetNs(k, d.ns) ? [] : [`net:[${lookup(k.namespaces, d.ns).inum}]`];
  return values(k.devices).map((device) => {
    const addresses = device.addresses.map((a) => `${dotted(a.ip)}/${a.prefix}`);
    const state = device.up ? "UP" : "DOWN";
    return {
      ...{ label: fromBytes(device.name), ns: "net", mono: true },
      value: [state, ...addresses, ...elsewhere(device)].join(" · "),
    };
  });
}
