import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";
import { atoi, flagSet, octal, signum } from "./chain.ts";
import { steps } from "./sys.ts";

test("the words between two -- are one step", () => {
  expect(steps(["open", "f", "--", "--", "read"]).map((s) => s.words)).toEqual([["open", "f"], ["read"]]);
});

test("words are read as C reads them", () => {
  expect([atoi("12x"), atoi("x"), atoi("-1")]).toEqual([12, 0, -1]);
  expect([octal("755"), octal("8")]).toEqual([0o755, 0]);
  expect([signum("TERM"), signum("9"), signum("SIGTERM")]).toEqual([15, 9, -1]);
  expect(flagSet("a,c,nosuch", { a: 1, b: 2, c: 4 })).toBe(5);
});

test("the chain goes on after an error", () => {
  expect(run("cd /tmp; sys rmdir nope -- mkdir d 700 -- stat d mode").out).toBe(
    "rmdir: ENOENT\nmkdir: 0\nstat: 0700\n",
  );
});

test("after fork the child runs the rest, with descriptors of its own", () => {
  const ran = run("cd /tmp; echo hello > f; sys open f rdonly -- fork -- read -- exit 3; echo $?");
  expect(ran.out).toBe("open: 0\nread: hello\nfork: exited 3\n3\n");
});

test("a second unshare of the pid namespace in one process is EINVAL", () => {
  expect(run("sys unshare pid -- unshare pid").out).toBe("unshare: 0\nunshare: EINVAL\n");
});

test("an orphan goes to a subreaper, else to process 1", () => {
  expect(run("sys orphan; sys subreaper -- orphan").out).toBe("orphan: 1\nsubreaper: 0\norphan: self\n");
});

test("a child that nobody waited for is a zombie until somebody does", () => {
  expect(run("sys spawn 3 -- state -- wait -- state -- wait").out).toBe(
    "spawn: 0\nstate: Z\nwait: exited 3\nstate: ENOENT\nwait: ECHILD\n",
  );
});

test("an operation that nobody knows ends the chain", () => {
  expect(run("sys nosuch -- getpid; echo $?").out).toBe("nosuch: unknown op\n127\n");
});

test("a time is what was set, or else new after mark", () => {
  const ran = run(
    "cd /tmp; sys creat f x -- mark -- stat f mtime -- creat f y -- stat f mtime -- utimes f 5 omit -- stat f atime",
  );
  expect(ran.out).toBe("creat: 1\nstat: old\ncreat: 1\nstat: new\nutimes: 0\nstat: 5\n");
});

test("dump shows what each file is, whose it is and what is in it", () => {
  const ran = run(
    "mkdir /tmp/d; cd /tmp/d; sys creat f text -- symlink f l -- mknod n c 1 3 666 -- mkdir s 700 -- dump .",
  );
  expect(ran.out.slice(ran.out.indexOf("dump:"))).toBe(
    'dump:\n  ./f file 0644 1 0:0 4 "text"\n  ./l symlink 0777 1 0:0 1 -> f\n  ./n char 0644 1 0:0 0 1:3\n  ./s dir 0700 2 0:0 40\n',
  );
});
