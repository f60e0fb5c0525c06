// What a program is told about an ICMP error: icmp_err_convert[], net/ipv4/icmp.c

import { ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ENOPROTOOPT, type Errno } from "../abi/errno.ts";
import * as I from "../abi/socket.ts";

const UNREACHABLE: Readonly<Record<number, Errno>> = {
  [I.ICMP_NET_UNREACH]: ENETUNREACH,
  [I.ICMP_HOST_UNREACH]: EHOSTUNREACH,
  [I.ICMP_PROT_UNREACH]: ENOPROTOOPT,
  [I.ICMP_PORT_UNREACH]: ECONNREFUSED,
  [I.ICMP_NET_ANO]: ENETUNREACH,
  [I.ICMP_HOST_ANO]: EHOSTUNREACH,
  [I.ICMP_PKT_FILTERED]: EHOSTUNREACH,
};

/** null: nothing is told. */
export function icmpErrno(type: number, code: number): Errno | null {
  if (type === I.ICMP_TIME_EXCEEDED) return EHOSTUNREACH;
  return type === I.ICMP_DEST_UNREACH ? (UNREACHABLE[code] ?? EHOSTUNREACH) : null;
}
