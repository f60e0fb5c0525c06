// Lines of JSON through a socket: how runc and the `runc init` that it has started talk.

import { failed } from "../../kernel/abi/errno.ts";
import { AF_UNIX, SOCK_CLOEXEC, SOCK_STREAM } from "../../kernel/abi/socket.ts";
import { write } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { orFail } from "./failure.ts";

export type Message =
  /** Everything is mounted, the root is not yet changed: limits may be set. */
  | { readonly type: "procHooks" | "procResume" }
  /** All is done that needs the parent. */
  | { readonly type: "procReady" | "procRun" }
  | { readonly type: "procError"; readonly message: string };

/** Both ends of a connection. */
export function* socketPair(): Run<readonly [number, number]> {
  const pair = yield* sys("socketpair", { domain: AF_UNIX, type: SOCK_STREAM | SOCK_CLOEXEC });
  return orFail(pair, "socketpair").fds;
}

export function* send(fd: number, value: unknown): Run<void> {
  yield* write(fd, `${JSON.stringify(value)}\n`);
}

/** The next line; null at the end. It reads byte by byte where a fork will read the rest. */
export function* receive<T>(fd: number): Run<T | null> {
  let line = "";
  for (;;) {
    const c = yield* sys("read", { fd, count: 1 });
    if (failed(c) || c === "") return null;
    if (c === "\n") return JSON.parse(line) as T;
    line += c;
  }
}
