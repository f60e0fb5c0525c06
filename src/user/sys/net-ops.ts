// The operations on sockets.

import { EINPROGRESS, ETIMEDOUT, failed } from "../../kernel/abi/errno.ts";
import {
  AF_INET,
  SO_RCVTIMEO,
  SO_REUSEADDR,
  SO_SNDTIMEO,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
} from "../../kernel/abi/socket.ts";
import { addrText, aton, inetAddr, resolveHost } from "../inet.ts";
import { readFile, write } from "../libc.ts";
import { must, type Run, sys } from "../program.ts";
import { atoi, type Chain, report, type Step, say } from "./chain.ts";

const S = 1e9; // virtual nanoseconds
const TRIES = 400; // of awaitport, 50 ms apart: 20 s
const PAUSE = 50_000_000; // virtual nanoseconds
const BUFFER = 65535; // bytes a read takes

const stream = (): Run<number> => sys("socket", { domain: AF_INET, type: SOCK_STREAM });

/** Answers every TCP connection on PORT with TEXT, for ever. */
function* listen(_c: Chain, s: Step): Run<void> {
  const fd = yield* stream();
  yield* sys("setsockopt", { fd, level: SOL_SOCKET, name: SO_REUSEADDR, value: 1 });
  const bound = yield* sys("bind", { fd, addr: inetAddr(0, atoi(s.word(1))) });
  if (failed(bound)) return yield* report(s, bound);
  const listening = yield* sys("listen", { fd, backlog: 8 });
  if (failed(listening)) return yield* report(s, listening);
  for (;;) {
    const r = yield* sys("accept4", { fd });
    if (failed(r)) continue;
    yield* write(r.fd, `${s.word(2)} from ${addrText(r.addr)}\n`);
    yield* sys("close", { fd: r.fd });
  }
}

function* bind(_c: Chain, s: Step): Run<void> {
  const fd = yield* stream();
  yield* report(s, yield* sys("bind", { fd, addr: inetAddr(0, atoi(s.word(1))) }));
}

/** Until something accepts on IP PORT, at most 20 s. */
function* awaitport(_c: Chain, s: Step): Run<void> {
  for (let i = 0; i < TRIES; i++) {
    const fd = yield* stream();
    const r = yield* sys("connect", { fd, addr: inetAddr(aton(s.word(1)), atoi(s.word(2))) });
    yield* sys("close", { fd });
    if (r === 0) return;
    yield* sys("nanosleep", { ns: PAUSE });
  }
  yield* say(s, "gave up");
}

function* connect(_c: Chain, s: Step): Run<void> {
  const fd = yield* stream();
  for (const name of [SO_RCVTIMEO, SO_SNDTIMEO])
    yield* sys("setsockopt", { fd, level: SOL_SOCKET, name, value: 2 * S });
  const r = yield* sys("connect", { fd, addr: inetAddr(aton(s.word(1)), atoi(s.word(2))) });
  if (failed(r)) yield* report(s, r === EINPROGRESS ? ETIMEDOUT : r);
  else {
    const text = yield* sys("read", { fd, count: BUFFER });
    if (failed(text)) yield* report(s, text);
    else yield* say(s, text.replace(/\n$/, ""));
  }
  yield* sys("close", { fd });
}

/** /etc/hosts, then one question to the first name server of /etc/resolv.conf. */
function* resolve(_c: Chain, s: Step): Run<void> {
  const known = yield* resolveHost(s.word(1));
  if (known !== null && known !== aton(s.word(1))) return void (yield* say(s, addrText(inetAddr(known, 0))));
  const conf = yield* readFile("/etc/resolv.conf");
  const server = /^nameserver\s+(\S+)/m.exec(failed(conf) ? "" : conf)?.[1] ?? "127.0.0.53";
  const answer = yield* ask(aton(server), question(s.word(1)));
  yield* say(s, answer ?? "unresolved");
}

/** A DNS message that asks for the A record of a name: RFC 1035, 4.1 */
function question(name: string): string {
  const labels = name.split(".").filter((l) => l !== "");
  const encoded = labels.map((l) => String.fromCharCode(l.length) + l).join("");
  return `\x12\x34\x01\0\0\x01\0\0\0\0\0\0${encoded}\0\0\x01\0\x01`;
}

function* ask(server: number, message: string): Run<string | null> {
  const fd = must(yield* sys("socket", { domain: AF_INET, type: SOCK_DGRAM }));
  yield* sys("setsockopt", { fd, level: SOL_SOCKET, name: SO_RCVTIMEO, value: 5 * S });
  const connected = yield* sys("connect", { fd, addr: inetAddr(server, 53) });
  const sent = failed(connected) ? connected : yield* sys("write", { fd, data: message });
  const reply = failed(sent) ? sent : yield* sys("read", { fd, count: 512 });
  yield* sys("close", { fd });
  if (failed(reply)) return null;
  const byte = (i: number): number => reply.charCodeAt(i);
  if ((byte(3) & 15) !== 0 || byte(6) * 256 + byte(7) === 0) return null;
  return [4, 3, 2, 1].map((back) => byte(reply.length - back)).join(".");
}

export const NET_OPS = { listen, bind, awaitport, connect, resolve };
