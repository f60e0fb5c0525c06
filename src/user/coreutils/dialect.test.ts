import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";

const PLACE = "mkdir /tmp/w; cd /tmp/w; mkdir d d/sub; echo hi > f\n";
const said = (line: string) => {
  const { err, status } = run(`${PLACE}${line}\n`);
  return `${err}= ${status}`;
};

// BusyBox 1.37 of Debian 13.
test.each([
  ["busybox cat nosuch", "cat: can't open 'nosuch': No such file or directory\n= 1"],
  ["busybox ls nosuch", "ls: nosuch: No such file or directory\n= 1"],
  ["busybox mkdir f", "mkdir: can't create directory 'f': File exists\n= 1"],
  ["busybox rm nosuch", "rm: can't remove 'nosuch': No such file or directory\n= 1"],
  ["busybox rm d", "rm: 'd' is a directory\n= 1"],
  ["busybox rmdir d", "rmdir: 'd': Directory not empty\n= 1"],
  ["busybox cp nosuch x", "cp: can't stat 'nosuch': No such file or directory\n= 1"],
  ["busybox cp d x", "cp: omitting directory 'd'\n= 1"],
  ["busybox mv nosuch x", "mv: can't rename 'nosuch': No such file or directory\n= 1"],
  ["busybox chmod 644 nosuch", "chmod: nosuch: No such file or directory\n= 1"],
  ["busybox chroot d /bin/sh", "chroot: can't execute '/bin/sh': No such file or directory\n= 127"],
])("%s speaks as BusyBox does", (line, expected) => {
  expect(said(line)).toBe(expected);
});

test("an option of the real tool that the model lacks is refused, never ignored", () => {
  expect(said("ls --hyperlink")).toBe("ls: option '--hyperlink' is not modelled in Cutaway\n= 95");
  expect(said("sort -R f")).toBe("sort: option '-R' is not modelled in Cutaway\n= 95");
  expect(said("find . -ok rm {} ';'")).toBe("find: predicate '-ok' is not modelled in Cutaway\n= 95");
});

test("messages begin with the name as it was typed", () => {
  expect(said("/usr/bin/cat nosuch")).toBe("/usr/bin/cat: nosuch: No such file or directory\n= 1");
});

test("standard error overtakes standard output where both go into one pipe, as stdio buffers it", () => {
  expect(run(`${PLACE}ls f nosuch 2>&1 | cat\n`).out).toBe(
    "ls: cannot access 'nosuch': No such file or directory\nf\n",
  );
});

test("a full file system is a failed command, with the message of close_stdout", () => {
  expect(said("ls > /dev/full")).toBe("ls: write error: No space left on device\n= 2");
});
