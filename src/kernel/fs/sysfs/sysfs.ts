// sysfs: the kernel's devices as files - sysfs(5). Reduced to processors, the disk, network devices, and the places
// where other file systems are mounted.

import type { Hardware } from "../../../machine/hardware.ts";
import { type At, dir, type Entry, file, type GenDir, link } from "../generated/entry.ts";
import { generatedFs } from "../generated/ops.ts";
import type { FsOps } from "../ops.ts";
import { classNet, physicalNet, virtualNet } from "./net.ts";

const PAGE = 4096; // bytes that every attribute file claims to have
const SECTOR = 512; // bytes a unit of /sys/block/*/size

// /sys/kernel/cgroup: which files may be handed to others, and what mount options there are - cgroup-v2.rst, Delegation
const DELEGATE = "cgroup.procs\ncgroup.threads\ncgroup.subtree_control\nmemory.oom.group\nmemory.reclaim\n";
const FEATURES =
  "nsdelegate\nfavordynmods\nmemory_localevents\nmemory_recursiveprot\nmemory_hugetlb_accounting\npids_localevents\n";

const empty = dir({}, 0o755);
const line = (read: (hardware: Hardware) => string | number): Entry => file((at) => `${read(at.v.hardware)}\n`);
const range = ({ cpus }: Hardware): string => (cpus === 1 ? "0" : `0-${cpus - 1}`);

const cpu = {
  online: line(range),
  possible: line(range),
  present: line(range),
} satisfies Record<string, Entry>;

/** One directory for each processor, beside the lists of them. */
const cpuDir: GenDir = {
  kind: "dir",
  mode: 0o755,
  nlink: 2,
  names: ({ v }) => [...Array.from({ length: v.hardware.cpus }, (_, i) => `cpu${i}`), ...Object.keys(cpu)],
  entry: ({ v }, name) => {
    const [, number] = /^cpu(\d+)$/.exec(name) ?? [];
    if (number !== undefined) return Number(number) < v.hardware.cpus ? empty : null;
    return Object.hasOwn(cpu, name) ? cpu[name as keyof typeof cpu] : null;
  },
};

const disk = dir({ ro: line(() => 0), size: line(({ disk: { size } }) => size / SECTOR) }, 0o755);

/** A directory with one entry, named after the disk. */
const ofDisk = (entry: Entry): GenDir => ({
  kind: "dir",
  mode: 0o755,
  nlink: 2,
  names: ({ v }) => [v.hardware.disk.name],
  entry: ({ v }: At, name) => (name === v.hardware.disk.name ? entry : null),
});

export const sysfsOps: FsOps = generatedFs(
  dir({
    block: ofDisk(link(({ v }) => `../devices/virtio/block/${v.hardware.disk.name}`)),
    bus: empty,
    class: dir(
      { block: ofDisk(link(({ v }) => `../../devices/virtio/block/${v.hardware.disk.name}`)), net: classNet },
      0o755,
    ),
    dev: empty,
    devices: dir(
      {
        system: dir({ cpu: cpuDir }, 0o755),
        virtio: dir({ block: ofDisk(disk), net: physicalNet }, 0o755),
        virtual: dir({ net: virtualNet }, 0o755),
      },
      0o755,
    ),
    firmware: empty,
    fs: dir({ cgroup: dir({}, 0o755), ext4: empty }, 0o755),
    kernel: dir({ cgroup: dir({ delegate: file(() => DELEGATE), features: file(() => FEATURES) }, 0o755) }, 0o755),
    module: empty,
    power: empty,
  }),
  PAGE,
);
