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
