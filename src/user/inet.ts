// What the C library knows of the internet: addresses as text, and services(5), hosts(5).

import { failed } from "../kernel/abi/errno.ts";
import { AF_INET } from "../kernel/abi/socket.ts";
import { dotted, type Ip, parseIp } from "../kernel/net/address.ts";
import type { SockAddr } from "../kernel/sys/socket.ts";
import { readFile } from "./libc.ts";
import type { Run } from "./program.ts";

/** sockaddr_in */
export const inetAddr = (addr: number, port: number): SockAddr => ({ family: AF_INET, addr, port });

/** "10.0.0.1" of a peer's address. */
export const addrText = (a: SockAddr | null): string => (a?.family === AF_INET ? dotted(a.addr as Ip) : "");

export const portOf = (a: SockAddr | null): number => (a?.family === AF_INET ? a.port : 0);

/** inet_aton(3) as far as it is used: 0.0.0.0 where it is no address. */
export const aton = (text: string): number => parseIp(text) ?? 0;

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "");

/** "127.1", "10.1.2": the last number fills what is left - inet_aton(3). Decimal ones only. */
function parseShort(text: string): Ip | null {
  if (!/^\d+(\.\d+){0,3}$/.test(text)) return null;
  const parts = text.split(".").map(Number);
  const last = parts.pop() as number;
  if (parts.some((n) => n > 255) || last >= 256 ** (4 - parts.length)) return null;
  return (parts.reduce((ip, n, i) => ip + n * 256 ** (3 - i), 0) + last) as Ip;
}

/** getaddrinfo(3) of a numeric address or a name in /etc/hosts; null: nobody knows it. */
export function* resolveHost(name: string): Run<Ip | null> {
  const numeric = parseShort(name);
  if (numeric !== null) return numeric;
  const hosts = yield* readFile("/etc/hosts");
  for (const line of failed(hosts) ? [] : lines(hosts)) {
    const [ip = "", ...names] = line.split(/\s+/);
    const found = parseIp(ip);
    if (found !== null && names.includes(name)) return found;
  }
  return null;
}

/** The name of an address in /etc/hosts. */
export function* hostName(ip: Ip): Run<string | null> {
  const hosts = yield* readFile("/etc/hosts");
  for (const line of failed(hosts) ? [] : lines(hosts)) {
    const [address = "", name] = line.split(/\s+/);
    if (parseIp(address) === ip && name !== undefined) return name;
  }
  return null;
}

export interface Service {
  readonly name: string;
  readonly port: number;
  readonly proto: string;
  readonly aliases: readonly string[];
}

/** /etc/services */
export function* services(): Run<readonly Service[]> {
  const text = yield* readFile("/etc/services");
  return (failed(text) ? [] : lines(text)).flatMap((line) => {
    const [name = "", where = "", ...aliases] = line.split(/\s+/);
    const [port, proto = ""] = where.split("/");
    return port === undefined || proto === "" ? [] : [{ name, port: Number(port), proto, aliases }];
  });
}
