// What virsh and libvirtd say to each other. The real protocol is XDR over the same socket; here a request and its
// answer are one line of JSON each.

import { type Errno, failed } from "../../kernel/abi/errno.ts";
import { AF_UNIX, SOCK_STREAM } from "../../kernel/abi/socket.ts";
import { readAll, write } from "../libc.ts";
import { type Run, sys } from "../program.ts";

export const SOCKET = "/var/run/libvirt/libvirt-sock";

export type Call = { readonly op: "list" } | { readonly op: "start" | "shutdown" | "destroy"; readonly name: string };

export interface DomainState {
  readonly name: string;
  readonly uuid: string;
  /** null: not running. */
  readonly id: number | null;
  readonly pid: number | null;
  readonly state: "running" | "shut off" | "in shutdown";
  readonly memory: number;
  readonly vcpus: number;
  readonly autostart: boolean;
}

export type Answer =
  | { readonly domains: readonly DomainState[] }
  | { readonly error: string }
  | { readonly done: true };

/** Asks libvirtd; the error of connecting when it is not there. */
export function* ask(call: Call): Run<Answer | Errno> {
  const fd = yield* sys("socket", { domain: AF_UNIX, type: SOCK_STREAM });
  if (failed(fd)) return fd;
  const connected = yield* sys("connect", { fd, addr: { family: AF_UNIX, path: SOCKET } });
  if (failed(connected)) return connected;
  yield* write(fd, `${JSON.stringify(call)}\n`);
  const text = yield* readAll(fd);
  yield* sys("close", { fd });
  return failed(text) ? text : (JSON.parse(text) as Answer);
}
