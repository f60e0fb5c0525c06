import { expect, test } from "vitest";
import { EACCES, EINVAL, EIO, ENOENT, EPERM, type Errno, ESRCH } from "../../abi/errno.ts";
import {
  CLONE_NEWNS,
  CLONE_NEWPID,
  CLONE_NEWUSER,
  CLONE_NEWUTS,
  O_RDONLY,
  O_RDWR,
  O_WRONLY,
  R_OK,
  S_IFIFO,
  S_IFMT,
  W_OK,
} from "../../abi/flags.ts";
import { keys } from "../../table.ts";
import type { Pid } from "../../task/task.ts";
import { Bench } from "../testbench.ts";

/** A bench with a procfs of its task's pid namespace on /proc. */
function withProc(): Bench {
  const b = new Bench();
  b.ok("mkdir", { path: "/proc", mode: 0o555 });
  b.ok("mount", { source: "proc", target: "/proc", fstype: "proc", flags: 0, data: "" });
  return b;
}

/** clone(2); the child makes the calls from here on. Returns its number as its parent has it. */
function child(b: Bench, flags = 0): number {
  const pid = b.ok("clone", { flags });
  b.pid = Math.max(...keys(b.tx.k.tasks)) as Pid;
  return pid;
}

/** A result that is not an error. */
const good = <T>(r: T): Exclude<T, Errno> => r as Exclude<T, Errno>;

const field = (text: string, name: string): string | undefined => new RegExp(`^${name}:\t(.*)$`, "m").exec(text)?.[1];

test("there is a directory for every process, and none for a number that nobody has", () => {
  const b = withProc();
  b.spawn();
  expect(b.ls("/proc").filter((n) => /^\d/.test(n))).toEqual(["1", "2"]);
  expect(b.call("stat", { path: "/proc/3" })).toBe(ENOENT);
  expect(b.call("stat", { path: "/proc/01" })).toBe(ENOENT);
});

test("/proc/self is the one who looks", () => {
  const b = withProc();
  b.spawn();
  expect(b.ok("readlink", { path: "/proc/self" })).toBe("2");
  expect(b.ok("readlink", { path: "/proc/thread-self" })).toBe("2/task/2");
  expect(b.as(1).ok("readlink", { path: "/proc/self" })).toBe("1");
  expect(b.ok("readlink", { path: "/proc/mounts" })).toBe("self/mounts");
});

test("a procfs numbers processes as the pid namespace of who mounted it, whoever reads it", () => {
  const b = withProc();
  child(b);
  child(b, CLONE_NEWPID | CLONE_NEWNS);
  const outer = b.read("/proc/self/status");
  expect(field(outer, "Pid")).toBe("3");
  expect(field(outer, "NSpid")).toBe("3\t1");
  b.ok("mount", { source: "proc", target: "/proc", fstype: "proc", flags: 0, data: "" });
  const inner = b.read("/proc/self/status");
  expect(field(inner, "Pid")).toBe("1");
  expect(field(inner, "PPid")).toBe("0");
  expect(field(inner, "NSpid")).toBe("1");
  expect(b.ls("/proc").filter((n) => /^\d/.test(n))).toEqual(["1"]);
});

test("in a procfs that does not see the reader, /proc/self leads nowhere", () => {
  const b = withProc();
  child(b, CLONE_NEWPID | CLONE_NEWNS);
  b.ok("mount", { source: "proc", target: "/proc", fstype: "proc", flags: 0, data: "" });
  const inside = b.pid;
  const mount = b.tx.task(inside);
  b.as(1).ok("setns", { fd: b.ok("openat", { path: "/proc/2/ns/mnt", flags: O_RDONLY }), nstype: 0 });
  expect(mount.ns.mnt).toBe(b.tx.task(b.pid).ns.mnt);
  expect(b.call("readlink", { path: "/proc/self" })).toBe(ENOENT);
  expect(b.read("/proc/1/status")).toContain("Pid:\t1\n");
});

test("namespaces show as links with their kind and number; opened, they are what setns(2) takes", () => {
  const b = withProc();
  const before = b.ok("readlink", { path: "/proc/self/ns/uts" });
  expect(before).toMatch(/^uts:\[\d+\]$/);
  b.ok("unshare", { flags: CLONE_NEWUTS });
  expect(b.ok("readlink", { path: "/proc/self/ns/uts" })).not.toBe(before);
  const name = good(b.ok("readlink", { path: "/proc/self/ns/uts" }));
  expect(name).toBe(`uts:[${good(b.ok("stat", { path: "/proc/self/ns/uts" })).ino}]`);
});

test("pid_for_children is empty until the first child has been made", () => {
  const b = withProc();
  child(b);
  b.ok("unshare", { flags: CLONE_NEWPID });
  expect(b.call("readlink", { path: "/proc/self/ns/pid_for_children" })).toBe(ENOENT);
  b.ok("clone", { flags: 0 });
  expect(b.ok("readlink", { path: "/proc/self/ns/pid_for_children" })).not.toBe(
    b.ok("readlink", { path: "/proc/self/ns/pid" }),
  );
});

test("another user's namespaces, descriptors, environment and root are closed, the rest is open", () => {
  const b = withProc();
  b.spawn({ uid: 1000 });
  expect(b.call("readlink", { path: "/proc/1/ns/mnt" })).toBe(EACCES);
  expect(b.call("readlink", { path: "/proc/1/root" })).toBe(EACCES);
  expect(b.call("openat", { path: "/proc/1/fd", flags: O_RDONLY })).toBe(EACCES);
  expect(b.call("openat", { path: "/proc/1/environ", flags: O_RDONLY })).toBe(EACCES);
  expect(b.read("/proc/1/comm")).toBe("test\n");
  expect(b.ok("readlink", { path: "/proc/self/root" })).toBe("/");
});

test("a process of the same user with more capabilities is closed too", () => {
  const b = withProc();
  b.spawn({ uid: 0, caps: [] });
  expect(b.call("readlink", { path: "/proc/1/ns/mnt" })).toBe(EACCES);
  b.spawn({ uid: 0, caps: ["CAP_SYS_PTRACE"] });
  expect(b.call("readlink", { path: "/proc/1/ns/mnt" })).toMatch(/^mnt:/);
});

test("descriptors are links to what is open", () => {
  const b = withProc();
  b.write("/f", "text");
  const fd = b.ok("openat", { path: "/f", flags: O_RDONLY });
  const { read } = good(b.ok("pipe2", { flags: 0 }));
  expect(b.ok("readlink", { path: `/proc/self/fd/${fd}` })).toBe("/f");
  expect(b.ok("readlink", { path: `/proc/self/fd/${read}` })).toMatch(/^pipe:\[\d+\]$/);
  expect(good(b.ok("stat", { path: `/proc/self/fd/${read}` })).mode & S_IFMT).toBe(S_IFIFO);
  expect(good(b.ok("lstat", { path: `/proc/self/fd/${fd}` })).mode & 0o777).toBe(0o500);
  expect(b.ls("/proc/self/fd")).toEqual(["0", "1", "2", "3"]);
  expect(b.read(`/proc/self/fdinfo/${fd}`)).toMatch(/^pos:\t0\nflags:\t0100000\nmnt_id:\t\d+\nino:\t\d+\n$/);
});

test("a removed file is still there behind its descriptor", () => {
  const b = withProc();
  b.write("/f", "text");
  const fd = b.ok("openat", { path: "/f", flags: O_RDONLY });
  b.ok("unlink", { path: "/f" });
  expect(b.ok("readlink", { path: `/proc/self/fd/${fd}` })).toBe("/f (deleted)");
  expect(b.read(`/proc/self/fd/${fd}`)).toBe("text");
});

test("a zombie keeps its number, its name and its state, and nothing else", () => {
  const b = withProc();
  child(b);
  b.tx.emit({ type: "task.chosen", pid: b.pid });
  b.tx.emit({ type: "task.exited", pid: b.pid, status: 256, ran: 0 });
  b.as(1);
  expect(field(b.read("/proc/2/status"), "State")).toBe("Z (zombie)");
  expect(b.read("/proc/2/stat")).toMatch(/^2 \(test\) Z 1 /);
  expect(b.read("/proc/2/cmdline")).toBe("");
  expect(b.call("readlink", { path: "/proc/2/cwd" })).toBe(ENOENT);
  expect(b.call("readlink", { path: "/proc/2/ns/mnt" })).toBe(ENOENT);
  expect(b.ok("readlink", { path: "/proc/2/ns/user" })).toMatch(/^user:/);
  expect(b.call("openat", { path: "/proc/2/mounts", flags: O_RDONLY })).toBe(EINVAL);
});

test("stat has 52 fields, and the state is the letter that ps shows", () => {
  const b = withProc();
  const fields = b.read("/proc/self/stat").trimEnd().split(" ");
  expect(fields).toHaveLength(52);
  expect(fields.slice(0, 5)).toEqual(["1", "(test)", "R", "0", "1"]);
});

test("a process names itself through comm, and nobody else does", () => {
  const b = withProc();
  b.spawn();
  const own = b.ok("openat", { path: "/proc/self/comm", flags: O_WRONLY });
  expect(b.ok("write", { fd: own, data: "a-name-longer-than-15" })).toBe(21);
  expect(b.read("/proc/2/comm")).toBe("a-name-longer-t\n");
  const other = b.ok("openat", { path: "/proc/1/comm", flags: O_WRONLY });
  expect(b.call("write", { fd: other, data: "x" })).toBe(EINVAL);
});

test("writing sys/kernel/hostname renames the writer's UTS namespace", () => {
  const b = withProc();
  b.ok("unshare", { flags: CLONE_NEWUTS });
  b.write("/proc/sys/kernel/hostname", "web\n");
  expect(b.read("/proc/sys/kernel/hostname")).toBe("web\n");
  expect(b.ok("uname", {}).nodename).toBe("web");
  b.spawn({ uid: 1000 });
  expect(b.call("openat", { path: "/proc/sys/kernel/hostname", flags: O_WRONLY })).toBe(EACCES);
});

test("ns_last_pid sets the next number; only with power over the pid namespace", () => {
  const b = withProc();
  b.write("/proc/sys/kernel/ns_last_pid", "99");
  expect(b.ok("clone", { flags: 0 })).toBe(100);
  expect(b.read("/proc/sys/kernel/ns_last_pid")).toBe("100\n");
  b.spawn({ uid: 1000 });
  const fd = b.ok("openat", { path: "/proc/sys/kernel/ns_last_pid", flags: O_WRONLY });
  expect(b.call("write", { fd, data: "5" })).toBe(EPERM);
});

test("a file that only tells cannot be written, even by root", () => {
  const b = withProc();
  const fd = b.ok("openat", { path: "/proc/version", flags: O_WRONLY });
  expect(b.call("write", { fd, data: "x" })).toBe(EIO);
  expect(b.call("openat", { path: "/proc/new", flags: O_RDWR })).toBe(ENOENT);
});

test("the initial user namespace maps every id to itself", () => {
  const b = withProc();
  expect(b.read("/proc/self/uid_map")).toBe("         0          0 4294967295\n");
});

test("a map is shown in the ids of who reads it: the parent's inside, the reader's own outside", () => {
  const b = withProc();
  b.spawn({ uid: 1000 });
  b.ok("unshare", { flags: CLONE_NEWUSER });
  expect(b.read("/proc/self/uid_map")).toBe("");
  expect(field(b.read("/proc/self/status"), "Uid")).toBe("65534\t65534\t65534\t65534");
  b.write("/proc/self/uid_map", "0 1000 1");
  expect(b.read("/proc/self/uid_map")).toBe("         0       1000          1\n");
  expect(field(b.read("/proc/self/status"), "Uid")).toBe("0\t0\t0\t0");
  expect(b.as(1).read("/proc/2/uid_map")).toBe("         0       1000          1\n");
  expect(b.read("/proc/2/setgroups")).toBe("allow\n");
});

test("mountinfo tells only what is below the process's root", () => {
  const b = withProc();
  b.ok("mkdir", { path: "/jail", mode: 0o755 });
  b.ok("mkdir", { path: "/jail/proc", mode: 0o755 });
  b.ok("mount", { source: "none", target: "/jail/proc", fstype: "proc", flags: 0, data: "" });
  expect(b.read("/proc/self/mounts")).toContain("none /jail/proc proc rw,relatime 0 0\n");
  b.ok("chroot", { path: "/jail" });
  expect(b.read("/proc/self/mounts")).toBe("none /proc proc rw,relatime 0 0\n");
  expect(b.read("/proc/self/mountinfo")).toMatch(/^\d+ \d+ 0:\d+ \/ \/proc rw,relatime - proc none rw\n$/);
});

test("peer groups stand in mountinfo", () => {
  const b = withProc();
  b.ok("mkdir", { path: "/a b", mode: 0o755 });
  b.ok("mount", { source: "none", target: "/a b", fstype: "tmpfs", flags: 0, data: "" });
  b.ok("mount", { source: "", target: "/a b", fstype: "", flags: 1 << 20, data: "" });
  expect(b.read("/proc/self/mountinfo")).toMatch(/ \/ \/a\\040b rw,relatime shared:\d+ - tmpfs none rw,inode64\n/);
});

test("a process that has gone takes its directory along", () => {
  const b = withProc();
  child(b);
  const fd = b.as(1).ok("openat", { path: "/proc/2", flags: O_RDONLY });
  b.tx.emit({ type: "task.chosen", pid: 2 as Pid });
  b.tx.emit({ type: "task.exited", pid: 2 as Pid, status: 0, ran: 0 });
  b.tx.emit({ type: "task.reaped", pid: 2 as Pid, by: 1 as Pid });
  expect(b.call("getdents64", { fd })).toBe(ENOENT);
  expect(b.call("stat", { path: "/proc/2/status" })).toBe(ENOENT);
});

test("the root cgroup lists every process and takes back those it has", () => {
  const b = withProc();
  b.spawn();
  b.ok("mkdir", { path: "/cg", mode: 0o755 });
  b.ok("mount", { source: "none", target: "/cg", fstype: "cgroup2", flags: 0, data: "" });
  expect(b.read("/cg/cgroup.procs")).toBe("1\n2\n");
  b.write("/cg/cgroup.procs", "1\n");
  const fd = b.ok("openat", { path: "/cg/cgroup.procs", flags: O_WRONLY });
  expect(b.call("write", { fd, data: "77" })).toBe(ESRCH);
});

test("nobody makes or removes anything in /proc/PID, and nobody writes to a namespace: EPERM", () => {
  const b = withProc();
  expect(b.call("rmdir", { path: "/proc/1/fd" })).toBe(EPERM);
  expect(b.call("unlink", { path: "/proc/1/status" })).toBe(EPERM);
  expect(b.call("openat", { path: "/proc/1/ns/uts", flags: O_WRONLY })).toBe(EPERM);
});

test("a process may do in its own /proc/PID/fd what its bits say and what they do not", () => {
  const b = withProc();
  b.spawn({ uid: 1000 });
  expect(b.call("access", { path: "/proc/2/fd", mode: W_OK })).toBe(0);
  expect(b.call("access", { path: "/proc/1/fd", mode: R_OK })).toBe(EACCES);
});

test("a name that procfs does not have is not too long for it", () => {
  expect(withProc().call("stat", { path: `/proc/${"x".repeat(256)}` })).toBe(ENOENT);
});
