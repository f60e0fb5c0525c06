// nc(1), the netcat of OpenBSD: what comes in on standard input goes out on a connection, and the other way round.

import { EINPROGRESS, type Errno, ETIMEDOUT, failed, strerror } from "../../kernel/abi/errno.ts";
import { POLLERR, POLLHUP, POLLIN } from "../../kernel/abi/flags.ts";
import * as A from "../../kernel/abi/socket.ts";
import { dotted, type Ip } from "../../kernel/net/address.ts";
import type { SockAddr } from "../../kernel/sys/socket.ts";
import { addrText, hostName, inetAddr, portOf, resolveHost, services } from "../inet.ts";
import { err, out, write } from "../libc.ts";
import { must, type Run, sys } from "../program.ts";
import { type Cmd, tool } from "../tool.ts";
import { NC_HELP, NC_OPTIONS, NC_USAGE } from "./nc-usage.ts";

const S = 1e9; // virtual nanoseconds
const CHUNK = 16384; // bytes a read asks for

export const ncMain = tool(
  {
    name: "nc",
    usage: "",
    options: NC_OPTIONS,
    help: NC_HELP,
    usageOnMisuse: NC_USAGE,
    failure: 1,
  },
  function* (cmd) {
    if (cmd.has("h")) {
      yield* err(NC_HELP);
      return 1;
    }
    const [first, second] = cmd.operands;
    if (cmd.has("U")) return yield* unix(cmd, first);
    const listens = cmd.has("l");
    if (first === undefined && cmd.last("p") === undefined) {
      if (listens) return yield* die(cmd, "missing port number");
      yield* err(NC_USAGE);
      return 1;
    }
    if (listens) {
      const own = second === undefined ? (cmd.last("p") ?? first) : second;
      const host = second === undefined && cmd.last("p") === undefined ? undefined : first;
      return yield* listen(cmd, host, own ?? "");
    }
    if (second === undefined) return yield* die(cmd, "missing port number");
    return yield* connect(cmd, first ?? "", second);
  },
);

const shortName = (cmd: Cmd): string => (cmd.self.argv[0] ?? "nc").split("/").at(-1) ?? "nc";

function* say(cmd: Cmd, text: string): Run<void> {
  yield* err(`${shortName(cmd)}: ${text}\n`);
}

function* die(cmd: Cmd, text: string): Run<number> {
  yield* say(cmd, text);
  return 1;
}

const type = (cmd: Cmd): number => (cmd.has("u") ? A.SOCK_DGRAM : A.SOCK_STREAM);
const protoName = (cmd: Cmd): string => (cmd.has("u") ? "udp" : "tcp");

function* portNumber(cmd: Cmd, word: string): Run<number | null> {
  if (/^\d+$/.test(word)) return Number(word) <= 65535 && Number(word) > 0 ? Number(word) : null;
  const all = yield* services();
  return all.find((s) => s.name === word && s.proto === protoName(cmd))?.port ?? null;
}

/** "8000", "20-25", "http" */
function* portList(cmd: Cmd, word: string): Run<number[] | null> {
  const m = /^(\d+)-(\d+)$/.exec(word);
  if (!m) {
    const one = yield* portNumber(cmd, word);
    return one === null ? null : [one];
  }
  const [from, to] = [Number(m[1]), Number(m[2])].sort((a, b) => a - b) as [number, number];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function* connect(cmd: Cmd, host: string, word: string): Run<number> {
  const ports = yield* portList(cmd, word);
  if (!ports) return yield* die(cmd, `port number invalid: ${word}`);
  let status = 1;
  for (const port of ports) {
    const ip = yield* resolveHost(host);
    if (ip === null)
      return yield* die(cmd, `getaddrinfo for host "${host}" port ${word}: Temporary failure in name resolution`);
    const fd = must(yield* sys("socket", { domain: A.AF_INET, type: type(cmd) }));
    const bound = yield* bindSource(cmd, fd);
    const r = failed(bound) ? bound : yield* dial(cmd, fd, inetAddr(ip, port));
    if (failed(r)) {
      if (cmd.has("v"))
        yield* say(cmd, `connect to ${dotted(ip)} port ${port} (${protoName(cmd)}) failed: ${strerror(r)}`);
      yield* sys("close", { fd });
      continue;
    }
    status = 0;
    if (cmd.has("v"))
      yield* err(
        `Connection to ${shown(cmd, host, ip)} ${port} port [${protoName(cmd)}/${yield* serviceName(cmd, port)}] succeeded!\n`,
      );
    if (!cmd.has("z")) yield* pump(cmd, fd);
    yield* sys("close", { fd });
  }
  return status;
}

function shown(cmd: Cmd, host: string, ip: Ip): string {
  if (/^[\d.]+$/.test(host) || cmd.has("n")) return host;
  return `${host} (${dotted(ip)})`;
}

function* serviceName(cmd: Cmd, port: number): Run<string> {
  if (cmd.has("n")) return "*";
  const all = yield* services();
  return all.find((s) => s.port === port && s.proto === protoName(cmd))?.name ?? "*";
}

function* bindSource(cmd: Cmd, fd: number): Run<0 | Errno> {
  const from = cmd.last("s");
  const port = cmd.last("p");
  if (from === undefined && port === undefined) return 0;
  const ip = from === undefined ? 0 : ((yield* resolveHost(from)) ?? 0);
  return yield* sys("bind", { fd, addr: inetAddr(ip, Number(port ?? 0)) });
}

/** -w: "Connections which cannot be established … timeout after timeout seconds" - nc(1) */
function* dial(cmd: Cmd, fd: number, addr: SockAddr): Run<0 | Errno> {
  const limit = cmd.last("w");
  if (limit !== undefined) {
    yield* sys("setsockopt", { fd, level: A.SOL_SOCKET, name: A.SO_SNDTIMEO, value: Number(limit) * S });
  }
  const r = yield* sys("connect", { fd, addr });
  return r === EINPROGRESS ? ETIMEDOUT : r;
}

function* listen(cmd: Cmd, host: string | undefined, word: string): Run<number> {
  const port = yield* portNumber(cmd, word);
  if (port === null) return yield* die(cmd, `port number invalid: ${word}`);
  const ip = host === undefined ? (0 as Ip) : yield* resolveHost(host);
  if (ip === null) return yield* die(cmd, `getaddrinfo: Temporary failure in name resolution`);
  const fd = must(yield* sys("socket", { domain: A.AF_INET, type: type(cmd) }));
  yield* sys("setsockopt", { fd, level: A.SOL_SOCKET, name: A.SO_REUSEADDR, value: 1 });
  yield* sys("setsockopt", { fd, level: A.SOL_SOCKET, name: A.SO_REUSEPORT, value: 1 });
  const bound = yield* sys("bind", { fd, addr: inetAddr(ip, port) });
  if (failed(bound)) return yield* die(cmd, strerror(bound));
  if (!cmd.has("u")) yield* sys("listen", { fd, backlog: 1 });
  if (cmd.has("v")) yield* announce(cmd, `${cmd.has("u") ? "Bound" : "Listening"} on`, inetAddr(ip, port));
  do {
    if (cmd.has("u")) yield* receiveFirst(cmd, fd);
    else {
      const r = yield* sys("accept4", { fd });
      if (failed(r)) return yield* die(cmd, `accept: ${strerror(r)}`);
      if (cmd.has("v")) yield* announce(cmd, "Connection received on", r.addr);
      yield* pump(cmd, r.fd);
      yield* sys("close", { fd: r.fd });
    }
  } while (cmd.has("k"));
  return 0;
}

function* announce(cmd: Cmd, what: string, addr: SockAddr): Run<void> {
  const ip = addr.family === A.AF_INET ? (addr.addr as Ip) : (0 as Ip);
  const name = cmd.has("n") ? addrText(addr) : yield* hostName(ip);
  if (name === null) yield* say(cmd, "getnameinfo: Temporary failure in name resolution");
  else yield* err(`${what} ${name} ${portOf(addr)}\n`);
}

/** UDP has no connections: the first datagram says who the other end is. */
function* receiveFirst(cmd: Cmd, fd: number): Run<void> {
  const r = yield* sys("recvfrom", { fd, count: CHUNK, flags: A.MSG_PEEK });
  if (failed(r) || !r.addr) return;
  yield* sys("connect", { fd, addr: r.addr });
  if (cmd.has("v")) yield* announce(cmd, "Connection received on", r.addr);
  yield* pump(cmd, fd);
}

/** unix(7) sockets: the operand is a name, abstract if it begins with "@". */
function* unix(cmd: Cmd, path: string | undefined): Run<number> {
  if (path === undefined) {
    yield* err(NC_USAGE);
    return 1;
  }
  const addr: SockAddr = { family: A.AF_UNIX, path: path.startsWith("@") ? `\0${path.slice(1)}` : path };
  const fd = must(yield* sys("socket", { domain: A.AF_UNIX, type: type(cmd) }));
  if (!cmd.has("l")) {
    const r = yield* sys("connect", { fd, addr });
    if (failed(r)) return yield* die(cmd, `unix connect failed: ${strerror(r)}`);
    if (!cmd.has("z")) yield* pump(cmd, fd);
    return 0;
  }
  const bound = yield* sys("bind", { fd, addr });
  if (failed(bound)) return yield* die(cmd, strerror(bound));
  if (cmd.has("v")) yield* err(`Listening on ${path}\n`);
  yield* sys("listen", { fd, backlog: 5 });
  do {
    const r = yield* sys("accept4", { fd });
    if (failed(r)) return yield* die(cmd, `accept: ${strerror(r)}`);
    if (cmd.has("v")) yield* err(`Connection received on ${path}\n`);
    yield* pump(cmd, r.fd);
    yield* sys("close", { fd: r.fd });
  } while (cmd.has("k"));
  return 0;
}

/** readwrite(): until the other end has sent all; -N tells it when standard input ends, -q how long to wait then. */
function* pump(cmd: Cmd, fd: number): Run<void> {
  let input = !cmd.has("d");
  const idle = cmd.last("w");
  const patience = idle === undefined ? -1 : Number(idle) * 1000;
  const quit = cmd.last("q");
  let left = patience;
  for (;;) {
    const fds = [{ fd, events: POLLIN }, ...(input ? [{ fd: 0, events: POLLIN }] : [])];
    const ready = yield* sys("poll", { fds, timeout: left });
    if (failed(ready)) continue;
    if (ready.length === 0) return;
    const seen = (which: number): boolean =>
      ready.some((r) => r.fd === which && r.revents & (POLLIN | POLLHUP | POLLERR));
    if (seen(fd)) {
      const data = yield* sys("read", { fd, count: CHUNK });
      if (failed(data)) {
        if (cmd.has("u")) return;
        return;
      }
      if (data === "" && !cmd.has("u")) return;
      yield* out(data);
    }
    if (input && seen(0)) {
      const data = yield* sys("read", { fd: 0, count: CHUNK });
      if (failed(data) || data === "") {
        input = false;
        if (cmd.has("N")) yield* sys("shutdown", { fd, how: A.SHUT_WR });
        if (quit !== undefined && Number(quit) >= 0) left = Number(quit) * 1000;
        if (quit === "0") return;
      } else {
        const sent = yield* write(fd, cmd.has("C") ? data.replace(/\n/g, "\r\n") : data);
        if (failed(sent)) return;
      }
    }
  }
}
