import { expect, test } from "vitest";
import type { TtyId } from "../kernel/fs/file.ts";
import { lookup, values } from "../kernel/table.ts";
import type { World } from "../kernel/world.ts";
import { Line } from "./line.ts";
import { Session } from "./session.ts";

function kernel(world: World) {
  const { host } = world.machines;
  if (!host) throw new Error("this world has no host");
  return host.kernel;
}
const screen = (s: Session, n = s.length): string => lookup(kernel(s.at(n)).ttys, 1 as TtyId).screen;
const comms = (s: Session, n = s.length): string[] => values(kernel(s.at(n)).tasks).map((t) => t.comm);

/** Types lines, each when the one before has ended. */
function typed(s: Session, ...lines: string[]): Session {
  for (const line of lines) {
    s.type(`${line}\n`);
    s.run(1e6);
  }
  return s;
}

test("seeking to n equals replaying n events, in any order", () => {
  const s = typed(Session.boot("host"), "ls / | wc -l", "echo a > /tmp/f");
  const line = new Line(s.at(0));
  for (let n = 1; n <= s.length; n++) line.append([s.event(n) as never], s.at(n));
  for (const n of [s.length, 0, 17, s.length - 1, 400, 399, 128, 127]) expect(s.at(n)).toEqual(line.at(n));
});

test("every world on the line survives JSON", () => {
  const s = Session.boot("host");
  expect(JSON.parse(JSON.stringify(s.at(s.length)))).toEqual(s.at(s.length));
});

test("typing in the past makes a branch and leaves the old one as it was", () => {
  const s = typed(Session.boot("host"), "hostname one 2> /dev/null; mkdir /tmp/a");
  const { length } = s;
  const before = s.at(length);
  expect(s.type("mkdir /tmp/b\n", s.boot)).toBe(1);
  s.run(1e6);
  typed(s, "ls /tmp");
  expect(screen(s)).toMatch(/\nb\n/);
  expect(s.branches.map((b) => b.parent)).toEqual([null, { branch: 0, at: s.boot }]);
  s.switchTo(0);
  expect(s.length).toBe(length);
  expect(s.at(length)).toBe(before);
});

test("a branch has the same past as the line it left", () => {
  const s = typed(Session.boot("host"), "echo hello");
  const at = s.length - 5;
  s.type("echo more\n", at);
  const { parent } = s.branches[1] ?? {};
  for (let n = 1; n <= (parent?.at ?? 0); n++) {
    const here = s.event(n);
    s.switchTo(0);
    expect(s.event(n)).toEqual(here);
    s.switchTo(1);
  }
});

test("typing while a command runs reaches the shell when it has ended", () => {
  const s = Session.boot("host");
  s.type("sleep 3\n");
  s.run(20);
  s.type("echo typed ahead\n");
  s.run(1e6);
  expect(screen(s)).toMatch(/# typed ahead\n/);
});

test("^C ends what runs in the foreground, and the shell goes on", () => {
  const s = Session.boot("host");
  s.type("while :; do :; done\n");
  s.run(5000);
  s.type("\u0003");
  s.run(1e6);
  typed(s, "echo status $?");
  expect(screen(s)).toMatch(/\nstatus 130\n/);
});

test("a command that never ends stops at the limit", () => {
  const s = Session.boot("host");
  s.type("while :; do :; done\n");
  expect(s.run(Number.POSITIVE_INFINITY)).toBe("limit");
});

test("at a prompt time stands still: a background sleep stays", () => {
  const s = typed(Session.boot("host"), "sleep 1000 &");
  expect(comms(s)).toContain("sleep");
  typed(s, "sleep 2000");
  expect(comms(s)).not.toContain("sleep");
});

test("a saved session, branches and all, is the same when it is loaded", () => {
  const s = typed(Session.boot("host"), "echo one", "sleep 5 & echo two");
  s.type("echo three\n", s.boot + 3);
  s.run(1e6);
  s.rename(1, "mine");
  const again = Session.load(JSON.parse(JSON.stringify(s.save())));
  expect(again.branches).toEqual(s.branches);
  expect(again.current).toBe(1);
  for (const branch of [0, 1])
    expect(again.atOf(branch, again.branches[branch]?.length ?? 0)).toEqual(
      s.atOf(branch, s.branches[branch]?.length ?? 0),
    );
});

test("a session that this version cannot run is refused", () => {
  const saved = Session.boot("host").save();
  expect(() => Session.load({ ...saved, world: "moon" })).toThrow("no world moon");
  const wrong = { name: "", parent: null, inputs: [{ step: 5, at: 4, tty: 1, text: "ls\n" }], step: 9, at: 9 };
  expect(() => Session.load({ ...saved, branches: [wrong] })).toThrow("run again");
});

test("a second login has a terminal, a session and a history of its own, and the kernel in common", () => {
  const s = typed(Session.boot("host"), "hostname web");
  const tty = s.open();
  s.run(1e6);
  s.type("tty; hostname; ps -o tty=,comm= -t pts/0\n", s.length, tty);
  s.run(1e6);
  const shown = lookup(kernel(s.at(s.length)).ttys, tty as TtyId).screen;
  expect(shown).toContain("/dev/pts/0\nweb\n");
  expect(shown).toMatch(/pts\/0 +bash\n/);
  expect(screen(s)).not.toContain("/dev/pts/0");
});

test("a login that ends leaves no process behind", () => {
  const s = Session.boot("host");
  const before = comms(s);
  const tty = s.open();
  s.run(1e6);
  expect(comms(s)).toEqual([...before, "sshd-session", "bash"]);
  s.type("exit\n", s.length, tty);
  s.run(1e6);
  expect(comms(s)).toEqual(before);
});

test("a saved run opens the same terminals again, also on a branch", () => {
  const s = Session.boot("host");
  const tty = s.open();
  s.run(1e6);
  s.type("echo here\n", s.length, tty);
  s.run(1e6);
  s.open(s.boot);
  s.run(1e6);
  const again = Session.load(JSON.parse(JSON.stringify(s.save())));
  for (const branch of [0, 1]) {
    s.switchTo(branch);
    again.switchTo(branch);
    expect(again.at(again.length)).toEqual(s.at(s.length));
  }
});

test("where sshd does not run, nobody can log in", () => {
  const s = typed(Session.boot("host"), "pkill -x sshd");
  expect(() => s.open()).toThrow("Connection refused");
});
