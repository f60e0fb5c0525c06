// Laws that hold for every script. fast-check makes scripts of calls that meet each other on a few names, mounts, layers,
// namespaces and cgroups; where a law is broken it shows the shortest script that breaks it.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply, HOST, type WorldEvent } from "../kernel/apply.ts";
import { selfAndAncestors } from "../kernel/cgroup/tree.ts";
import { inodesOfLink } from "../kernel/fs/blocks.ts";
import { listNames } from "../kernel/fs/names.ts";
import { get, lookup, values } from "../kernel/table.ts";
import type { Kernel, World } from "../kernel/world.ts";
import { bootHost } from "../user/boot/host.ts";
import { launch } from "../user/boot/launch.ts";
import { PROGRAMS } from "../user/programs.ts";
import { Runner } from "../user/runner.ts";
import { Line } from "./line.ts";

const RUNS = 25;
const STEPS = 200_000;

const name = fc.constantFrom("a", "b", "d", "d/e", "d/f", "m/a", "m/d", "m/d/e", "u/a", "l/d/f");
const place = fc.constantFrom("m", "d", "d/e", "m/d", "u", "t");
const call = fc.oneof(
  name.map((p) => `mkdir ${p}`),
  name.map((p) => `rmdir ${p}`),
  name.map((p) => `unlink ${p}`),
  name.map((p) => `creat ${p} text`),
  name.map((p) => `append ${p} more`),
  name.map((p) => `truncate ${p} 3`),
  name.map((p) => `chmod ${p} 640`),
  fc.tuple(name, name).map(([a, b]) => `rename ${a} ${b}`),
  fc.tuple(name, name).map(([a, b]) => `renameat2 ${a} ${b} exchange`),
  fc.tuple(name, name).map(([a, b]) => `link ${a} ${b}`),
  fc.tuple(name, name).map(([a, b]) => `symlink ${a} ${b}`),
  name.map((p) => `open ${p} rdwr,creat`),
  place.map((p) => `mount none ${p} tmpfs`),
  fc.tuple(place, place).map(([a, b]) => `mount ${a} ${b} none bind`),
  fc.constantFrom("shared", "private", "slave").map((p) => `mount none m none ${p}`),
  fc.constant("mount o m overlay none lowerdir=l,upperdir=u,workdir=w"),
  place.map((p) => `umount ${p} detach`),
  fc.constantFrom("mnt", "pid", "uts", "net", "ipc", "cgroup", "user").map((p) => `unshare ${p}`),
  fc.constant("fork -- getpid"),
  fc.constant("forkwait"),
  fc.constant("shmget 5 c"),
);
const line = fc.array(call, { minLength: 1, maxLength: 4 }).map((calls) => `sys ${calls.join(" -- ")}`);
const shell = fc.constantFrom(
  "sleep 100 & sleep 0.01",
  "kill $! 2>/dev/null",
  "mkdir -p /sys/fs/cgroup/t/s",
  "echo $! > /sys/fs/cgroup/t/cgroup.procs",
  "echo +pids > /sys/fs/cgroup/cgroup.subtree_control; echo +pids > /sys/fs/cgroup/t/cgroup.subtree_control",
  "sh -c 'echo 0 > /sys/fs/cgroup/t/s/cgroup.procs; sleep 100 & wait' &",
  "unshare -p -f sh -c 'sleep 100 & true'",
  "unshare -n ip link set lo up",
);
const script = fc
  .array(fc.oneof({ weight: 3, arbitrary: line }, { weight: 1, arbitrary: shell }), { minLength: 1, maxLength: 12 })
  .map((lines) => ["cd /tmp; mkdir -p l/d u w m t d/e; echo low > l/d/f; echo low > l/a", ...lines].join("\n"));

const start = bootHost();

interface Ran {
  readonly line: Line;
  readonly from: World;
  readonly world: World;
}

/** Runs the script in a host that has come to rest, and keeps every event. */
function play(text: string): Ran {
  let events: WorldEvent[] = [];
  const runner = new Runner(start, PROGRAMS, (more) => {
    events = events.concat(more);
  });
  runner.run(STEPS);
  events = [];
  const from = runner.world;
  launch(runner, {
    path: "/usr/bin/bash",
    argv: ["bash"],
    env: ["PATH=/usr/local/lib/cutaway:/usr/sbin:/usr/bin"],
    stdin: text,
  });
  runner.run(STEPS);
  const kept = new Line(from);
  let world = from;
  for (const e of events) {
    world = apply(world, e);
    kept.append([e], world);
  }
  return { line: kept, from, world: runner.world };
}

const kernelOf = (world: World): Kernel => {
  const machine = world.machines[HOST];
  if (!machine) throw new Error("no host");
  return machine.kernel;
};

/** A law, held against scripts. A run takes tens of milliseconds, and shrinking many runs. */
const law = (says: string, holds: (ran: Ran) => void) =>
  test(
    says,
    () =>
      fc.assert(
        fc.property(script, (text) => holds(play(text))),
        { numRuns: RUNS },
      ),
    120_000,
  );

describe("for every script", () => {
  law("the events tell all that happened: applied again, they give the same world", ({ line: kept, world }) => {
    const told = kept.at(kept.length);
    expect({ ...told, now: world.now }).toEqual(world);
  });

  law("seeking equals replaying", ({ line: kept, from }) => {
    const middle = Math.floor(kept.length / 2);
    let replayed = from;
    for (const e of kept.events.slice(0, middle)) replayed = apply(replayed, e);
    kept.at(kept.length);
    expect(kept.at(middle)).toEqual(replayed);
  });

  law("a world survives JSON, and goes on from there", ({ line: kept, world }) => {
    const copy = JSON.parse(JSON.stringify(world)) as World;
    expect(copy).toEqual(world);
    const middle = kept.length >> 1;
    let later = JSON.parse(JSON.stringify(kept.at(middle))) as World;
    for (const e of kept.events.slice(middle)) later = apply(later, e);
    expect({ ...later, now: world.now }).toEqual(world);
  });

  law("an inode has as many links as names, and goes with the last", ({ world }) => {
    const k = kernelOf(world);
    const names = new Map<number, number>();
    for (const inode of values(k.inodes)) {
      if (inode.body.kind !== "dir") continue;
      for (const [, dentry] of listNames(inode.body.entries)) {
        const at = lookup(k.dentries, dentry).inode;
        names.set(at, (names.get(at) ?? 0) + 1);
      }
    }
    for (const inode of values(k.inodes)) {
      if (inode.body.kind !== "dir") expect(inode.nlink).toBe(names.get(inode.id) ?? 0);
    }
  });

  law("a file system knows how many inodes it has", ({ world }) => {
    const k = kernelOf(world);
    for (const sb of values(k.superBlocks)) {
      const own = values(k.inodes).filter((inode) => inode.sb === sb.id);
      // In a tmpfs another name counts as one more: shmem_link(), mm/shmem.c
      const links = own.reduce((n, i) => n + (i.body.kind === "dir" ? 0 : Math.max(0, i.nlink - 1)), 0);
      expect(sb.inodes).toBe(own.length + links * inodesOfLink(sb.type));
    }
  });

  law("an open file is there as long as a descriptor points to it", ({ world }) => {
    const k = kernelOf(world);
    const refs = new Map<number, number>();
    for (const task of values(k.tasks)) {
      for (const fd of Object.values(task.fds)) refs.set(fd.file, (refs.get(fd.file) ?? 0) + 1);
    }
    for (const file of values(k.files)) expect([file.id, file.refs]).toEqual([file.id, refs.get(file.id)]);
    for (const id of refs.keys()) expect(get(k.files, id as never)).toBeDefined();
  });

  law("what is mounted on a mount is what says so", ({ world }) => {
    const k = kernelOf(world);
    for (const mount of values(k.mounts)) {
      for (const [node, child] of Object.entries(mount.children)) {
        expect(String(lookup(k.mounts, child).mountpoint)).toBe(node);
        expect(lookup(k.mounts, child).parent).toBe(mount.id);
      }
      if (mount.parent === null || mount.mountpoint === null) continue;
      expect(lookup(k.mounts, mount.parent).children[mount.mountpoint]).toBe(mount.id);
    }
  });

  law("a number in a pid namespace belongs to one process, which knows it", ({ world }) => {
    const k = kernelOf(world);
    for (const ns of values(k.namespaces)) {
      if (ns.kind !== "pid") continue;
      const here = values(k.tasks).flatMap((t) => t.nspids.filter((p) => p.ns === ns.id).map((p) => [p.pid, t.pid]));
      expect(new Set(here.map(([pid]) => pid)).size).toBe(here.length);
      for (const [pid, task] of here) expect(get(ns.members, pid as never)).toBe(task);
      expect(ns.members.size).toBe(here.length);
    }
  });

  law("a cgroup counts the processes in it and below", ({ world }) => {
    const k = kernelOf(world);
    for (const cgroup of values(k.cgroups)) {
      const { pids } = cgroup.css;
      if (!pids || cgroup.dead) continue;
      const inside = values(k.tasks).filter((t) => selfAndAncestors(k, t.cgroup).some((c) => c.id === cgroup.id));
      expect(pids.current).toBe(inside.length);
    }
  });
});
