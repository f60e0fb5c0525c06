// Small worlds made by hand, each with the step that led to it: for the gallery, the tests and the screenshots.

import { ENOENT } from "../kernel/abi/errno.ts";
import type { WorldEvent } from "../kernel/apply.ts";
import type { Path } from "../kernel/fs/path.ts";
import type { NsId } from "../kernel/ns/namespace.ts";
import { lookup } from "../kernel/table.ts";
import type { Pid } from "../kernel/task/task.ts";
import type { World } from "../kernel/world.ts";
import { type KernelDraft, kernelDraft } from "./fixture-kernel.ts";

export interface Fixture {
  readonly name: string;
  readonly world: World;
  /** What has just happened. */
  readonly step: readonly WorldEvent[];
}

const called = (pid: number, call: string, args: object, ret: unknown): WorldEvent => ({
  type: "sys.called",
  pid: pid as Pid,
  call,
  args,
  ret,
});

const fixture = (name: string, d: KernelDraft, ...step: readonly WorldEvent[]): Fixture => ({
  name,
  world: d.world(),
  step,
});

const SHELL = 941 as Pid;

/** A booted host with five daemons and a shell. */
function host(): KernelDraft {
  const d = kernelDraft();
  const init = d.task(1, "systemd", { argv: ["/sbin/init"] });
  d.task(214, "systemd-journald", { parent: init });
  d.task(371, "cron", { parent: init });
  d.task(611, "sshd", { parent: init });
  const login = d.task(902, "login", { parent: init });
  d.task(SHELL, "bash", { parent: login, argv: ["-bash"] });
  return d;
}

function bare(): Fixture {
  const d = host();
  d.task(977, "ls", { parent: SHELL, state: "running", argv: ["ls", "/srv"] });
  return fixture("bare host", d, called(977, "openat", { path: "/srv", flags: 0o2200000 }, 3));
}

const JAIL_FILES: readonly (readonly [path: string, size: number])[] = [
  ["bin/bash", 1_298_416],
  ["bin/ls", 158_456],
  ["lib/x86_64-linux-gnu/libtinfo.so.6", 216_368],
  ["lib/x86_64-linux-gnu/libselinux.so.1", 174_312],
  ["lib/x86_64-linux-gnu/libpcre2-8.so.0", 629_384],
  ["lib/x86_64-linux-gnu/libc.so.6", 1_922_136],
  ["lib64/ld-linux-x86-64.so.2", 225_600],
];

/** A directory of copied files as the root of bash and ls. */
function addJail(d: KernelDraft): Pid {
  for (const [path, size] of JAIL_FILES) d.file(`/srv/jail/${path}`, size);
  const root = d.dir("/srv/jail");
  const bash = d.task(1004, "bash", { parent: SHELL, root, argv: ["bash"] });
  return d.task(1010, "ls", { parent: bash, root, state: "running", argv: ["ls", "/proc"] });
}

function jail(): Fixture {
  const d = host();
  const ls = addJail(d);
  return fixture("chroot jail", d, called(ls, "openat", { path: "/proc", flags: 0o2200000 }, ENOENT));
}

/** `unshare --pid --fork --mount-proc sh`: unshare itself keeps its number, its child is process 1. */
function addPidRoom(d: KernelDraft, parent: Pid, from: number, outer: Outside = d.initial): PidRoom {
  const mnt = d.ns("mnt");
  const copy = d.copyMounts(outer.mnt, mnt);
  const pid = d.ns("pid", { parent: outer.pid });
  const argv = ["unshare", "--pid", "--fork", "--mount-proc", "sh"];
  const root = copy(d.rootOf(outer.mnt));
  const unshare = d.task(from, "unshare", { parent, argv, ns: { mnt, pid: outer.pid }, root, pidForChildren: pid });
  const sh = d.task(from + 1, "sh", { parent: unshare, ns: { mnt, pid }, root, argv: ["sh"] });
  d.mount(mnt, "proc", copy(d.procOf(outer.mnt)), pid);
  return { sh, mnt, pid, root };
}

interface Outside {
  readonly mnt: NsId;
  readonly pid: NsId;
}

interface PidRoom {
  readonly sh: Pid;
  readonly mnt: NsId;
  readonly pid: NsId;
  readonly root: Path;
}

function pidRoom(): Fixture {
  const d = host();
  const { sh, mnt, pid, root } = addPidRoom(d, SHELL, 1201);
  const inside = { parent: sh, ns: { mnt, pid }, root } as const;
  d.task(1203, "sleep", { ...inside, argv: ["sleep", "300"], state: "zombie" });
  d.task(1206, "vi", { ...inside, argv: ["vi", "notes"], state: "stopped" });
  d.task(1207, "ps", { ...inside, argv: ["ps", "ax"], state: "running" });
  return fixture("pid namespace", d, called(1207, "getpid", {}, 4));
}

function nested(): Fixture {
  const d = host();
  const first = addPidRoom(d, SHELL, 1201);
  const second = addPidRoom(d, first.sh, 1210, first);
  const { mnt, pid, root } = second;
  d.task(1214, "ps", { parent: second.sh, ns: { mnt, pid }, root, state: "running" });
  return fixture("pid namespace in a pid namespace", d, called(1214, "getppid", {}, 1));
}

function threeRooms(): Fixture {
  const d = host();
  addJail(d);
  d.k.tasks = withState(d, 1010 as Pid, "sleeping");
  const uts = d.ns("uts", { hostname: "web" });
  d.task(1302, "sh", { parent: SHELL, ns: { uts }, argv: ["sh"], state: "runnable" });
  const own = Object.fromEntries(
    (["mnt", "pid", "net", "uts", "ipc", "cgroup"] as const).map((kind) => [
      kind,
      d.ns(kind, { hostname: "api", ...(kind === "pid" && { parent: d.initial.pid }) }),
    ]),
  ) as Record<"mnt" | "pid" | "net" | "uts" | "ipc" | "cgroup", NsId>;
  const copy = d.copyMounts(d.initial.mnt, own.mnt);
  const root = copy(d.root);
  d.mount(own.mnt, "proc", copy(d.proc), own.pid);
  d.mount(own.mnt, "tmpfs", copy(d.dir("tmp")));
  const node = d.task(1401, "node", { parent: 1 as Pid, ns: own, root, argv: ["node", "server.js"] });
  for (const pid of [1402, 1403]) d.task(pid, "worker", { parent: node, ns: own, root });
  d.task(1405, "hostname", { parent: node, ns: own, root, state: "running", argv: ["hostname", "api"] });
  return fixture("three rooms", d, called(1405, "sethostname", { name: "api" }, 0), {
    type: "uts.renamed",
    ns: own.uts,
    from: "debian",
    to: "api",
    by: 1405 as Pid,
  });
}

const withState = (d: KernelDraft, pid: Pid, state: "sleeping") => d.replaceTask({ ...lookup(d.k.tasks, pid), state });

/** More than a picture can show: sixty processes side by side. */
function crowd(): Fixture {
  const d = host();
  for (let i = 0; i < 54; i++) d.task(2001 + i, i % 3 ? "worker" : "nginx", { parent: 1 as Pid });
  return fixture("sixty processes", d, called(2030, "read", { fd: 3, count: 512 }, "GET / HTTP/1.1\r\n"));
}

/** A hundred rooms of ten processes each. */
export function fleet(rooms = 100, each = 10): Fixture {
  const d = host();
  for (let room = 0; room < rooms; room++) {
    const uts = d.ns("uts", { hostname: `web-${room + 1}` });
    const pid = d.ns("pid", { parent: d.initial.pid });
    const from = 3001 + room * each;
    d.task(from, "nginx", { parent: 1 as Pid, ns: { uts, pid } });
    for (let i = 1; i < each; i++) d.task(from + i, "worker", { parent: from as Pid, ns: { uts, pid } });
  }
  return fixture("a hundred rooms", d, called(3001, "getpid", {}, 1));
}

/** By name of the file that a picture of it would have. */
export const FIXTURES: Readonly<Record<string, () => Fixture>> = {
  bare,
  jail,
  "pid-room": pidRoom,
  nested,
  "three-rooms": threeRooms,
  crowd,
  fleet,
};
