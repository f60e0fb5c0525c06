import { expect, test } from "vitest";
import * as E from "../abi/errno.ts";
import * as F from "../abi/flags.ts";
import { bind, dirs, mark, mount, seen, umount } from "./mount-bench.ts";
import { Bench } from "./testbench.ts";

test("a mount hides what was in the directory, and umount shows it again", () => {
  const b = new Bench();
  dirs(b, "/d", "/d/below");
  expect(mount(b, "/d")).toBe(0);
  b.write("/d/above", "");
  expect(b.ls("/d")).toEqual(["above"]);
  expect(umount(b, "/d")).toBe(0);
  expect(b.ls("/d")).toEqual(["below"]);
});

test("the last mount on a directory is the one that shows", () => {
  const b = new Bench();
  dirs(b, "/d");
  mount(b, "/d");
  b.write("/d/first", "");
  mount(b, "/d");
  b.write("/d/second", "");
  expect(b.ls("/d")).toEqual(["second"]);
  expect(seen(b)).toEqual(["/", "/d", "/d"]);
  umount(b, "/d");
  expect(b.ls("/d")).toEqual(["first"]);
});

test("`..` from the top of a mount leads to the directory that holds the mount point", () => {
  const b = new Bench();
  dirs(b, "/a", "/a/d");
  mount(b, "/a/d");
  b.ok("chdir", { path: "/a/d" });
  b.ok("chdir", { path: ".." });
  expect(b.ok("getcwd", {})).toBe("/a");
});

test("a bind mount shows the same files in another place, without the mounts below", () => {
  const b = new Bench();
  dirs(b, "/src", "/b1", "/b2");
  mount(b, "/src");
  dirs(b, "/src/sub");
  mount(b, "/src/sub");
  b.write("/src/top", "");
  b.write("/src/sub/deep", "");
  expect(bind(b, "/src", "/b1")).toBe(0);
  expect(bind(b, "/src", "/b2", F.MS_REC)).toBe(0);
  expect(b.ls("/b1")).toEqual(["sub", "top"]);
  expect(b.ls("/b1/sub")).toEqual([]);
  expect(b.ls("/b2/sub")).toEqual(["deep"]);
  expect(umount(b, "/src")).toBe(E.EBUSY);
  expect(umount(b, "/b2/sub")).toBe(0);
  expect(umount(b, "/b2")).toBe(0);
});

test("a file can be bound over a file, not over a directory", () => {
  const b = new Bench();
  b.write("/a", "from a");
  b.write("/b", "from b");
  dirs(b, "/d");
  expect(bind(b, "/a", "/d")).toBe(E.ENOTDIR);
  expect(bind(b, "/a", "/b")).toBe(0);
  expect(b.read("/b")).toBe("from a");
  expect(b.call("unlink", { path: "/b" })).toBe(E.EBUSY);
});

test("a mount is busy while a file in it is open, and a lazy umount leaves it to who has it", () => {
  const b = new Bench();
  dirs(b, "/d");
  mount(b, "/d");
  b.write("/d/f", "kept");
  const fd = b.ok("openat", { path: "/d/f", flags: F.O_RDONLY });
  expect(umount(b, "/d")).toBe(E.EBUSY);
  expect(umount(b, "/d", F.MNT_DETACH)).toBe(0);
  expect(b.ls("/d")).toEqual([]);
  expect(b.ok("read", { fd, count: 10 })).toBe("kept");
});

test("a working directory in it makes a mount busy, too", () => {
  const b = new Bench();
  dirs(b, "/d");
  mount(b, "/d");
  b.ok("chdir", { path: "/d" });
  expect(umount(b, "/d")).toBe(E.EBUSY);
  expect(umount(b, "/d", F.MNT_DETACH)).toBe(0);
  expect(b.ok("getcwd", {})).toBe("(unreachable)/");
});

test("a read-only bind mount is a second call, and of this mount only", () => {
  const b = new Bench();
  dirs(b, "/src", "/ro");
  bind(b, "/src", "/ro");
  expect(mark(b, "/ro", F.MS_REMOUNT | F.MS_BIND | F.MS_RDONLY)).toBe(0);
  expect(b.call("mkdir", { path: "/ro/x", mode: 0o755 })).toBe(E.EROFS);
  expect(b.call("mkdir", { path: "/src", mode: 0o755 })).toBe(E.EEXIST);
  expect(b.call("openat", { path: "/ro/f", flags: F.O_WRONLY | F.O_CREAT, mode: 0o644 })).toBe(E.EROFS);
  b.write("/src/f", "");
  expect(b.ls("/ro")).toEqual(["f"]);
  expect(b.call("openat", { path: "/ro/f", flags: F.O_WRONLY })).toBe(E.EROFS);
  expect(b.call("chmod", { path: "/ro/f", mode: 0o600 })).toBe(E.EROFS);
});

test("a device on a nodev mount cannot be opened", () => {
  const b = new Bench();
  dirs(b, "/d");
  mount(b, "/d", F.MS_NODEV);
  b.ok("mknod", { path: "/d/null", mode: F.S_IFCHR | 0o666, major: 1, minor: 3 });
  b.ok("mknod", { path: "/null", mode: F.S_IFCHR | 0o666, major: 1, minor: 3 });
  expect(b.call("openat", { path: "/d/null", flags: F.O_RDONLY })).toBe(E.EACCES);
  expect(b.call("openat", { path: "/null", flags: F.O_RDONLY })).toBe(0);
});

test("a mount can be moved, but not below itself", () => {
  const b = new Bench();
  dirs(b, "/a", "/b");
  mount(b, "/a");
  dirs(b, "/a/in");
  expect(mount(b, "/a/in", F.MS_MOVE, "/a", "")).toBe(E.ELOOP);
  expect(mount(b, "/b", F.MS_MOVE, "/a", "")).toBe(0);
  expect(b.ls("/a")).toEqual([]);
  expect(b.ls("/b")).toEqual(["in"]);
  expect(mount(b, "/a", F.MS_MOVE, "/b/in", "")).toBe(E.EINVAL);
});

test("renaming a directory takes the mount along", () => {
  const b = new Bench();
  dirs(b, "/d", "/d/m");
  mount(b, "/d/m");
  b.write("/d/m/f", "");
  b.ok("rename", { oldpath: "/d", newpath: "/e" });
  expect(seen(b)).toEqual(["/", "/e/m"]);
  expect(b.call("rename", { oldpath: "/e/m", newpath: "/e/n" })).toBe(E.EBUSY);
  expect(b.call("rmdir", { path: "/e/m" })).toBe(E.EBUSY);
});

test("mount needs CAP_SYS_ADMIN", () => {
  const b = new Bench();
  dirs(b, "/d");
  b.spawn({ uid: 1000 });
  expect(mount(b, "/d")).toBe(E.EPERM);
  expect(umount(b, "/")).toBe(E.EPERM);
});
