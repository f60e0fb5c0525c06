// IPv4 addresses as numbers of 32 bits, so that a prefix is a matter of arithmetic.

export type Ip = number & { readonly __ip: true };

export const ANY = 0 as Ip;
export const BROADCAST = 0xffffffff as Ip;
export const LOCALHOST = 0x7f000001 as Ip;

/** inet_pton(3): null where `text` is not four numbers of at most 255. */
export function parseIp(text: string): Ip | null {
  const m = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!m) return null;
  const parts = m.slice(1).map(Number);
  if (parts.some((n) => n > 255)) return null;
  return parts.reduce((ip, n) => ip * 256 + n, 0) as Ip;
}

/** inet_ntoa(3) */
export function dotted(ip: Ip): string {
  return [ip >>> 24, (ip >>> 16) & 255, (ip >>> 8) & 255, ip & 255].join(".");
}

export const maskOf = (prefix: number): number => (prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0);

/** The network that `ip` is in: its first `prefix` bits. */
export const networkOf = (ip: Ip, prefix: number): Ip => ((ip & maskOf(prefix)) >>> 0) as Ip;

export const broadcastOf = (ip: Ip, prefix: number): Ip => ((ip | ~maskOf(prefix)) >>> 0) as Ip;

export const inNetwork = (ip: Ip, network: Ip, prefix: number): boolean => networkOf(ip, prefix) === network;

/** "The whole network 127.0.0.0/8 is reserved for loopback": ipv4_is_loopback(), include/linux/in.h */
export const isLoopback = (ip: Ip): boolean => ip >>> 24 === 127;

export const isMulticast = (ip: Ip): boolean => ip >>> 28 === 14;

/** As /proc/net shows it: in the byte order of the machine. */
export function littleEndianHex(ip: Ip): string {
  const bytes = [ip & 255, (ip >>> 8) & 255, (ip >>> 16) & 255, ip >>> 24];
  return bytes.map((b) => b.toString(16).padStart(2, "0").toUpperCase()).join("");
}
