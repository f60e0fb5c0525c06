import { expect, test } from "vitest";
import { PROGRAMS } from "../programs.ts";
import { Runner } from "../runner.ts";
import { bootHost } from "./host.ts";
import { launch } from "./launch.ts";

const STEPS = 200_000;
const ENV = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"];

/** What a shell prints for these commands, errors included. */
function sh(text: string): string {
  let printed = "";
  const pipes: number[] = [];
  const runner = new Runner(bootHost(), PROGRAMS, (events) => {
    for (const e of events) if (e.type === "pipe.written" && pipes.includes(e.pipe)) printed += e.data;
  });
  runner.run(STEPS);
  runner.waitsForTyping = false;
  const { stdout, stderr } = launch(runner, { argv: ["/bin/bash", "-c", text], env: ENV, stdin: "" });
  pipes.push(stdout, stderr);
  expect(runner.run(STEPS)).toBe("idle");
  return printed;
}

test("mkrootfs makes a system that a process can live in", () => {
  const screen = sh("cd /mnt; mkrootfs r; chroot r /bin/sh -c 'echo $0; ls /; cat /etc/os-release; readlink /bin/ls'");
  const names = ["bin", "dev", "etc", "mnt", "old", "proc", "root", "sys", "tmp"];
  expect(screen.split("\n")).toEqual(["/bin/sh", ...names, "NAME=mini", "busybox", ""]);
});

test("ldd shows what the loader would load", () => {
  const screen = sh("ldd /bin/true; ldd /usr/local/bin/busybox /nosuch; echo $?");
  expect(screen.replace(/\(0x[0-9a-f]{16}\)/g, "(A)").split("\n")).toEqual([
    "\tlinux-vdso.so.1 (A)",
    "\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (A)",
    "\t/lib64/ld-linux-x86-64.so.2 (A)",
    "/usr/local/bin/busybox:",
    "\tnot a dynamic executable",
    "/nosuch:",
    "ldd: /nosuch: No such file or directory",
    "1",
    "",
  ]);
});

test("which finds a command along PATH", () => {
  expect(sh("which ls chroot; which nosuch; echo $?")).toBe("/usr/bin/ls\n/usr/sbin/chroot\n1\n");
});

test("await goes on as soon as its command succeeds", () => {
  expect(sh("cd /tmp; (sleep 3; touch ready) & await test -e ready; echo there")).toBe("there\n");
});

test("awaitns waits for a process to be in another namespace", () => {
  expect(sh("unshare -u sleep 9 & awaitns $! uts && echo moved; kill $!")).toBe("moved\n");
});

test("a program that is installed but has no code says so", () => {
  expect(sh("perl -v; echo $?")).toBe("perl: this program is not modelled in Cutaway\n95\n");
});
