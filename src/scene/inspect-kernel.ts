import { NS_KINDS } from "../kernel/ns/namespace.ts";
import { get, values } from "../kernel/table.ts";
import type { Machine } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import { sizeText } from "./files-below.ts";
import { cgroupRows, deviceRows } from "./inspect-cgroups.ts";
import type { Facts, Row } from "./inspector.ts";
import { rooms } from "./rooms.ts";
import type { Organ, Words } from "./words.ts";

/** The kernel, one of its organs, or the hardware below. */
export function kernelFacts(machine: Machine, key: string, words: Words): Facts | null {
  const organ = /^organ:(.+)$/.exec(key)?.[1] as Organ | undefined;
  if (organ && organ in words.organs)
    return { key, kind: "kernel", title: words.organs[organ], rows: organRows(machine, organ, words) };
  if (key.startsWith("hardware") || key.startsWith("cpu:")) {
    return { key, kind: "kernel", title: words.hardware, rows: hardwareRows(machine, words) };
  }
  if (key === "kernel") return { key, kind: "kernel", title: words.kernel, rows: kernelRows(machine, words) };
  if (key === "yard" || key === "sign:yard")
    return { key: "yard", kind: "kernel", title: words.host, rows: yardRows(machine, words) };
  return null;
}

function kernelRows({ kernel: k }: Machine, { facts }: Words): Row[] {
  return [
    { label: facts.release, value: `Linux ${k.release}`, mono: true },
    { label: facts.build, value: k.version, mono: true },
    { label: facts.processes, value: `${k.tasks.size}`, mono: true },
    { label: facts.namespaces, value: `${k.namespaces.size}`, mono: true },
    { label: facts.mounts, value: `${k.mounts.size}`, mono: true },
  ];
}

function yardRows({ kernel: k }: Machine, { facts }: Words): Row[] {
  const { yard, initial } = rooms(k);
  const uts = get(k.namespaces, initial.uts);
  return [
    ...(uts?.kind === "uts" ? [{ label: facts.hostname, value: fromBytes(uts.hostname), mono: true }] : []),
    { label: facts.processes, value: `${yard.length}`, mono: true },
  ];
}

export function hardwareRows({ hardware: h }: Pick<Machine, "hardware">, words: Words): Row[] {
  return [
    { label: "CPU", value: `${h.cpus} × ${h.cpuModel}`, mono: true },
    { label: words.memory, value: sizeText(h.memory), mono: true },
    { label: words.disk, value: `${h.disk.name} ${sizeText(h.disk.size)}`, mono: true },
    { label: words.nic, value: h.nic, mono: true },
  ];
}

function organRows({ kernel: k }: Machine, organ: Organ, words: Words): Row[] {
  const { facts } = words;
  switch (organ) {
    case "scheduler": {
      const name = (pid: number): string => fromBytes(values(k.tasks).find((t) => t.pid === pid)?.comm ?? "");
      const task = (label: string, pid: number): Row => ({
        label,
        value: `${pid} ${name(pid)}`,
        key: `task:${pid}`,
        mono: true,
      });
      const running = values(k.tasks).filter((t) => t.state === "running");
      return [...running.map((t) => task(facts.running, t.pid)), ...k.runQueue.map((pid) => task(facts.queue, pid))];
    }
    case "vfs":
      return [
        { label: facts.mounts, value: `${values(k.mounts).filter((m) => m.ns !== null).length}`, mono: true },
        { label: facts.files, value: `${k.files.size}`, mono: true },
        { label: facts.inode, value: `${k.inodes.size}`, mono: true },
      ];
    case "cgroup":
      return cgroupRows(k, words);
    case "network":
      return deviceRows(k);
    default: {
      return NS_KINDS.map((ns) => ({
        ...{
          label: words.ns[ns],
          value: `${values(k.namespaces).filter((n) => n.kind === ns).length}`,
          ns,
          mono: true,
        },
      }));
    }
  }
}
