// ping(8): asks whether a host is there, and how long the answer takes.

import { EACCES, EINTR, ENODEV, EPERM, failed } from "../../kernel/abi/errno.ts";
import { POLLIN } from "../../kernel/abi/flags.ts";
import { SIGINT } from "../../kernel/abi/signal.ts";
import * as A from "../../kernel/abi/socket.ts";
import { dotted, type Ip } from "../../kernel/net/address.ts";
import type { Received } from "../../kernel/sys/socket-data.ts";
import { addrText, hostName, inetAddr, portOf, resolveHost } from "../inet.ts";
import { err } from "../libc.ts";
import { Exit, onSignal, type Run, sys } from "../program.ts";
import { type Cmd, tool } from "../tool.ts";
import { PING_HELP, PING_OPTIONS } from "./ping-usage.ts";

const FAILED = 2;
const S = 1e9; // virtual nanoseconds
const MS = 1e6;
const HEADERS = 28; // bytes: IP and ICMP
const TIMESTAMP = 16; // bytes: shorter packets have no room for the time they were sent
const PROBE_PORT = 1025;

interface Plan {
  readonly name: string;
  readonly ip: Ip;
  readonly count: number;
  /** Virtual nanoseconds. */
  readonly interval: number;
  readonly linger: number;
  readonly deadline: number;
  readonly size: number;
  readonly quiet: boolean;
  /** Addresses are shown without names. */
  readonly numeric: boolean;
}

interface Tally {
  readonly start: number;
  readonly sentAt: Map<number, number>;
  readonly seen: Set<number>;
  received: number;
  errors: number;
  duplicates: number;
  pipe: number;
  /** microseconds */
  readonly times: number[];
  lastAt: number;
}

export const pingMain = tool(
  {
    name: "ping",
    usage: "[options] <destination>",
    options: PING_OPTIONS,
    help: PING_HELP,
    failure: FAILED,
    usageOnMisuse: PING_HELP,
    version: "from iputils 20240905\nlibcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes",
    shortName: true,
  },
  function* (cmd) {
    if (cmd.has("h")) {
      yield* err(PING_HELP);
      return FAILED;
    }
    if (cmd.has("V")) {
      yield* cmd.print(
        "ping from iputils 20240905\nlibcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes\n",
      );
      return 0;
    }
    const count = yield* integer(cmd, "c", 1, Number.MAX_SAFE_INTEGER);
    const size = yield* integer(cmd, "s", 0, 65507);
    const ttl = yield* integer(cmd, "t", 0, 255);
    const interval = yield* seconds(cmd, "i", 1);
    const linger = yield* seconds(cmd, "W", 10);
    const deadline = yield* integer(cmd, "w", 0, Number.MAX_SAFE_INTEGER);
    const [name, ...more] = cmd.operands;
    if (name === undefined) return yield* cmd.die(FAILED, "usage error: Destination address required");
    if (more.length > 0) return yield* cmd.die(FAILED, `${more.at(-1)}: Temporary failure in name resolution`);
    const fd = yield* openSocket(cmd);
    const ip = yield* resolveHost(name);
    if (ip === null) return yield* cmd.die(FAILED, `${name}: Temporary failure in name resolution`);
    const source = yield* prepare(cmd, fd, ip, ttl);
    const numeric = cmd.has("n") || /^[\d.]+$/.test(name);
    const plan: Plan = {
      name,
      ip,
      count: count ?? Number.POSITIVE_INFINITY,
      interval: interval * S,
      linger: linger * S,
      deadline: deadline === undefined ? Number.POSITIVE_INFINITY : deadline * S,
      size: size ?? 56,
      quiet: cmd.has("q"),
      numeric,
    };
    yield* cmd.print(`PING ${name} (${dotted(ip)}) ${source}${plan.size}(${plan.size + HEADERS}) bytes of data.\n`);
    return yield* run(cmd, fd, plan);
  },
);

function* integer(cmd: Cmd, option: string, least: number, most: number): Run<number | undefined> {
  const text = cmd.last(option);
  if (text === undefined) return undefined;
  if (!/^[+-]?\d+$/.test(text)) return yield* cmd.die(1, `invalid argument: '${text}'`);
  const n = Number(text);
  const shown = most === Number.MAX_SAFE_INTEGER ? "9223372036854775807" : String(most);
  if (n >= least && n <= most) return n;
  return yield* cmd.die(1, `invalid argument: '${text}': out of range: ${least} <= value <= ${shown}`);
}

function* seconds(cmd: Cmd, option: string, usual: number): Run<number> {
  const text = cmd.last(option);
  if (text === undefined) return usual;
  if (/^\d+(\.\d*)?$|^\.\d+$/.test(text)) return Number(text);
  yield* cmd.warn(`option argument contains garbage: ${text}`);
  yield* cmd.warn("this will become fatal error in the future");
  return Number.parseFloat(text) || 0;
}

/** A ping socket where the kernel lets everybody have one, else a raw one. */
function* openSocket(cmd: Cmd): Run<number> {
  const domain = A.AF_INET;
  const protocol = A.IPPROTO_ICMP;
  const easy = yield* sys("socket", { domain, type: A.SOCK_DGRAM, protocol });
  if (!failed(easy)) return easy;
  const raw = yield* sys("socket", { domain, type: A.SOCK_RAW, protocol });
  if (!failed(raw)) return raw;
  yield* cmd.warn("socktype: SOCK_RAW");
  yield* cmd.warn("socket", raw);
  if (raw === EPERM) yield* cmd.warn("=> missing cap_net_raw+p capability or setuid?");
  throw new Exit(FAILED);
}

/** Binds to what -I names, and asks the kernel whether there is a way. Returns what the first line says about it. */
function* prepare(cmd: Cmd, fd: number, ip: Ip, ttl: number | undefined): Run<string> {
  if (ttl !== undefined) yield* sys("setsockopt", { fd, level: A.IPPROTO_IP, name: A.IP_TTL, value: ttl });
  const from = cmd.last("I");
  const probe = yield* sys("socket", { domain: A.AF_INET, type: A.SOCK_DGRAM });
  let source = "";
  const own = from === undefined ? null : yield* resolveHost(from);
  if (own !== null) {
    const bound = yield* sys("bind", { fd, addr: inetAddr(own, 0) });
    if (failed(bound)) return yield* cmd.die(FAILED, "bind", bound);
    yield* sys("bind", { fd: probe, addr: inetAddr(own, 0) });
    source = `from ${dotted(own)} : `;
  } else if (from !== undefined) yield* bindToDevice(cmd, fd, from);
  const way = yield* sys("connect", { fd: probe, addr: inetAddr(ip, PROBE_PORT) });
  if (way === EACCES) {
    yield* cmd.die(FAILED, "Do you want to ping broadcast? Then -b. If not, check your local firewall rules");
  }
  if (failed(way)) return yield* cmd.die(FAILED, "connect", way);
  if (from !== undefined && own === null) {
    const name = yield* sys("getsockname", { fd: probe });
    source = `from ${failed(name) ? "" : addrText(name)} ${from}: `;
  }
  yield* sys("close", { fd: probe });
  return source;
}

function* bindToDevice(cmd: Cmd, fd: number, device: string): Run<void> {
  const { links = [] } = yield* sys("rtnetlink", { message: { type: "RTM_GETLINK" } });
  if (!links.some((l) => l.name === device)) yield* cmd.die(FAILED, `SO_BINDTODEVICE ${device}`, ENODEV);
  yield* sys("setsockopt", { fd, level: A.SOL_SOCKET, name: A.SO_BINDTODEVICE, value: device });
}

function* run(cmd: Cmd, fd: number, plan: Plan): Run<number> {
  const start = yield* sys("clock_gettime", {});
  const t: Tally = {
    start,
    sentAt: new Map(),
    seen: new Set(),
    received: 0,
    errors: 0,
    duplicates: 0,
    pipe: 0,
    times: [],
    lastAt: start,
  };
  let ident = (yield* sys("getpid", {})) & 0xffff;
  let stopped = false;
  yield* onSignal(SIGINT, function* () {
    stopped = true;
    yield* sys("clock_gettime", {});
  });
  let next = start;
  for (;;) {
    const now = yield* sys("clock_gettime", {});
    if (stopped || now >= start + plan.deadline || t.received + t.errors >= plan.count) break;
    const left = t.sentAt.size < plan.count;
    if (left && now >= next) {
      yield* sendOne(cmd, fd, plan, t, ident, now);
      ident = (yield* chosenIdent(fd)) || ident;
      next += plan.interval;
      continue;
    }
    const wait = left ? next : lastWait(plan, t);
    if (now >= wait) break;
    const until = Math.min(wait, start + plan.deadline);
    const ready = yield* sys("poll", { fds: [{ fd, events: POLLIN }], timeout: Math.ceil((until - now) / MS) });
    if (failed(ready) || ready.length === 0) continue;
    yield* takeAll(cmd, fd, plan, t, ident);
  }
  yield* summary(cmd, plan, t);
  return t.received > 0 &&
    (plan.deadline === Number.POSITIVE_INFINITY || plan.count === Number.POSITIVE_INFINITY || t.received >= plan.count)
    ? 0
    : 1;
}

/** After the last packet: as long as -W says, or twice the longest answer where there were some. */
function lastWait(plan: Plan, t: Tally): number {
  const last = Math.max(...t.sentAt.values());
  const longest = Math.max(0, ...t.times) * 2000;
  return last + (t.received > 0 ? Math.max(longest, plan.interval) : plan.linger);
}

function* sendOne(cmd: Cmd, fd: number, plan: Plan, t: Tally, ident: number, now: number): Run<void> {
  const seq = t.sentAt.size + 1;
  t.sentAt.set(seq, now);
  const addr = inetAddr(plan.ip, 0);
  const sent = yield* sys("sendto", { fd, data: "\0".repeat(plan.size), addr, echo: { ident, seq } });
  if (failed(sent) && !plan.quiet) yield* cmd.warn("sendmsg", sent);
  t.lastAt = now;
}

/** A ping socket has its identifier from the kernel. */
function* chosenIdent(fd: number): Run<number> {
  const name = yield* sys("getsockname", { fd });
  return failed(name) ? 0 : portOf(name);
}

function* takeAll(cmd: Cmd, fd: number, plan: Plan, t: Tally, ident: number): Run<void> {
  for (;;) {
    const r = yield* sys("recvfrom", { fd, count: 65535, flags: A.MSG_DONTWAIT });
    if (failed(r)) {
      if (r === EINTR) continue;
      return;
    }
    if (r.icmp) yield* takeOne(cmd, plan, t, ident, r);
  }
}

function* takeOne(cmd: Cmd, plan: Plan, t: Tally, ident: number, r: Received): Run<void> {
  const { icmp } = r;
  if (!icmp) return;
  const now = yield* sys("clock_gettime", {});
  const from = addrText(r.addr);
  if (icmp.quoted) {
    const { quoted } = icmp;
    if (quoted.proto !== "icmp" || quoted.sport !== ident || quoted.dst !== plan.ip) return;
    yield* takeError(cmd, plan, t, from, icmp, quoted.icmp?.seq ?? 0);
    t.lastAt = now;
    return;
  }
  if (icmp.type !== A.ICMP_ECHOREPLY || r.ident !== ident) return;
  t.lastAt = now;
  const again = t.seen.has(icmp.seq);
  if (again) t.duplicates++;
  else t.received++;
  t.seen.add(icmp.seq);
  acknowledge(t, icmp.seq);
  const timed = plan.size >= TIMESTAMP;
  const took = Math.max(1, Math.round((now - (t.sentAt.get(icmp.seq) ?? now)) / 1000));
  if (timed && !again) t.times.push(took);
  if (plan.quiet) return;
  const who = yield* shownHost(plan, from);
  const time = timed ? ` time=${shownTime(took)} ms` : "";
  yield* cmd.print(
    `${plan.size + 8} bytes from ${who}: icmp_seq=${icmp.seq} ttl=${r.ttl}${time}${again ? " (DUP!)" : ""}\n`,
  );
}

/** How many were on their way at once. */
function acknowledge(t: Tally, seq: number): void {
  t.pipe = Math.max(t.pipe, t.sentAt.size - seq + 1);
}

function* shownHost(plan: Plan, from: string): Run<string> {
  if (plan.numeric) return from;
  const ip = yield* resolveHost(from);
  const name = ip === null ? null : yield* hostName(ip);
  return name === null ? from : `${name} (${from})`;
}

/** "0.043", "1.25", "12.3", "140": print_echo_reply */
function shownTime(us: number): string {
  if (us >= 99_950) return String(Math.round(us / 1000));
  if (us >= 9995) return (us / 1000).toFixed(1);
  return us >= 1000 ? (us / 1000).toFixed(2) : (us / 1000).toFixed(3);
}

const UNREACHABLE: Readonly<Record<number, string>> = {
  [A.ICMP_NET_UNREACH]: "Destination Net Unreachable",
  [A.ICMP_HOST_UNREACH]: "Destination Host Unreachable",
  [A.ICMP_PROT_UNREACH]: "Destination Protocol Unreachable",
  [A.ICMP_PORT_UNREACH]: "Destination Port Unreachable",
  [A.ICMP_NET_ANO]: "Destination Net Prohibited",
  [A.ICMP_HOST_ANO]: "Destination Host Prohibited",
  [A.ICMP_PKT_FILTERED]: "Packet filtered",
};

function* takeError(
  cmd: Cmd,
  plan: Plan,
  t: Tally,
  from: string,
  icmp: NonNullable<Received["icmp"]>,
  seq: number,
): Run<void> {
  const who = yield* shownHost(plan, from);
  if (icmp.type === A.ICMP_REDIRECT) {
    const better = dotted(icmp.gateway ?? (0 as Ip));
    if (!plan.quiet) yield* cmd.print(`From ${who}: icmp_seq=${seq} Redirect Host(New nexthop: ${better})\n`);
    return;
  }
  t.errors++;
  acknowledge(t, seq);
  if (plan.quiet) return;
  const text =
    icmp.type === A.ICMP_TIME_EXCEEDED ? "Time to live exceeded" : (UNREACHABLE[icmp.code] ?? "Dest Unreachable");
  yield* cmd.print(`From ${who} icmp_seq=${seq} ${text}\n`);
}

function* summary(cmd: Cmd, plan: Plan, t: Tally): Run<void> {
  const sent = t.sentAt.size;
  const lost = sent === 0 ? 0 : Math.trunc(((sent - t.received) * 100) / sent);
  const parts = [
    `${sent} packets transmitted`,
    `${t.received} received`,
    ...(t.duplicates > 0 ? [`+${t.duplicates} duplicates`] : []),
    ...(t.errors > 0 ? [`+${t.errors} errors`] : []),
    `${lost}% packet loss`,
    `time ${Math.round((t.lastAt - t.start) / MS)}ms`,
  ];
  const last: string[] = [];
  if (t.received > 0 && t.times.length > 0) {
    const sum = t.times.reduce((a, b) => a + b, 0);
    const average = sum / t.times.length;
    const squares = t.times.reduce((a, b) => a + b * b, 0) / t.times.length;
    const spread = Math.sqrt(Math.max(0, squares - average * average));
    const shown = [Math.min(...t.times), average, Math.max(...t.times), spread].map((us) => (us / 1000).toFixed(3));
    last.push(`rtt min/avg/max/mdev = ${shown.join("/")} ms`);
  }
  if (t.pipe > 1) last.push(`pipe ${t.pipe}`);
  yield* cmd.print(`\n--- ${plan.name} ping statistics ---\n${parts.join(", ")}\n${last.join(", ")}\n`);
}
