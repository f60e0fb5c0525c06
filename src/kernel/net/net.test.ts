import { expect, test } from "vitest";
import {
  EACCES,
  EADDRINUSE,
  EADDRNOTAVAIL,
  EAFNOSUPPORT,
  ECONNREFUSED,
  EDESTADDRREQ,
  EINVAL,
  EISCONN,
  ENETUNREACH,
  ENOTCONN,
  ENOTSOCK,
  EOPNOTSUPP,
  EPERM,
  EPIPE,
} from "../abi/errno.ts";
import { CLONE_NEWNET } from "../abi/flags.ts";
import * as A from "../abi/socket.ts";
import { Bench } from "../fs/testbench.ts";
import type { SockAddr } from "../sys/socket.ts";
import { type Ip, parseIp } from "./address.ts";
import { devicesOf } from "./device.ts";

const at = (text: string, port: number): SockAddr => ({ family: A.AF_INET, addr: parseIp(text) as Ip, port });
const tcp = (b: Bench): number => b.ok("socket", { domain: A.AF_INET, type: A.SOCK_STREAM }) as number;
const up = (b: Bench, name: string) => b.ok("rtnetlink", { message: { type: "RTM_SETLINK", name, up: true } });
const names = (b: Bench): string[] => devicesOf(b.tx.k, b.tx.task(b.pid).ns.net).map((d) => d.name);

/** A bench in a network namespace of its own, with the loopback device up. */
function alone(): Bench {
  const b = new Bench();
  b.ok("unshare", { flags: CLONE_NEWNET });
  up(b, "lo");
  return b;
}

function listening(b: Bench, port: number): number {
  const fd = tcp(b);
  b.ok("bind", { fd, addr: at("0.0.0.0", port) });
  b.ok("listen", { fd, backlog: 8 });
  return fd;
}

test("a new network namespace has a loopback device, which is down, and no way anywhere", () => {
  const b = new Bench();
  b.ok("unshare", { flags: CLONE_NEWNET });
  expect(names(b)).toEqual(["lo"]);
  expect(b.call("connect", { fd: tcp(b), addr: at("127.0.0.1", 9) })).toBe(ENETUNREACH);
  up(b, "lo");
  expect(b.call("connect", { fd: tcp(b), addr: at("127.0.0.1", 9) })).toBe(ECONNREFUSED);
});

test("a connection is there before it is accepted, and data goes both ways", () => {
  const b = alone();
  const listener = listening(b, 80);
  const fd = tcp(b);
  expect(b.call("connect", { fd, addr: at("127.0.0.1", 80) })).toBe(0);
  expect(b.call("connect", { fd, addr: at("127.0.0.1", 80) })).toBe(EISCONN);
  b.ok("write", { fd, data: "question" });
  const { fd: other } = b.ok("accept4", { fd: listener });
  expect(b.call("read", { fd: other, count: 100 })).toBe("question");
  b.ok("write", { fd: other, data: "answer" });
  b.ok("close", { fd: other });
  expect([
    b.call("read", { fd, count: 3 }),
    b.call("read", { fd, count: 9 }),
    b.call("read", { fd, count: 9 }),
  ]).toEqual(["ans", "wer", ""]);
});

test("the one who writes to a connection that the other has left gets EPIPE in the end", () => {
  const b = alone();
  const listener = listening(b, 80);
  const fd = tcp(b);
  b.ok("connect", { fd, addr: at("127.0.0.1", 80) });
  b.ok("close", { fd: (b.ok("accept4", { fd: listener }) as { fd: number }).fd });
  b.ok("write", { fd, data: "late" }); // is answered by a reset
  expect(b.call("write", { fd, data: "later" })).toBe(EPIPE);
});

test("a port is taken once in a namespace, and free in another", () => {
  const b = alone();
  listening(b, 80);
  expect(b.call("bind", { fd: tcp(b), addr: at("0.0.0.0", 80) })).toBe(EADDRINUSE);
  b.ok("unshare", { flags: CLONE_NEWNET });
  expect(b.call("bind", { fd: tcp(b), addr: at("0.0.0.0", 80) })).toBe(0);
});

test("a socket stays in the namespace that it was made in", () => {
  const b = alone();
  listening(b, 80);
  const fd = tcp(b);
  b.ok("unshare", { flags: CLONE_NEWNET });
  expect(b.call("connect", { fd, addr: at("127.0.0.1", 80) })).toBe(0);
  expect(b.call("connect", { fd: tcp(b), addr: at("127.0.0.1", 80) })).toBe(ENETUNREACH);
});

test("what the calls refuse", () => {
  const b = alone();
  b.write("/file", "");
  const file = b.ok("openat", { path: "/file", flags: 0 }) as number;
  const udp = b.ok("socket", { domain: A.AF_INET, type: A.SOCK_DGRAM }) as number;
  expect(b.call("listen", { fd: file, backlog: 1 })).toBe(ENOTSOCK);
  expect(b.call("listen", { fd: udp, backlog: 1 })).toBe(EOPNOTSUPP);
  expect(b.call("accept4", { fd: tcp(b) })).toBe(EINVAL);
  expect(b.call("bind", { fd: tcp(b), addr: at("10.9.9.9", 80) })).toBe(EADDRNOTAVAIL);
  expect(b.call("shutdown", { fd: tcp(b), how: 1 })).toBe(ENOTCONN);
  expect(b.call("sendto", { fd: udp, data: "x" })).toBe(EDESTADDRREQ);
  expect(b.call("socket", { domain: A.AF_INET6, type: A.SOCK_STREAM })).toBe(EAFNOSUPPORT);
});

test("ordinary users may not take low ports, make raw sockets or change devices", () => {
  const b = alone();
  b.spawn({ uid: 1000 });
  expect(b.call("bind", { fd: tcp(b), addr: at("0.0.0.0", 80) })).toBe(EACCES);
  expect(b.call("bind", { fd: tcp(b), addr: at("0.0.0.0", 8080) })).toBe(0);
  expect(b.call("socket", { domain: A.AF_INET, type: A.SOCK_RAW, protocol: A.IPPROTO_ICMP })).toBe(EPERM);
  expect(up(b, "lo")).toEqual({ error: EPERM });
});

test("a datagram that nobody waits for is told to a connected socket", () => {
  const b = alone();
  const fd = b.ok("socket", { domain: A.AF_INET, type: A.SOCK_DGRAM }) as number;
  b.ok("connect", { fd, addr: at("127.0.0.1", 53) });
  expect(b.call("write", { fd, data: "anyone?" })).toBe(7);
  expect(b.call("read", { fd, count: 9 })).toBe(ECONNREFUSED);
});

test("an abstract unix name belongs to the network namespace, one in the file system does not", () => {
  const b = alone();
  const unix = (): number => b.ok("socket", { domain: A.AF_UNIX, type: A.SOCK_STREAM }) as number;
  for (const path of ["\0name", "/name"]) {
    const fd = unix();
    b.ok("bind", { fd, addr: { family: A.AF_UNIX, path } });
    b.ok("listen", { fd, backlog: 1 });
  }
  const call = (path: string) => b.call("connect", { fd: unix(), addr: { family: A.AF_UNIX, path } });
  expect([call("\0name"), call("/name")]).toEqual([0, 0]);
  b.ok("unshare", { flags: CLONE_NEWNET });
  expect([call("\0name"), call("/name")]).toEqual([ECONNREFUSED, 0]);
});

test("with a namespace die its devices, and the other ends of their cables; a network card goes home", () => {
  const b = new Bench();
  const home = b.pid;
  const away = b.spawn();
  b.ok("unshare", { flags: CLONE_NEWNET });
  b.as(home);
  const ns = { pid: away };
  b.ok("rtnetlink", { message: { type: "RTM_NEWLINK", name: "v0", kind: "veth", peer: { name: "v1", ns } } });
  b.ok("rtnetlink", { message: { type: "RTM_SETLINK", name: "eth0", ns } });
  expect([names(b).sort(), names(b.as(away)).sort()]).toEqual([
    ["lo", "v0"],
    ["eth0", "lo", "v1"],
  ]);
  b.ok("unshare", { flags: CLONE_NEWNET });
  expect(names(b.as(home))).toEqual(["lo", "eth0"]);
});

test("an open socket keeps its namespace alive", () => {
  const b = alone();
  const ns = b.tx.task(b.pid).ns.net;
  const fd = tcp(b);
  b.ok("unshare", { flags: CLONE_NEWNET });
  expect(devicesOf(b.tx.k, ns)).toHaveLength(1);
  b.ok("close", { fd });
  expect(devicesOf(b.tx.k, ns)).toHaveLength(0);
});

test("a kernel with connections comes back from JSON unchanged", () => {
  const b = alone();
  listening(b, 80);
  b.call("connect", { fd: tcp(b), addr: at("127.0.0.1", 80) });
  expect(JSON.parse(JSON.stringify(b.tx.world))).toEqual(b.tx.world);
});
