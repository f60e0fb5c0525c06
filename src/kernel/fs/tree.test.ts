import { expect, test } from "vitest";
import * as E from "../abi/errno.ts";
import * as F from "../abi/flags.ts";
import { apply } from "../apply.ts";
import { Bench } from "./testbench.ts";

const stat = (b: Bench, path: string) => b.ok("lstat", { path });

test("a file keeps what was written to it", () => {
  const b = new Bench();
  b.write("/f", "hello");
  expect(b.read("/f")).toBe("hello");
  expect(stat(b, "/f")).toMatchObject({ mode: F.S_IFREG | 0o644, nlink: 1, size: 5, blocks: 8, uid: 0 });
});

test("a directory has two links and one more for each subdirectory", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/d", mode: 0o777 });
  expect(stat(b, "/d")).toMatchObject({ mode: F.S_IFDIR | 0o755, nlink: 2 });
  b.ok("mkdir", { path: "/d/e", mode: 0o777 });
  expect(stat(b, "/d").nlink).toBe(3);
  b.ok("rmdir", { path: "/d/e" });
  expect(stat(b, "/d").nlink).toBe(2);
});

test("hard links are names of one inode", () => {
  const b = new Bench();
  b.write("/a", "one");
  b.ok("link", { oldpath: "/a", newpath: "/b" });
  b.write("/b", "two");
  expect(b.read("/a")).toBe("two");
  expect(stat(b, "/a")).toEqual(stat(b, "/b"));
  expect(stat(b, "/a").nlink).toBe(2);
  b.ok("unlink", { path: "/a" });
  expect(b.read("/b")).toBe("two");
  expect(stat(b, "/b").nlink).toBe(1);
});

test("a file that is open lives on without a name", () => {
  const b = new Bench();
  b.write("/f", "still here");
  const fd = b.ok("openat", { path: "/f", flags: F.O_RDONLY });
  b.ok("unlink", { path: "/f" });
  expect(b.call("stat", { path: "/f" })).toBe(E.ENOENT);
  expect(b.ok("fstat", { fd }).nlink).toBe(0);
  expect(b.ok("read", { fd, count: 100 })).toBe("still here");
});

test("a file without a name that nobody holds is gone from the world", () => {
  const b = new Bench();
  const { size } = b.tx.k.inodes;
  b.write("/f", "x");
  b.ok("unlink", { path: "/f" });
  expect(b.tx.k.inodes.size).toBe(size);
  expect(b.tx.k.dentries.size).toBe(size);
});

test("a hole reads as zeros and takes no blocks", () => {
  const b = new Bench();
  b.write("/f", "ab");
  b.ok("truncate", { path: "/f", length: 10_000 });
  expect(stat(b, "/f")).toMatchObject({ size: 10_000, blocks: 8 });
  expect(b.read("/f")).toBe(`ab${"\0".repeat(9998)}`);
  b.ok("truncate", { path: "/f", length: 1 });
  b.ok("truncate", { path: "/f", length: 2 });
  expect(b.read("/f")).toBe("a\0");
});

test("O_APPEND writes at the end, wherever the position is", () => {
  const b = new Bench();
  b.write("/f", "one");
  const fd = b.ok("openat", { path: "/f", flags: F.O_WRONLY | F.O_APPEND });
  b.ok("lseek", { fd, offset: 0, whence: F.SEEK_SET });
  b.ok("write", { fd, data: "two" });
  expect(b.read("/f")).toBe("onetwo");
});

test("copy_file_range keeps the hole at the end", () => {
  const b = new Bench();
  b.write("/a", "data");
  b.ok("truncate", { path: "/a", length: 1e9 });
  const fdIn = b.ok("openat", { path: "/a", flags: F.O_RDONLY });
  const fdOut = b.ok("openat", { path: "/b", flags: F.O_WRONLY | F.O_CREAT, mode: 0o644 });
  expect(b.ok("copy_file_range", { fdIn, fdOut, length: 2e9 })).toBe(1e9);
  expect(stat(b, "/b")).toMatchObject({ size: 1e9, blocks: 8 });
});

test("a setgid directory hands its group down", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/d", mode: 0o777 });
  b.ok("chown", { path: "/d", owner: -1, group: 50 });
  b.ok("chmod", { path: "/d", mode: 0o2775 });
  b.write("/d/f", "");
  b.ok("mkdir", { path: "/d/e", mode: 0o755 });
  expect(stat(b, "/d/f")).toMatchObject({ gid: 50, mode: F.S_IFREG | 0o644 });
  expect(stat(b, "/d/e")).toMatchObject({ gid: 50, mode: F.S_IFDIR | 0o2755 });
});

test("names that mean something to JavaScript are names like any other", () => {
  const b = new Bench();
  expect(b.call("stat", { path: "/constructor" })).toBe(E.ENOENT);
  for (const name of ["__proto__", "constructor", "toString", "1", "0"]) {
    b.write(`/${name}`, name);
    expect(b.read(`/${name}`)).toBe(name);
  }
  expect(b.ls("/")).toEqual(["0", "1", "__proto__", "constructor", "toString"]);
  for (const path of ["/__proto__", "/constructor", "/0"]) b.ok("unlink", { path });
  expect(b.ls("/")).toEqual(["1", "toString"]);
});

test("a directory may hold thousands of names", () => {
  const b = new Bench();
  const names = Array.from({ length: 3000 }, (_, i) => `file${i}`);
  for (const name of names) b.write(`/${name}`, "");
  expect(b.ls("/")).toEqual([...names].sort());
  for (const name of names.slice(10)) b.ok("unlink", { path: `/${name}` });
  expect(b.ls("/")).toEqual(names.slice(0, 10).sort());
  expect(b.call("rmdir", { path: "/file0" })).toBe(E.ENOTDIR);
});

test("the world is plain JSON, and the fold of its events", () => {
  const b = new Bench();
  const start = b.tx.world;
  b.ok("mkdir", { path: "/d", mode: 0o755 });
  b.write("/d/f", "x");
  b.ok("symlink", { target: "d/f", linkpath: "/l" });
  b.ok("mount", { source: "t", target: "/d", fstype: "tmpfs", flags: 0, data: "size=1m" });
  b.ok("rename", { oldpath: "/l", newpath: "/m" });
  expect(JSON.parse(JSON.stringify(b.tx.world))).toEqual(b.tx.world);
  expect(b.tx.trace.reduce(apply, start)).toEqual(b.tx.world);
});

test.each([
  ["openat", { path: "/none", flags: F.O_RDONLY }, E.ENOENT],
  ["openat", { path: "/f/x", flags: F.O_RDONLY }, E.ENOTDIR],
  ["openat", { path: "/d", flags: F.O_WRONLY }, E.EISDIR],
  ["openat", { path: "/d/", flags: F.O_WRONLY | F.O_CREAT }, E.EISDIR],
  ["openat", { path: "/f", flags: F.O_RDONLY | F.O_DIRECTORY }, E.ENOTDIR],
  ["openat", { path: "/f", flags: F.O_WRONLY | F.O_CREAT | F.O_EXCL }, E.EEXIST],
  ["openat", { path: "/l", flags: F.O_RDONLY | F.O_NOFOLLOW }, E.ELOOP],
  ["openat", { path: "/loop", flags: F.O_RDONLY }, E.ELOOP],
  ["openat", { path: "", flags: F.O_RDONLY }, E.ENOENT],
  ["openat", { path: `/${"x".repeat(256)}`, flags: F.O_RDONLY }, E.ENAMETOOLONG],
  ["openat", { path: "/d/".repeat(2000), flags: F.O_RDONLY }, E.ENAMETOOLONG],
  ["mkdir", { path: "/d", mode: 0o755 }, E.EEXIST],
  ["mkdir", { path: "/", mode: 0o755 }, E.EEXIST],
  ["mkdir", { path: "/none/x", mode: 0o755 }, E.ENOENT],
  ["rmdir", { path: "/d" }, E.ENOTEMPTY],
  ["rmdir", { path: "/d/." }, E.EINVAL],
  ["rmdir", { path: "/d/.." }, E.ENOTEMPTY],
  ["rmdir", { path: "/" }, E.EBUSY],
  ["rmdir", { path: "/f" }, E.ENOTDIR],
  ["rmdir", { path: `/${"x".repeat(256)}` }, E.ENAMETOOLONG],
  ["unlink", { path: "/d" }, E.EISDIR],
  ["unlink", { path: "/f/" }, E.ENOTDIR],
  ["unlink", { path: "/none" }, E.ENOENT],
  ["link", { oldpath: "/d", newpath: "/e" }, E.EPERM],
  ["link", { oldpath: "/f", newpath: "/l" }, E.EEXIST],
  ["symlink", { target: "", linkpath: "/e" }, E.ENOENT],
  ["symlink", { target: "x", linkpath: "/e/" }, E.ENOENT],
  ["readlink", { path: "/f" }, E.EINVAL],
  ["rename", { oldpath: "/none", newpath: "/e" }, E.ENOENT],
  ["rename", { oldpath: "/f", newpath: `/${"x".repeat(256)}` }, E.ENAMETOOLONG],
  ["rename", { oldpath: "/d", newpath: "/d/sub/x" }, E.EINVAL],
  ["rename", { oldpath: "/d/sub", newpath: "/d" }, E.ENOTEMPTY],
  ["rename", { oldpath: "/f", newpath: "/d" }, E.EISDIR],
  ["rename", { oldpath: "/d", newpath: "/f" }, E.ENOTDIR],
  ["rename", { oldpath: "/full", newpath: "/d" }, E.ENOTEMPTY],
  ["rename", { oldpath: "/f", newpath: "/e/" }, E.ENOTDIR],
  ["rename", { oldpath: "/f/", newpath: "/e" }, E.ENOTDIR],
  ["rename", { oldpath: "/d/.", newpath: "/e" }, E.EBUSY],
  ["renameat2", { oldpath: "/f", newpath: "/l", flags: F.RENAME_NOREPLACE }, E.EEXIST],
  ["renameat2", { oldpath: "/f", newpath: "/none", flags: F.RENAME_EXCHANGE }, E.ENOENT],
  ["renameat2", { oldpath: "/f", newpath: "/l", flags: 3 }, E.EINVAL],
  ["chdir", { path: "/f" }, E.ENOTDIR],
  ["truncate", { path: "/d", length: 0 }, E.EISDIR],
  ["truncate", { path: "/f", length: -1 }, E.EINVAL],
  ["mknod", { path: "/e", mode: F.S_IFDIR | 0o755, major: 0, minor: 0 }, E.EPERM],
  ["umount2", { target: "/d", flags: 0 }, E.EINVAL],
  ["mount", { source: "x", target: "/none", fstype: "tmpfs", flags: 0, data: "" }, E.ENOENT],
  ["mount", { source: "x", target: "/f", fstype: "tmpfs", flags: 0, data: "" }, E.ENOTDIR],
  ["mount", { source: "x", target: "/d", fstype: "nosuch", flags: 0, data: "" }, E.ENODEV],
] as const)("%s %j fails with errno %i and changes nothing", (name, args, errno) => {
  const b = new Bench();
  b.write("/f", "x");
  for (const path of ["/d", "/d/sub", "/full", "/full/x"]) b.ok("mkdir", { path, mode: 0o755 });
  b.ok("symlink", { target: "/f", linkpath: "/l" });
  b.ok("symlink", { target: "loop", linkpath: "/loop" });
  const before = b.tx.world;
  const { length } = b.tx.trace;
  expect(b.call(name, args as never)).toBe(errno);
  expect(b.tx.world).toBe(before);
  expect(b.tx.trace).toHaveLength(length);
});

test("a file system that is full takes the part that fits, then ENOSPC", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/d", mode: 0o755 });
  b.ok("mount", { source: "t", target: "/d", fstype: "tmpfs", flags: 0, data: "size=8k" });
  const fd = b.ok("openat", { path: "/d/f", flags: F.O_WRONLY | F.O_CREAT, mode: 0o644 });
  expect(b.ok("write", { fd, data: "x".repeat(10_000) })).toBe(8192);
  expect(b.call("write", { fd, data: "y" })).toBe(E.ENOSPC);
  expect(b.ok("statfs", { path: "/d" })).toMatchObject({ blocks: 2, bfree: 0 });
});

test("the room of a removed file is free again only when the last descriptor is closed", () => {
  const b = new Bench();
  const free = () => b.ok("statfs", { path: "/" }).bfree;
  const before = free();
  b.write("/f", "x".repeat(5000));
  const fd = b.ok("openat", { path: "/f", flags: F.O_RDONLY });
  b.ok("unlink", { path: "/f" });
  expect(free()).toBe(before - 2);
  b.ok("close", { fd });
  expect(free()).toBe(before);
});

test("a program that runs cannot be written to", () => {
  const b = new Bench();
  b.write("/prog", "#!", 0o755);
  const { cwd, image, cred } = b.tx.task(b.pid);
  const node = b.tx.k.next.dentry - 1;
  const exe = { mnt: cwd.mnt, node: node as typeof cwd.node };
  b.tx.emit({ type: "task.execed", pid: b.pid, exe, argv: [], env: [], comm: "prog", image, cred });
  expect(b.call("openat", { path: "/prog", flags: F.O_WRONLY })).toBe(E.ETXTBSY);
  expect(b.call("truncate", { path: "/prog", length: 0 })).toBe(E.ETXTBSY);
  b.ok("chmod", { path: "/prog", mode: 0o644 });
  expect(b.call("openat", { path: "/prog", flags: F.O_WRONLY })).toBe(E.ETXTBSY);
  expect(b.call("unlink", { path: "/prog" })).toBe(0);
});

test("nr_inodes limits how many files a tmpfs holds, its root among them", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/d", mode: 0o755 });
  b.ok("mount", { source: "t", target: "/d", fstype: "tmpfs", flags: 0, data: "nr_inodes=3" });
  b.write("/d/a", "");
  b.write("/d/b", "");
  expect(b.call("mkdir", { path: "/d/c", mode: 0o755 })).toBe(E.ENOSPC);
  b.ok("unlink", { path: "/d/a" });
  expect(b.call("mkdir", { path: "/d/c", mode: 0o755 })).toBe(0);
});

test("in a tmpfs every hard link counts as an inode", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/d", mode: 0o755 });
  b.ok("mount", { source: "t", target: "/d", fstype: "tmpfs", flags: 0, data: "nr_inodes=3" });
  b.write("/d/a", "");
  b.ok("link", { oldpath: "/d/a", newpath: "/d/b" });
  expect(b.call("link", { oldpath: "/d/a", newpath: "/d/c" })).toBe(E.ENOSPC);
  expect(b.ok("statfs", { path: "/d" }).ffree).toBe(0);
  b.ok("rename", { oldpath: "/d/a", newpath: "/d/x" });
  b.ok("unlink", { path: "/d/x" });
  expect(b.ok("statfs", { path: "/d" }).ffree).toBe(1);
  b.ok("unlink", { path: "/d/b" });
  expect(b.ok("statfs", { path: "/d" }).ffree).toBe(2);
});

test("a symbolic link of 128 bytes takes a block of a tmpfs", () => {
  const b = new Bench();
  b.ok("symlink", { target: "x".repeat(127), linkpath: "/short" });
  b.ok("symlink", { target: "x".repeat(128), linkpath: "/long" });
  expect([stat(b, "/short").blocks, stat(b, "/long").blocks]).toEqual([0, 8]);
});

test("RENAME_WHITEOUT leaves a device 0:0 under the old name", () => {
  const b = new Bench();
  b.write("/a", "x");
  b.write("/b", "y");
  b.ok("renameat2", { oldpath: "/a", newpath: "/b", flags: F.RENAME_WHITEOUT });
  expect(b.read("/b")).toBe("x");
  expect(stat(b, "/a")).toMatchObject({ mode: F.S_IFCHR, nlink: 1, rdev: { major: 0, minor: 0 } });
});

test("two times that are both left as they are: not even the name is looked at", () => {
  expect(new Bench().call("utimensat", { path: "/none" })).toBe(0);
});

test("with O_PATH, O_CREAT is not there: nothing is made", () => {
  const b = new Bench();
  const flags = F.O_PATH | F.O_CREAT | F.O_DIRECTORY;
  expect(b.call("openat", { path: "/none", flags })).toBe(E.ENOENT);
  expect(b.call("openat", { path: "/none", flags: flags & ~F.O_PATH })).toBe(E.EINVAL);
});
