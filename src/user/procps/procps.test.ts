import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";
import { parseStat } from "./proc.ts";
import { type Asker, PsError, parsePsArgs } from "./ps-args.ts";
import { parseFormat } from "./ps-format.ts";
import { cpuClock, elapsedClock } from "./text.ts";

const root = { name: "root", uid: 0, gid: 0, gecos: "", home: "/root", shell: "/bin/sh" };
const asker: Asker = { euid: 0, tty: 0, users: [root], groups: [] };
const headers = (...words: string[]) => parsePsArgs(words, asker).fields.map((f) => f.header);

test("a name in /proc/PID/stat may hold blanks and parentheses", () => {
  const p = parseStat("7 (a) b) S 1 7 7 0 -1 64 0 0 0 0 3 4 0 0 20 0 1 0 55 4096 2 0");
  expect(p).toMatchObject({ pid: 7, comm: "a) b", state: "S", ppid: 1, ticks: 7, priority: 20, start: 55, rss: 2 });
});

test("times are written as ps writes them", () => {
  expect([cpuClock(5), cpuClock(90061)]).toEqual(["00:00:05", "1-01:01:01"]);
  expect([elapsedClock(65), elapsedClock(3600)]).toEqual(["01:05", "01:00:00"]);
});

test("a dash makes a difference: -ef, aux and plain have columns of their own", () => {
  expect(headers()).toEqual(["PID", "TTY", "TIME", "CMD"]);
  expect(headers("-ef")).toEqual(["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"]);
  expect(headers("ax")).toEqual(["PID", "TTY", "STAT", "TIME", "COMMAND"]);
  expect(headers("aux").slice(0, 4)).toEqual(["USER", "PID", "%CPU", "%MEM"]);
});

test("what cannot be read with its dash is read without it: ps -aux is ps aux", () => {
  expect(headers("-aux")).toEqual(headers("aux"));
});

test("a wrong option or column is an error, named as ps names it", () => {
  expect(() => headers("-z")).toThrow(new PsError("unsupported SysV option"));
  expect(() => headers("-o", "foo")).toThrow(new PsError('unknown user-defined format specifier "foo"'));
  expect(() => headers("-p", "abc")).toThrow(new PsError("process ID list syntax error"));
});

test("a column may get another header and width", () => {
  const fields = parseFormat("pid=PROC,comm:20,args=");
  expect(fields).toMatchObject([{ header: "PROC" }, { header: "COMMAND", width: 20 }, { header: "" }]);
  expect(run("ps -o pid=,comm= -p 1").out).toMatch(/^ +1 \S+\n$/);
});

test("ps -C finds by name; without a match the status is 1", () => {
  const ran = run("sleep 50 & sleep .1; ps -o comm= -C sleep; ps -C nosuch; echo $?; kill %1");
  expect(ran.out).toBe(
    "sleep\n  PID TTY          TIME CMD\n1\n".replace("  PID", ran.out.includes("    PID") ? "    PID" : "  PID"),
  );
});

test("a zombie is shown as defunct", () => {
  const text = "sh -c 'sleep 0 & exec sleep 50' & sleep .2; ps -o stat=,args= -C sleep; kill %1";
  expect(run(text).out).toMatch(/^Z +\[sleep\] <defunct>$/m);
  expect(run(text.replace("args=", "comm=")).out).toMatch(/^Z +sleep$/m);
});

test("ps --forest hangs children under their parents", () => {
  const text = "sh -c 'sleep 50; :' & sleep .1; ps -eo pid,args --forest; kill %1";
  expect(run(text).out).toMatch(/\\_ sh -c sleep 50; :\n.* \| {3}\\_ sleep 50\n/);
});

test("pgrep looks at 15 bytes of the name, -f at the whole command line", () => {
  expect(run("sleep 50 & sleep .1; pgrep -f 'sleep 5[0]' -a; pgrep -x slee; echo $?; kill %1").out).toMatch(
    /^\d+ sleep 50\n1\n$/,
  );
  expect(run("pgrep").err).toBe("pgrep: no matching criteria specified\nTry `pgrep --help' for more information.\n");
});

test("pkill says what it killed, or by its status that there was nobody", () => {
  expect(run("sleep 50 & sleep .1; pkill -e sleep; wait; pkill sleep; echo $?").out).toMatch(
    /^sleep killed \(pid \d+\)\n1\n$/,
  );
});

test("kill takes names, numbers and process groups", () => {
  expect(run("/usr/bin/kill -l TERM; /usr/bin/kill -l 9").out).toBe("15\nKILL\n");
  expect(run("/usr/bin/kill -s HUP 9999").err).toBe("/usr/bin/kill: (9999): No such process\n");
  expect(run("setsid sleep 50 & sleep .1; /usr/bin/kill -- -$(pgrep sleep); wait $!; echo $?").out).toBe("143\n");
});

test("sysctl reads and writes /proc/sys", () => {
  expect(run("sysctl -w kernel.hostname=abc; hostname; sysctl -n kernel/hostname").out).toBe(
    "kernel.hostname = abc\nabc\nabc\n",
  );
  expect(run("sysctl kernel.nosuch").err).toBe(
    "sysctl: cannot stat /proc/sys/kernel/nosuch: No such file or directory\n",
  );
});

test("free adds up to what the machine has", () => {
  const [, memory = ""] = run("free -k").out.split("\n");
  const [total = 0, used = 0] = memory.split(/\s+/).slice(1).map(Number);
  expect(total).toBeGreaterThan(used);
});

test("without /proc ps says how to get it", () => {
  const ran = run("unshare -m sh -c 'mount -t tmpfs hide /proc; ps'");
  expect([ran.err, ran.status]).toEqual(["Error, do this: mount -t proc proc /proc\n", 47]);
});

test("pidof lists the numbers of a program, the newest first", () => {
  expect(run('sleep 50 & sleep 51 & sleep .1; [ "$(pidof sleep)" = "$! $(pgrep -o sleep)" ] && echo so').out).toBe(
    "so\n",
  );
  expect(run("pidof nosuch").status).toBe(1);
});
