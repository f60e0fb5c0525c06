import { describe, expect, test } from "vitest";
import * as E from "../abi/errno.ts";
import * as F from "../abi/flags.ts";
import { bind, dirs, HOST, mark, seen, umount } from "./mount-bench.ts";
import { Bench } from "./testbench.ts";

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
