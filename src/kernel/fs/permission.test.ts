import { expect, test } from "vitest";
import * as E from "../abi/errno.ts";
import * as F from "../abi/flags.ts";
import type { Pid } from "../task/task.ts";
import { Bench } from "./testbench.ts";

const ROOT = 1 as Pid;

/** A root-owned file of this mode, and a task of user 1000 without capabilities. */
function setUp(mode: number, group = 0): Bench {
  const b = new Bench();
  b.write("/f", "x");
  b.ok("chown", { path: "/f", owner: 0, group });
  b.ok("chmod", { path: "/f", mode });
  b.spawn({ uid: 1000 });
  return b;
}

const open = (b: Bench, flags: number, path = "/f") => b.call("openat", { path, flags, mode: 0o644 });

test.each([
  [0o604, F.O_RDONLY, 0],
  [0o602, F.O_RDONLY, E.EACCES],
  [0o602, F.O_WRONLY, 0],
  [0o604, F.O_RDWR, E.EACCES],
  [0o640, F.O_RDONLY, E.EACCES],
  [0o777, F.O_RDWR, 0],
])("others get what mode %o says", (mode, flags, result) => {
  expect(open(setUp(mode), flags)).toBe(result);
});

test("the group's bits count for its members, even where others may do more", () => {
  expect(open(setUp(0o640, 1000), F.O_RDONLY)).toBe(0);
  expect(open(setUp(0o604, 1000), F.O_RDONLY)).toBe(E.EACCES);
});

test("the owner's bits count for the owner, even where others may do more", () => {
  const b = setUp(0o044);
  b.as(ROOT).ok("chown", { path: "/f", owner: 1000, group: -1 });
  b.spawn({ uid: 1000 });
  expect(open(b, F.O_RDONLY)).toBe(E.EACCES);
});

test("CAP_DAC_OVERRIDE opens everything, CAP_DAC_READ_SEARCH only reads", () => {
  const b = setUp(0o000);
  expect(open(b.as(ROOT), F.O_RDWR)).toBe(0);
  b.spawn({ uid: 1001, caps: ["CAP_DAC_READ_SEARCH"] });
  expect(open(b, F.O_RDONLY)).toBe(0);
  expect(open(b, F.O_WRONLY)).toBe(E.EACCES);
});

test("root may execute what somebody may execute, and nothing else", () => {
  const b = setUp(0o644).as(ROOT);
  expect(b.call("access", { path: "/f", mode: F.X_OK })).toBe(E.EACCES);
  b.ok("chmod", { path: "/f", mode: 0o601 });
  expect(b.call("access", { path: "/f", mode: F.X_OK })).toBe(0);
});

test("a directory without x cannot be walked through, without r not listed", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/d", mode: 0o755 });
  b.write("/d/f", "x");
  b.ok("chmod", { path: "/d", mode: 0o704 });
  const user = b.spawn({ uid: 1000 });
  expect(b.ls("/d")).toEqual(["f"]);
  expect(b.call("stat", { path: "/d/f" })).toBe(E.EACCES);
  b.as(ROOT).ok("chmod", { path: "/d", mode: 0o701 });
  expect(b.as(user).read("/d/f")).toBe("x");
  expect(open(b, F.O_RDONLY, "/d")).toBe(E.EACCES);
});

test("in a sticky directory only the owner removes a file", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/tmp", mode: 0o777 });
  b.ok("chmod", { path: "/tmp", mode: 0o1777 });
  const one = b.spawn({ uid: 1000 });
  b.write("/tmp/f", "");
  b.spawn({ uid: 1001 });
  expect(b.call("unlink", { path: "/tmp/f" })).toBe(E.EPERM);
  expect(b.call("rename", { oldpath: "/tmp/f", newpath: "/tmp/g" })).toBe(E.EPERM);
  expect(b.as(one).call("unlink", { path: "/tmp/f" })).toBe(0);
});

test("fs.protected_regular: not even root writes to another's file in /tmp with O_CREAT", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/tmp", mode: 0o777 });
  b.ok("chmod", { path: "/tmp", mode: 0o1777 });
  b.spawn({ uid: 1000 });
  b.write("/tmp/f", "");
  b.as(ROOT);
  expect(open(b, F.O_WRONLY | F.O_CREAT, "/tmp/f")).toBe(E.EACCES);
  expect(open(b, F.O_WRONLY, "/tmp/f")).toBe(0);
});

test("fs.protected_symlinks: another's link in /tmp is not followed", () => {
  const b = setUp(0o644).as(ROOT);
  b.ok("mkdir", { path: "/tmp", mode: 0o777 });
  b.ok("chmod", { path: "/tmp", mode: 0o1777 });
  const user = b.spawn({ uid: 1000 });
  b.ok("symlink", { target: "/f", linkpath: "/tmp/l" });
  expect(open(b, F.O_RDONLY, "/tmp/l")).toBe(0);
  expect(open(b.as(ROOT), F.O_RDONLY, "/tmp/l")).toBe(E.EACCES);
  expect(b.as(user).ok("readlink", { path: "/tmp/l" })).toBe("/f");
});

test("fs.protected_hardlinks: no link to a file that one may not write", () => {
  const b = setUp(0o644);
  b.as(ROOT).ok("mkdir", { path: "/d", mode: 0o777 });
  b.ok("chmod", { path: "/d", mode: 0o777 });
  b.spawn({ uid: 1000 });
  expect(b.call("link", { oldpath: "/f", newpath: "/d/f" })).toBe(E.EPERM);
});

test("only the owner changes the mode, and only to a group of his own", () => {
  const b = setUp(0o666);
  expect(b.call("chmod", { path: "/f", mode: 0o777 })).toBe(E.EPERM);
  expect(b.call("chown", { path: "/f", owner: 1000, group: -1 })).toBe(E.EPERM);
  b.as(ROOT).ok("chown", { path: "/f", owner: 1000, group: 1000 });
  b.spawn({ uid: 1000 });
  expect(b.call("chmod", { path: "/f", mode: 0o600 })).toBe(0);
  expect(b.call("chown", { path: "/f", owner: -1, group: 1000 })).toBe(0);
  expect(b.call("chown", { path: "/f", owner: -1, group: 1001 })).toBe(E.EPERM);
  expect(b.call("chown", { path: "/f", owner: 1001, group: -1 })).toBe(E.EPERM);
});

test("a new owner takes the set-user-ID bit away, and so does a write by another", () => {
  const b = setUp(0o4755).as(ROOT);
  b.ok("chown", { path: "/f", owner: 1000, group: -1 });
  expect(b.ok("stat", { path: "/f" }).mode & 0o7777).toBe(0o755);
  b.ok("chmod", { path: "/f", mode: 0o4777 });
  b.spawn({ uid: 1001 });
  b.write("/f", "changed");
  expect(b.ok("stat", { path: "/f" }).mode & 0o7777).toBe(0o777);
});

test("touch: the owner sets any time, a writer only now", () => {
  const b = setUp(0o666);
  expect(b.call("utimensat", { path: "/f", atime: 5, mtime: 5 })).toBe(E.EPERM);
  expect(b.call("utimensat", { path: "/f", atime: null, mtime: null })).toBe(0);
  b.as(ROOT).ok("utimensat", { path: "/f", mtime: 5 });
  expect(b.ok("stat", { path: "/f" }).mtime).toBe(5);
});

test("mknod of a device needs CAP_MKNOD, of a named pipe nothing", () => {
  const b = new Bench();
  b.ok("chmod", { path: "/", mode: 0o777 });
  b.spawn({ uid: 1000 });
  expect(b.call("mknod", { path: "/n", mode: F.S_IFCHR | 0o666, major: 1, minor: 3 })).toBe(E.EPERM);
  expect(b.call("mknod", { path: "/p", mode: F.S_IFIFO | 0o666, major: 0, minor: 0 })).toBe(0);
});

test("fs.protected_*: neither another's device nor another's link is opened with O_CREAT in /tmp", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/tmp", mode: 0o777 });
  b.ok("chmod", { path: "/tmp", mode: 0o1777 });
  b.ok("mknod", { path: "/tmp/null", mode: F.S_IFCHR | 0o666, major: 1, minor: 3 });
  b.ok("lchown", { path: "/tmp/null", owner: 1000, group: -1 });
  b.ok("symlink", { target: "null", linkpath: "/tmp/l" });
  b.ok("lchown", { path: "/tmp/l", owner: 1000, group: -1 });
  expect(open(b, F.O_WRONLY | F.O_CREAT, "/tmp/null")).toBe(E.EACCES);
  expect(open(b, F.O_WRONLY | F.O_CREAT | F.O_NOFOLLOW, "/tmp/l")).toBe(E.EACCES);
  expect(open(b, F.O_WRONLY | F.O_NOFOLLOW, "/tmp/l")).toBe(E.ELOOP);
});

test("a file system says that it is read-only before it says who may not write, a mount after it", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/d", mode: 0o755 });
  b.ok("mount", { source: "t", target: "/d", fstype: "tmpfs", flags: 0, data: "mode=755" });
  b.write("/d/f", "x");
  const asUser = () => {
    b.spawn({ uid: 1000 });
    const answers = [F.O_WRONLY, F.O_RDONLY | F.O_TRUNC].map((flags) => open(b, flags, "/d/f"));
    return [...answers, b.call("access", { path: "/d", mode: F.W_OK })];
  };
  const remount = (flags: number) =>
    b.as(ROOT).ok("mount", { source: "none", target: "/d", fstype: "none", flags: F.MS_REMOUNT | flags, data: "" });
  remount(F.MS_BIND | F.MS_RDONLY);
  expect(asUser()).toEqual([E.EACCES, E.EROFS, E.EACCES]);
  remount(F.MS_RDONLY);
  expect(asUser()).toEqual([E.EROFS, E.EROFS, E.EROFS]);
});

test("set-group-ID goes with a new owner where the old one is not of that group, even if nobody may execute", () => {
  const b = new Bench();
  b.write("/f", "");
  b.ok("lchown", { path: "/f", owner: 1000, group: 50 });
  b.ok("chmod", { path: "/f", mode: 0o2700 });
  b.spawn({ uid: 1000 });
  b.ok("lchown", { path: "/f", owner: -1, group: 1000 });
  expect(b.ok("stat", { path: "/f" })).toMatchObject({ mode: F.S_IFREG | 0o700, gid: 1000 });
});

test("a stranger's program in a setgid directory loses set-group-ID, even if the umask takes the right to run it", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/d", mode: 0o777 });
  b.ok("lchown", { path: "/d", owner: 0, group: 50 });
  b.ok("chmod", { path: "/d", mode: 0o2777 });
  b.spawn({ uid: 1000 });
  b.ok("umask", { mask: 0o077 });
  b.ok("mknod", { path: "/d/f", mode: F.S_IFREG | 0o2755, major: 0, minor: 0 });
  expect(b.ok("stat", { path: "/d/f" })).toMatchObject({ mode: F.S_IFREG | 0o700, gid: 50 });
});
