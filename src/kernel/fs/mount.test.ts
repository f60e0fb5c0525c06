import { describe, expect, test } from "vitest";
import * as E from "../abi/errno.ts";
import * as F from "../abi/flags.ts";
import { values } from "../table.ts";
import type { Pid } from "../task/task.ts";
import { nameFrom } from "./dpath.ts";
import type { Mount } from "./mount.ts";
import { Bench } from "./testbench.ts";
import { viewOf } from "./view.ts";

const HOST = 1 as Pid;

const mount = (b: Bench, target: string, flags = 0, source = "none", fstype = "tmpfs") =>
  b.call("mount", { source, target, fstype, flags, data: "" });
const bind = (b: Bench, source: string, target: string, flags = 0) => mount(b, target, F.MS_BIND | flags, source, "");
const mark = (b: Bench, target: string, type: number) => mount(b, target, type, "", "");
const umount = (b: Bench, target: string, flags = 0) => b.call("umount2", { target, flags });
const dirs = (b: Bench, ...paths: string[]) => {
  for (const path of paths) b.ok("mkdir", { path, mode: 0o755 });
};

/** Where a task sees mounts, in byte order. */
function seen(b: Bench, pid: Pid = b.pid): string[] {
  const task = b.tx.task(pid);
  const v = viewOf(b.tx, task);
  return values(b.tx.k.mounts)
    .filter((m) => m.ns === task.ns.mnt)
    .map((m) => nameFrom(v, { mnt: m.id, node: m.root }, task.root))
    .flatMap(({ text, within }) => (within === "root" ? [text] : []))
    .sort();
}

/** The topmost mount at a path. */
function at(b: Bench, path: string, pid: Pid = b.pid): Mount {
  const task = b.tx.task(pid);
  const v = viewOf(b.tx, task);
  const found = values(b.tx.k.mounts).filter(
    (m) => m.ns === task.ns.mnt && nameFrom(v, { mnt: m.id, node: m.root }, task.root).text === path,
  );
  const top = found.at(-1);
  if (!top) throw new Error(`nothing is mounted at ${path}`);
  return top;
}

describe("one namespace", () => {
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
});

describe("propagation", () => {
  const setUp = (b: Bench, type: number) => {
    dirs(b, "/p", "/t");
    mount(b, "/p");
    mark(b, "/p", type);
    dirs(b, "/p/a");
  };

  test("what is mounted in a shared mount appears in the other namespace, both ways", () => {
    const b = new Bench();
    setUp(b, F.MS_SHARED);
    const inner = b.spawn({ newNs: true });
    mount(b, "/p/a");
    expect(seen(b, HOST)).toEqual(["/", "/p", "/p/a"]);
    expect(at(b, "/p/a", inner).peer).toBe(at(b, "/p/a", HOST).peer);
    b.as(HOST);
    expect(umount(b, "/p/a")).toBe(0);
    expect(seen(b, inner)).toEqual(["/", "/p"]);
  });

  test("a private mount keeps what is mounted in it to itself", () => {
    const b = new Bench();
    setUp(b, F.MS_PRIVATE);
    const inner = b.spawn({ newNs: true });
    mount(b, "/p/a");
    expect(seen(b, inner)).toEqual(["/", "/p", "/p/a"]);
    expect(seen(b, HOST)).toEqual(["/", "/p"]);
  });

  test("a slave receives from its master and gives nothing back", () => {
    const b = new Bench();
    setUp(b, F.MS_SHARED);
    dirs(b, "/p/c");
    const inner = b.spawn({ newNs: true });
    mark(b, "/p", F.MS_SLAVE);
    expect(at(b, "/p")).toMatchObject({ peer: null, master: at(b, "/p", HOST).peer });
    b.as(HOST);
    mount(b, "/p/a");
    expect(seen(b, inner)).toEqual(["/", "/p", "/p/a"]);
    expect(at(b, "/p/a", inner)).toMatchObject({ peer: null, master: at(b, "/p/a", HOST).peer });
    b.as(inner);
    mount(b, "/p/c");
    expect(seen(b, HOST)).toEqual(["/", "/p", "/p/a"]);
  });

  test("--make-slave of a shared mount without peers makes it private", () => {
    const b = new Bench();
    setUp(b, F.MS_SHARED);
    mark(b, "/p", F.MS_SLAVE);
    expect(at(b, "/p")).toMatchObject({ peer: null, master: null });
  });

  test("a slave that is bound under a shared mount is shared and slave", () => {
    const b = new Bench();
    setUp(b, F.MS_SHARED);
    bind(b, "/p", "/t");
    mark(b, "/t", F.MS_SLAVE);
    const group = at(b, "/p").peer;
    dirs(b, "/s");
    mount(b, "/s");
    mark(b, "/s", F.MS_SHARED);
    dirs(b, "/s/in");
    bind(b, "/t", "/s/in");
    expect(at(b, "/s/in")).toMatchObject({ peer: expect.any(Number), master: group });
  });

  test("a mount below a shared one becomes shared, and its copies join its group", () => {
    const b = new Bench();
    setUp(b, F.MS_SHARED);
    bind(b, "/p", "/t");
    expect(at(b, "/t").peer).toBe(at(b, "/p").peer);
    mount(b, "/p/a");
    expect(seen(b)).toEqual(["/", "/p", "/p/a", "/t", "/t/a"]);
    expect(at(b, "/t/a").peer).toBe(at(b, "/p/a").peer);
    umount(b, "/t/a");
    expect(seen(b)).toEqual(["/", "/p", "/t"]);
  });

  test("an unbindable mount is EINVAL to bind, and left out of a recursive bind", () => {
    const b = new Bench();
    setUp(b, F.MS_PRIVATE);
    mount(b, "/p/a");
    mark(b, "/p/a", F.MS_UNBINDABLE);
    b.write("/p/a/hidden", "");
    expect(bind(b, "/p/a", "/t")).toBe(E.EINVAL);
    expect(bind(b, "/p", "/t", F.MS_REC)).toBe(0);
    expect(b.ls("/t/a")).toEqual([]);
  });

  test("an unbindable mount may be moved to a private parent, not to a shared one", () => {
    const b = new Bench();
    dirs(b, "/u", "/v");
    setUp(b, F.MS_SHARED);
    mount(b, "/u");
    mark(b, "/u", F.MS_UNBINDABLE);
    expect(mount(b, "/p/a", F.MS_MOVE, "/u", "")).toBe(E.EINVAL);
    expect(mount(b, "/v", F.MS_MOVE, "/u", "")).toBe(0);
  });

  test("nothing can be moved out of a shared parent", () => {
    const b = new Bench();
    setUp(b, F.MS_SHARED);
    mount(b, "/p/a");
    expect(mount(b, "/t", F.MS_MOVE, "/p/a", "")).toBe(E.EINVAL);
  });

  test("removing a directory takes away what other namespaces mounted on it", () => {
    const b = new Bench();
    dirs(b, "/d");
    const inner = b.spawn({ newNs: true });
    mount(b, "/d");
    b.as(HOST);
    expect(b.call("rmdir", { path: "/d" })).toBe(0);
    expect(seen(b, inner)).toEqual(["/"]);
  });

  test("a mount that lands where something is mounted slips below it", () => {
    const b = new Bench();
    setUp(b, F.MS_SHARED);
    const inner = b.spawn({ newNs: true });
    mark(b, "/p", F.MS_SLAVE);
    mount(b, "/p/a");
    b.write("/p/a/inner", "");
    b.as(HOST);
    mount(b, "/p/a");
    b.write("/p/a/outer", "");
    b.as(inner);
    expect(b.ls("/p/a")).toEqual(["inner"]);
    umount(b, "/p/a");
    expect(b.ls("/p/a")).toEqual(["outer"]);
  });
});

describe("chroot", () => {
  const setUp = () => {
    const b = new Bench();
    dirs(b, "/mnt", "/mnt/r", "/mnt/r/in");
    b.write("/mnt/secret", "outside");
    b.ok("chdir", { path: "/mnt" });
    return b;
  };

  test("chroot leaves the working directory outside", () => {
    const b = setUp();
    b.ok("chroot", { path: "r" });
    expect(b.ok("getcwd", {})).toBe("(unreachable)/mnt");
    expect(b.read("secret")).toBe("outside");
    b.ok("chdir", { path: "/" });
    expect(b.ok("getcwd", {})).toBe("/");
    expect(b.call("openat", { path: "secret", flags: F.O_RDONLY })).toBe(E.ENOENT);
  });

  test("`..` stops at the root of the process", () => {
    const b = setUp();
    b.ok("chdir", { path: "r" });
    b.ok("chroot", { path: "." });
    b.ok("chdir", { path: "../../in/../.." });
    expect(b.ok("getcwd", {})).toBe("/");
    expect(b.ls("/..")).toEqual(["in"]);
  });

  test("a second chroot with a directory left open is the way out", () => {
    const b = setUp();
    b.ok("chroot", { path: "r" });
    b.ok("chdir", { path: "/" });
    const fd = b.ok("openat", { path: "/", flags: F.O_RDONLY });
    b.ok("chroot", { path: "/in" });
    b.ok("fchdir", { fd });
    for (let i = 0; i < 5; i++) b.ok("chdir", { path: ".." });
    b.ok("chroot", { path: "." });
    expect(b.read("/mnt/secret")).toBe("outside");
  });

  test("an absolute link is walked from the root of who walks", () => {
    const b = setUp();
    b.ok("symlink", { target: "/in/file", linkpath: "r/link" });
    b.write("r/in/file", "inner");
    expect(b.call("stat", { path: "r/link" })).toBe(E.ENOENT);
    b.ok("chroot", { path: "r" });
    expect(b.read("/link")).toBe("inner");
  });

  test("chroot needs CAP_SYS_CHROOT", () => {
    const b = setUp();
    b.spawn({ caps: ["CAP_DAC_OVERRIDE"] });
    expect(b.call("chroot", { path: "r" })).toBe(E.EPERM);
  });
});

describe("pivot_root", () => {
  const setUp = () => {
    const b = new Bench();
    dirs(b, "/r", "/r/old", "/other");
    b.write("/outside", "");
    b.spawn({ newNs: true });
    return b;
  };
  const pivot = (b: Bench, newRoot: string, putOld: string) => b.call("pivot_root", { newRoot, putOld });

  test("the new root must be a mount point", () => {
    const b = setUp();
    expect(pivot(b, "/r", "/r/old")).toBe(E.EBUSY);
  });

  test("bound onto itself it becomes the root, and the old one can be thrown away", () => {
    const b = setUp();
    bind(b, "/r", "/r");
    expect(pivot(b, "/r", "/r/old")).toBe(0);
    expect(b.ls("/")).toEqual(["old"]);
    expect(b.ok("getcwd", {})).toBe("/");
    expect(b.ls("/old")).toEqual(["other", "outside", "r"]);
    expect(umount(b, "/old", F.MNT_DETACH)).toBe(0);
    expect(b.ls("/old")).toEqual([]);
    b.ok("chdir", { path: "/old/../../.." });
    expect(b.ok("getcwd", {})).toBe("/");
    b.as(HOST);
    expect(b.ls("/")).toEqual(["other", "outside", "r"]);
  });

  test("`pivot_root . .` stacks the old root on the new one", () => {
    const b = setUp();
    bind(b, "/r", "/r");
    b.ok("chdir", { path: "/r" });
    expect(pivot(b, ".", ".")).toBe(0);
    expect(umount(b, ".", F.MNT_DETACH)).toBe(0);
    b.ok("chdir", { path: "/" });
    expect(b.ls("/")).toEqual(["old"]);
    expect(seen(b)).toEqual(["/"]);
  });

  test.each([
    ["put_old outside new_root", "/r", "/other", E.EBUSY],
    ["no such put_old", "/r", "/r/nope", E.ENOENT],
    ["the current root as new root", "/", "/r/old", E.EBUSY],
  ])("%s", (_, newRoot, putOld, errno) => {
    const b = setUp();
    bind(b, "/r", "/r");
    expect(pivot(b, newRoot, putOld)).toBe(errno);
  });

  test("a shared mount cannot be pivoted", () => {
    const b = setUp();
    mark(b, "/", F.MS_SHARED);
    bind(b, "/r", "/r");
    expect(pivot(b, "/r", "/r/old")).toBe(E.EINVAL);
  });
});
