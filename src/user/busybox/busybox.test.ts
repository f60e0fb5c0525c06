import { expect, test } from "vitest";
import { runScript, spawned } from "../boot/testbench.ts";
import { sys } from "../program.ts";
import { appletNames } from "./applets.ts";

const BUSYBOX = "/usr/local/bin/busybox";

function screenOf(...argv: string[]): string {
  return runScript(function* () {
    yield* spawned(argv);
  }).screen;
}

test("an applet is called by the first argument, or by the name of a link", () => {
  expect(screenOf(BUSYBOX, "echo", "hello")).toBe("hello\n");
  const linked = runScript(function* () {
    yield* sys("symlink", { target: BUSYBOX, linkpath: "/root/echo" });
    yield* spawned(["/root/echo", "linked"]);
  });
  expect(linked.screen).toBe("linked\n");
});

test("applets word their errors as BusyBox does", () => {
  expect(screenOf(BUSYBOX, "cat", "/x")).toBe("cat: can't open '/x': No such file or directory\n");
  expect(screenOf("/bin/cat", "/x")).toBe("/bin/cat: /x: No such file or directory\n");
});

test("a name that is no applet", () => {
  expect(screenOf(BUSYBOX, "nosuch")).toBe("nosuch: applet not found\n");
});

test("the list of functions is Debian's", () => {
  expect(screenOf(BUSYBOX)).toMatch(/^BusyBox v1\.37\.0 [\s\S]*\n\t\[, \[\[, acpid, [\s\S]*xzcat, yes, zcat\n\n$/);
  expect(appletNames).toHaveLength(new Set(appletNames).size);
  expect(screenOf(BUSYBOX, "--list").split("\n").slice(0, 3)).toEqual(["[", "[[", "acpid"]);
});

const inJail = (command: string): string =>
  runScript(function* () {
    for (const path of ["/r", "/r/bin"]) yield* sys("mkdir", { path, mode: 0o755 });
    yield* spawned(["/bin/cp", BUSYBOX, "/r/bin/sh"]);
    yield* spawned(["/sbin/chroot", "/r", "/bin/sh", "-c", command]);
  }).screen;

test("its shell runs small applets in its own child, and others only through /proc/self/exe", () => {
  expect(inJail("whoami; basename /a/b; type tail; tail /x")).toBe(
    "whoami: unknown uid 0\nb\ntail is tail\n/bin/sh: tail: not found\n",
  );
});

test("an applet that the model has not says so, and a program that is none is not found", () => {
  expect(inJail("free; pgrep x")).toBe("free: this program is not modelled in Cutaway\n/bin/sh: pgrep: not found\n");
});

test("an option that GNU has and busybox has not is refused with the usage", () => {
  expect(inJail("ls --hide=x")).toMatch(
    /^ls: unrecognized option '--hide=x'\nBusyBox v1\.37\.0 .*\n\nUsage: ls \[-1AaCxdLHRFplinshrSXvctu\]/,
  );
});
