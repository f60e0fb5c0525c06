// The far end of a guest's serial port: the terminal that the monitor was started on, a file, a socket, or nobody.

import { type Errno, failed, strerror } from "../../kernel/abi/errno.ts";
import { COOKED, O_CLOEXEC, O_CREAT, O_TRUNC, O_WRONLY, RAW, TCSETS } from "../../kernel/abi/flags.ts";
import { AF_UNIX, SOCK_STREAM } from "../../kernel/abi/socket.ts";
import { write } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { isatty } from "../stdio.ts";

export interface Console {
  /** Descriptors whose input poll(2) shall tell of. */
  readonly watched: () => readonly number[];
  /** Takes what is there on a watched descriptor: bytes for the guest. */
  readonly take: (fd: number) => Run<string>;
  /** The guest has sent these bytes. */
  readonly show: (data: string) => Run<void>;
  readonly close: () => Run<void>;
}

const CHUNK = 4096; // bytes of one read

/** Nobody listens and nobody types. */
export const nowhere: Console = {
  watched: () => [],
  // biome-ignore lint/correctness/useYield: nothing comes from nowhere
  *take() {
    return "";
  },
  *show() {},
  *close() {},
};

/** Standard input and output; a terminal is made raw, so that the guest gets each key. */
export function* stdio(): Run<Console> {
  let open = true;
  const terminal = yield* isatty(0);
  if (terminal) yield* sys("ioctl", { fd: 0, request: TCSETS, arg: RAW });
  return {
    watched: () => (open ? [0] : []),
    *take() {
      const data = yield* sys("read", { fd: 0, count: CHUNK });
      if (failed(data) || data === "") open = false;
      return failed(data) ? "" : data;
    },
    *show(data) {
      yield* write(1, data);
    },
    *close() {
      if (terminal) yield* sys("ioctl", { fd: 0, request: TCSETS, arg: COOKED });
    },
  };
}

/** A file that gets all that is shown. */
export function* toFile(path: string): Run<Console | Errno> {
  const fd = yield* sys("openat", { path, flags: O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode: 0o644 });
  if (failed(fd)) return fd;
  return {
    ...nowhere,
    *show(data) {
      yield* write(fd, data);
    },
  };
}

/** A unix socket that one client at a time may connect to: server=on,wait=off. */
export function* toSocket(path: string): Run<Console | string> {
  yield* sys("unlink", { path });
  const listener = yield* sys("socket", { domain: AF_UNIX, type: SOCK_STREAM });
  if (failed(listener)) return strerror(listener);
  const bound = yield* sys("bind", { fd: listener, addr: { family: AF_UNIX, path } });
  if (failed(bound)) return `Failed to bind socket to ${path}: ${strerror(bound)}`;
  yield* sys("listen", { fd: listener, backlog: 1 });
  let client: number | null = null;
  return {
    watched: () => [client ?? listener],
    *take(fd) {
      if (fd === listener) {
        const accepted = yield* sys("accept4", { fd: listener, flags: 0 });
        if (!failed(accepted)) client = accepted.fd;
        return "";
      }
      const data = yield* sys("read", { fd, count: CHUNK });
      if (!failed(data) && data !== "") return data;
      yield* sys("close", { fd });
      client = null;
      return "";
    },
    *show(data) {
      if (client !== null) yield* write(client, data);
    },
    *close() {
      yield* sys("unlink", { path });
    },
  };
}
