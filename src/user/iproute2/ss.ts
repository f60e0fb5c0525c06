// ss(8): the sockets of the network namespace.

import { failed } from "../../kernel/abi/errno.ts";
import { dotted, type Ip } from "../../kernel/net/address.ts";
import type { TcpState } from "../../kernel/net/tcp-state.ts";
import type { DiagInfo } from "../../kernel/sys/sock-diag.ts";
import { type Service, services } from "../inet.ts";
import { listDir, readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { type Cmd, tool } from "../tool.ts";
import { fail } from "./context.ts";
import { enter } from "./netns-names.ts";
import { expression, STATE_NAMES, statesNamed, type Test } from "./ss-filter.ts";
import { SS_HELP } from "./usage.ts";

const FAILED = 255; // exit(-1)

const OPTIONS = `
  -h, --help
  -V, --version
  -n, --numeric
! -r, --resolve
  -a, --all
  -l, --listening
! -B, --bound-inactive
! -o, --options
! -e, --extended
! -m, --memory
  -p, --processes
! -T, --threads
! -i, --info
!     --tipcinfo
  -s, --summary
!     --tos
!     --cgroup
! -b, --bpf
!     --bpf-maps
!     --bpf-map-id=MAP-ID
! -E, --events
! -Z, --context
! -z, --contexts
  -N, --net=NAME
  -4, --ipv4
  -6, --ipv6
  -0, --packet
  -t, --tcp
! -M, --mptcp
! -S, --sctp
  -u, --udp
! -d, --dccp
  -w, --raw
  -x, --unix
!     --tipc
!     --vsock
!     --xdp
! -f, --family=FAMILY
! -K, --kill
  -H, --no-header
! -Q, --no-queues
  -O, --oneline
!     --inet-sockopt
! -A, --query=QUERY
!     --socket=QUERY
! -D, --diag=FILE
! -F, --filter=FILE
`;

type Kind = "tcp" | "udp" | "raw" | "unix";

interface Row {
  readonly netid: string;
  readonly state: string;
  readonly recvQ: number;
  readonly sendQ: number;
  readonly local: readonly [string, string];
  readonly remote: readonly [string, string];
  readonly process: string;
}

export const ssMain = tool(
  {
    name: "ss",
    usage: "",
    options: OPTIONS,
    help: `${SS_HELP}\n`,
    version: "utility, iproute2-6.15.0",
    failure: FAILED,
    usageOnMisuse: `${SS_HELP}\n`,
    shortName: false,
  },
  function* (cmd) {
    const ns = cmd.last("net");
    if (ns !== undefined) yield* enter(ns);
    if (cmd.has("summary")) return yield* summary(cmd);
    const names = cmd.has("numeric") ? [] : yield* services();
    const wanted = kindsOf(cmd);
    const { states, test } = yield* filterOf(cmd, yield* services());
    const owners = cmd.has("processes") ? yield* ownersOf() : null;
    const all = yield* sys("sock_diag", {});
    const shown = all.filter((s) => wanted.includes(kindOf(s)) && isShown(s, states) && test(s));
    const rows = ordered(shown, wanted).map((s) => rowOf(s, names, owners));
    const kinds = wanted.length === 1 && wanted[0] !== "unix";
    // Datagram sockets are connected or not: then "connected" is one state.
    const oneState = states.length === 1 || (wanted.join() === "udp" && !states.includes("CLOSE"));
    yield* cmd.print(table(cmd, rows, kinds, oneState));
    return 0;
  },
);

const kindOf = (s: DiagInfo): Kind =>
  s.family === "unix" ? "unix" : s.proto === "icmp" ? "raw" : s.proto === "udp" ? "udp" : "tcp";

function kindsOf(cmd: Cmd): Kind[] {
  const asked = (["raw", "tcp", "udp", "unix"] as const).filter((k) => cmd.has(k));
  if (asked.length > 0) return cmd.has("ipv6") ? [] : asked;
  if (cmd.has("ipv4")) return ["raw", "udp", "tcp"];
  return cmd.has("ipv6") || cmd.has("packet") ? [] : ["unix", "raw", "udp", "tcp"];
}

function* filterOf(cmd: Cmd, names: readonly Service[]): Run<{ states: readonly TcpState[]; test: Test }> {
  let states: readonly TcpState[] = cmd.has("all")
    ? (statesNamed("all") as readonly TcpState[])
    : cmd.has("listening")
      ? ["LISTEN", "CLOSE"]
      : (statesNamed("connected") as readonly TcpState[]).filter((s) => !/^(SYN_RECV|TIME_WAIT)$/.test(s));
  const words = [...cmd.operands];
  let first = true;
  while (words[0] === "state" || words[0] === "exclude") {
    const [how, name = ""] = words.splice(0, 2);
    const named = statesNamed(name);
    if (!named) return yield* cmd.die(FAILED, `wrong state name: ${name}`);
    if (how === "exclude") states = states.filter((s) => !named.includes(s));
    else states = first ? named : [...states, ...named];
    first = false;
  }
  if (words.length === 0) return { states, test: () => true };
  const test = expression(words, names);
  if (!test && words.length === 1) {
    return yield* fail(
      1,
      `Error: an inet prefix is expected rather than "${words[0]}".\nCannot parse dst/src address.`,
    );
  }
  if (!test) return yield* cmd.die(FAILED, `bison bellows (while parsing filter): "syntax error!" Sorry.\n${SS_HELP}`);
  return { states, test };
}

function isShown(s: DiagInfo, states: readonly TcpState[]): boolean {
  if (s.proto === "tcp" && s.state === "CLOSE") return false;
  return states.includes(s.state);
}

/** By kind as ss asks for them, and listening ones before others. */
function ordered(shown: readonly DiagInfo[], wanted: readonly Kind[]): DiagInfo[] {
  const rank = (s: DiagInfo): number => wanted.indexOf(kindOf(s)) * 2 + (s.state === "LISTEN" ? 0 : 1);
  return [...shown].sort((a, b) => rank(a) - rank(b));
}

function rowOf(s: DiagInfo, names: readonly Service[], owners: ReadonlyMap<number, string> | null): Row {
  const process = owners ? (owners.get(s.ino) ?? "") : "";
  const common = { state: STATE_NAMES[s.state], recvQ: s.recvQ, sendQ: s.sendQ, process };
  if (s.family === "unix") {
    const name = s.unix === null ? "*" : s.unix.kind === "abstract" ? `@${s.unix.name.slice(1)}` : s.unix.path;
    const netid = s.type === "stream" ? "u_str" : "u_dgr";
    return { ...common, netid, local: [name, String(s.ino)], remote: ["*", String(s.peerIno)] };
  }
  const proto = s.proto ?? "";
  const end = (e: DiagInfo["local"]): readonly [string, string] => [
    dotted(e?.ip ?? (0 as Ip)),
    port(e?.port ?? 0, proto, names),
  ];
  return { ...common, netid: s.proto === "icmp" ? "icmp" : proto, local: end(s.local), remote: end(s.remote) };
}

function port(n: number, proto: string, names: readonly Service[]): string {
  if (n === 0) return "*";
  return names.find((s) => s.port === n && s.proto === proto)?.name ?? String(n);
}

/** The columns: as wide as what stands in them. */
function table(cmd: Cmd, rows: readonly Row[], oneKind: boolean, oneState: boolean): string {
  const head = [
    "Netid",
    "State",
    "Recv-Q",
    "Send-Q",
    "Local Address:",
    "Port",
    "Peer Address:",
    "Port",
    cmd.has("processes") ? "Process" : "",
  ];
  const cells = rows.map((r) => {
    const [local, localPort] = r.local;
    const [remote, remotePort] = r.remote;
    return [
      r.netid,
      r.state,
      String(r.recvQ),
      String(r.sendQ),
      `${local}:`,
      localPort,
      `${remote}:`,
      remotePort,
      r.process,
    ];
  });
  const all = cmd.has("no-header") ? cells : [head, ...cells];
  const width = (i: number): number => Math.max(0, ...all.map((row) => (row[i] ?? "").length));
  const line = (row: readonly string[]): string => {
    const cell = (i: number): string => row[i] ?? "";
    const left = (i: number): string => cell(i).padEnd(width(i));
    const netid = oneKind ? "" : `${left(0)} `;
    const state = oneState ? "" : `${left(1)} `;
    const queues = `${left(2)} ${left(3)} `;
    const local = `${cell(4).padStart(width(4))}${left(5)} `;
    const remote = `${cell(6).padStart(width(6))}${left(7)}`;
    return `${netid}${state}${queues}${local}${remote}${cell(8)}\n`;
  };
  return all.map(line).join("");
}

/** Which processes hold which socket: by /proc/PID/fd. */
function* ownersOf(): Run<ReadonlyMap<number, string>> {
  const found = new Map<number, string[]>();
  const entries = yield* listDir("/proc");
  for (const pid of failed(entries) ? [] : entries.filter((e) => /^\d+$/.test(e))) {
    const fds = yield* listDir(`/proc/${pid}/fd`);
    for (const fd of failed(fds) ? [] : fds) {
      const text = yield* sys("readlink", { path: `/proc/${pid}/fd/${fd}` });
      const ino = failed(text) ? null : /^socket:\[(\d+)\]$/.exec(text)?.[1];
      if (ino === null || ino === undefined) continue;
      const comm = yield* readFile(`/proc/${pid}/comm`);
      const name = failed(comm) ? "?" : comm.trimEnd();
      found.set(Number(ino), [...(found.get(Number(ino)) ?? []), `("${name}",pid=${pid},fd=${fd})`]);
    }
  }
  return new Map([...found].map(([ino, who]) => [ino, ` users:(${who.join(",")})`]));
}

function* summary(cmd: Cmd): Run<number> {
  const all = yield* sys("sock_diag", {});
  const tcp = all.filter((s) => s.proto === "tcp");
  const of = (...states: TcpState[]): number => tcp.filter((s) => states.includes(s.state)).length;
  const open = all.filter((s) => s.ino !== 0).length;
  const wait = of("TIME_WAIT");
  const orphaned = tcp.filter((s) => s.ino === 0 && s.state !== "TIME_WAIT").length;
  const udp = all.filter((s) => s.proto === "udp").length;
  const raw = all.filter((s) => s.proto === "icmp").length;
  const tcpAll = tcp.length;
  const inet = raw + udp + tcpAll - wait;
  const row = (name: string, n: number): string =>
    `${name.padEnd(9)} ${String(n).padEnd(9)} ${String(n).padEnd(9)} 0        \n`;
  yield* cmd.print(
    `Total: ${open}\nTCP:   ${tcpAll} (estab ${of("ESTABLISHED")}, closed ${wait + of("CLOSE")}, orphaned ${orphaned}, timewait ${wait})\n\nTransport Total     IP        IPv6\n${row("RAW", raw)}${row("UDP", udp)}${row("TCP", tcpAll - wait)}${row("INET", inet)}${row("FRAG", 0)}\n`,
  );
  return 0;
}
