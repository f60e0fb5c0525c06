// The columns of ps(1), "STANDARD FORMAT SPECIFIERS": name, header, width, side, and what stands in it.

import { HZ, PAGE_KB, type Proc, ttyName } from "./proc.ts";
import { bsdClock, calendar, commandLine, commandName, cpuClock, elapsedClock, escapeText } from "./text.ts";

/** What the columns need to know besides the process. */
export interface View {
  readonly users: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
  /** Seconds since 1970: now and at boot. */
  readonly now: number;
  readonly boot: number;
  /** Seconds since boot. */
  readonly uptime: number;
  /** kB */
  readonly memory: number;
  /** Digits of the greatest process number. */
  readonly pidWidth: number;
  /** BSD's c: names in place of command lines; n: numbers in place of user names; e: the environment too. */
  readonly trueNames: boolean;
  readonly numeric: boolean;
  readonly environment: boolean;
  /** What stands before the command: the branches of --forest. */
  readonly branch: string;
}

export type Side = "left" | "right" | "user" | "wchan" | "rest";

export interface Column {
  readonly header: string;
  readonly width: number;
  readonly side: Side;
  readonly value: (p: Proc, v: View, width: number) => string;
  /** What --sort compares. */
  readonly key: (p: Proc, v: View) => number | string;
  readonly files: readonly string[];
  readonly links: readonly string[];
}

type Value = Column["value"];

function text(header: string, width: number, value: Value, side: Side = "left", key?: Column["key"]): Column {
  return { header, width, side, value, key: key ?? ((p, v) => value(p, v, width)), files: [], links: [] };
}

const PID_WIDTH = 0; // stands for the digits of the greatest process number

function num(header: string, width: number, value: (p: Proc, v: View) => number | string): Column {
  return text(header, width, (p, v) => String(value(p, v)), "right", value);
}

const seconds = (p: Proc): number => Math.floor(p.ticks / HZ);
const elapsed = (p: Proc, v: View): number => Math.max(0, Math.floor(v.uptime - p.start / HZ));
const startedAt = (p: Proc, v: View): number => v.boot + Math.floor(p.start / HZ);
/** Tenths of a per cent. */
const load = (p: Proc, v: View): number => {
  const age = elapsed(p, v);
  return age > 0 ? Math.floor((p.ticks * 1000) / HZ / age) : 0;
};
const tenths = (n: number): string => (n > 999 ? String(Math.floor(n / 10)) : `${Math.floor(n / 10)}.${n % 10}`);

/** A name that does not fit ends with "+". */
const shortened = (name: string, width: number): string =>
  name.length > width ? `${name.slice(0, width - 1)}+` : name;

const user = (header: string, which: number): Column =>
  text(
    header,
    8,
    (p, v, width) => {
      const id = p.uids[which] ?? 0;
      return v.numeric ? String(id) : shortened(v.users.get(id) ?? String(id), width);
    },
    "user",
  );
const group = (header: string, which: number): Column =>
  text(
    header,
    8,
    (p, v, width) => shortened(v.groups.get(p.gids[which] ?? 0) ?? String(p.gids[which] ?? 0), width),
    "user",
  );
const uid = (header: string, which: number): Column => num(header, 5, (p) => p.uids[which] ?? 0);
const gid = (header: string, which: number): Column => num(header, 5, (p) => p.gids[which] ?? 0);

const COMMAND_WIDTH = 27;
const withEnvironment = (p: Proc, v: View): string =>
  v.environment && p.extra.environ ? ` ${escapeText(p.extra.environ.replace(/\0$/, "").replaceAll("\0", " "))}` : "";
const args = (header: string): Column => ({
  ...text(
    header,
    COMMAND_WIDTH,
    (p, v) => v.branch + (v.trueNames ? commandName(p) : commandLine(p)) + withEnvironment(p, v),
    "rest",
    (p) => commandLine(p),
  ),
});
const comm = (header: string, width = 15): Column =>
  text(
    header,
    width,
    (p, v) => v.branch + commandName(p),
    "rest",
    (p) => p.comm,
  );

const namespace = (header: string, file: string): Column => ({
  ...num(header, 10, (p) => /\[(\d+)\]/.exec(p.extra[`ns/${file}`] ?? "")?.[1] ?? "-"),
  links: [`ns/${file}`],
});
const signals = (header: string, line: string): Column => text(header, 16, (p) => p.status.get(line) ?? "-", "right");

/** "S" and what is special about it: ps(1), "PROCESS STATE CODES". */
export function stateCodes(p: Proc): string {
  const nice = p.nice < 0 ? "<" : p.nice > 0 ? "N" : "";
  const leader = p.session === p.pid ? "s" : "";
  const threads = p.threads > 1 ? "l" : "";
  const foreground = p.tpgid === p.pgrp && p.tpgid > 0 ? "+" : "";
  return p.state + nice + leader + threads + foreground;
}

function shortStart(p: Proc, v: View): string {
  const at = calendar(startedAt(p, v));
  const now = calendar(v.now);
  if (at.year !== now.year) return String(at.year);
  return at.number === now.number ? at.clock : `${at.month}${String(at.day).padStart(2, "0")}`;
}

function longStart(p: Proc, v: View): string {
  const at = calendar(startedAt(p, v));
  return `${at.weekday} ${at.month} ${String(at.day).padStart(2)} ${at.clock}:${at.second} ${at.year}`;
}

/** The time of day within 24 hours, else the date. */
function dayStart(p: Proc, v: View): string {
  const at = calendar(startedAt(p, v));
  if (elapsed(p, v) < 86400) return `${at.clock}:${at.second}`;
  return `${at.month} ${String(at.day).padStart(2, "0")}`;
}

const start = (header: string, width: number, value: Value): Column => text(header, width, value, "right", startedAt);
const wchan: Column = {
  ...text(
    "WCHAN",
    6,
    (p, _v, width) => (p.extra.wchan === "0" ? "-" : (p.extra.wchan ?? "-")).slice(0, width),
    "wchan",
  ),
  files: ["wchan"],
};
const tty = (header: string): Column =>
  text(
    header,
    8,
    (p) => ttyName(p.tty),
    "left",
    (p) => p.tty,
  );
const clock = (header: string, width: number, value: (s: number) => string): Column =>
  text(header, width, (p) => value(seconds(p)), "right", seconds);
const vsz = num("VSZ", 6, (p) => Math.floor(p.vsize / 1024));
const rss = (header: string): Column => num(header, 5, (p) => p.rss * PAGE_KB);
const pcpu = text("%CPU", 4, (p, v) => tenths(load(p, v)), "right", load);
const pmem = text("%MEM", 4, (p, v) => tenths(percentOfMemory(p, v)), "right", percentOfMemory);

function percentOfMemory(p: Proc, v: View): number {
  return v.memory > 0 ? Math.min(999, Math.floor((p.rss * PAGE_KB * 1000) / v.memory)) : 0;
}

const dash = (header: string, width: number, side: Side = "left"): Column => text(header, width, () => "-", side);
const etime = text("ELAPSED", 11, (p, v) => elapsedClock(elapsed(p, v)), "right", elapsed);
const flags = num("F", 1, (p) => (p.flags >> 6) & 7);
const state = text("S", 1, (p) => p.state);
const ni = num("NI", 3, (p) => p.nice);

export const COLUMNS: Readonly<Record<string, Column>> = {
  "%cpu": pcpu,
  "%mem": pmem,
  args: args("COMMAND"),
  blocked: signals("BLOCKED", "SigBlk"),
  bsdstart: start("START", 6, shortStart),
  bsdtime: clock("TIME", 6, bsdClock),
  c: num("C", 2, (p, v) => Math.min(99, Math.floor(load(p, v) / 10))),
  caught: signals("CAUGHT", "SigCgt"),
  cgroup: { ...text("CGROUP", 27, (p) => (p.extra.cgroup ?? "-").trim().replaceAll("\n", ",")), files: ["cgroup"] },
  cgroupns: namespace("CGROUPNS", "cgroup"),
  class: text("CLS", 3, () => "TS"),
  cls: text("CLS", 3, () => "TS"),
  cmd: args("CMD"),
  comm: comm("COMMAND"),
  command: args("COMMAND"),
  cp: num("CP", 3, load),
  cputime: clock("TIME", 8, cpuClock),
  cputimes: num("TIME", 8, seconds),
  egid: gid("EGID", 1),
  egroup: group("EGROUP", 1),
  etime,
  etimes: num("ELAPSED", 7, elapsed),
  euid: uid("EUID", 1),
  euser: user("EUSER", 1),
  exe: { ...text("EXE", 27, (p) => p.extra.exe ?? "-"), links: ["exe"] },
  f: flags,
  flag: flags,
  flags,
  fgid: gid("FGID", 3),
  fgroup: group("FGROUP", 3),
  fname: comm("COMMAND", 8),
  fuid: uid("FUID", 3),
  fuser: user("FUSER", 3),
  gid: gid("GID", 1),
  group: group("GROUP", 1),
  ignored: signals("IGNORED", "SigIgn"),
  ipcns: namespace("IPCNS", "ipc"),
  label: dash("LABEL", 31),
  lstart: start("STARTED", 24, longStart),
  lwp: num("LWP", PID_WIDTH, (p) => p.pid),
  mntns: namespace("MNTNS", "mnt"),
  netns: namespace("NETNS", "net"),
  ni,
  nice: ni,
  nlwp: num("NLWP", 4, (p) => p.threads),
  opri: num("PRI", 3, (p) => p.priority + 60),
  pcpu,
  pending: signals("PENDING", "ShdPnd"),
  pgid: num("PGID", PID_WIDTH, (p) => p.pgrp),
  pgrp: num("PGRP", PID_WIDTH, (p) => p.pgrp),
  pid: num("PID", PID_WIDTH, (p) => p.pid),
  pidns: namespace("PIDNS", "pid"),
  pmem,
  ppid: num("PPID", PID_WIDTH, (p) => p.ppid),
  pri: num("PRI", 3, (p) => 39 - p.priority),
  priority: num("PRI", 3, (p) => p.priority),
  psr: num("PSR", 3, (p) => p.processor),
  rgid: gid("RGID", 0),
  rgroup: group("RGROUP", 0),
  rss: rss("RSS"),
  rssize: rss("RSS"),
  rsz: rss("RSZ"),
  rtprio: dash("RTPRIO", 6, "right"),
  ruid: uid("RUID", 0),
  ruser: user("RUSER", 0),
  s: state,
  sess: num("SESS", PID_WIDTH, (p) => p.session),
  session: num("SESS", PID_WIDTH, (p) => p.session),
  sgid: gid("SGID", 2),
  sgroup: group("SGROUP", 2),
  sid: num("SID", PID_WIDTH, (p) => p.session),
  spid: num("SPID", PID_WIDTH, (p) => p.pid),
  start: start("STARTED", 8, dayStart),
  start_time: start("START", 5, shortStart),
  stat: text("STAT", 4, stateCodes),
  state,
  stime: start("STIME", 5, shortStart),
  suid: uid("SUID", 2),
  suser: user("SUSER", 2),
  sz: num("SZ", 5, (p) => Math.floor(p.vsize / 1024 / PAGE_KB)),
  tgid: num("TGID", PID_WIDTH, (p) => p.pid),
  thcount: num("THCNT", 5, (p) => p.threads),
  tid: num("TID", PID_WIDTH, (p) => p.pid),
  time: clock("TIME", 8, cpuClock),
  timens: namespace("TIMENS", "time"),
  times: num("TIME", 8, seconds),
  tname: tty("TTY"),
  tpgid: num("TPGID", PID_WIDTH, (p) => p.tpgid),
  tt: tty("TT"),
  tty: tty("TT"),
  ucmd: comm("CMD"),
  ucomm: comm("COMMAND"),
  uid: uid("UID", 1),
  uname: user("USER", 1),
  user: user("USER", 1),
  userns: namespace("USERNS", "user"),
  utsns: namespace("UTSNS", "uts"),
  vsize: vsz,
  vsz,
  wchan,
  wname: wchan,
};

/** ADDR of -l: addresses are not shown any more. */
export const ADDR: Column = dash("ADDR", 1);

/** Real specifiers that show what the model does not count. */
export const MISSING: ReadonlySet<string> = new Set(
  `_left _left2 _right _right2 _unlimited _unlimited2 ag_id ag_nice atime cgname context cpuid cuc cuu drs dsiz eip esp
   fsgid fsgroup fsuid fsuser intpri lastcpu lim longtname lsession luid lxc m_drs m_size m_trs machine maj_flt majflt
   min_flt minflt numa oom oomadj ouid pagein policy pri_api pri_bar pri_baz pri_foo pss rbytes rchars rops sched seat
   sgi_p sgi_rss sig sig_block sig_catch sig_ignore sig_pend sigcatch sigignore sigmask size slice stackp start_stack
   supgid supgrp svgid svgroup svuid svuser trs trss tsig tsiz tty4 tty8 uid_hack unit uss util uunit wbytes wcbytes
   wchars wops zone`.split(/\s+/),
);
