// lat_select: asking the kernel which of many descriptors are ready.

import { AF_INET, SOCK_STREAM } from "../../kernel/abi/socket.ts";
import { inetAddr } from "../inet.ts";
import { type Main, must, type Run, sys } from "../program.ts";
import { micro, timed } from "./timing.ts";
import { lmbench } from "./tool.ts";

const MANY = 200;
const POLLIN = 1;
const LOOPBACK = 0x7f000001; // 127.0.0.1
const PORT = 31234;

export const latSelectMain: Main = lmbench("[-n <#descriptors>] file|tcp", "n", function* (words) {
  const [kind] = words.operands;
  const count = Number(words.options.n ?? 200);
  if ((kind !== "tcp" && kind !== "file") || !Number.isInteger(count) || count < 1) return yield* words.usage();
  const first = kind === "tcp" ? yield* connection() : must(yield* sys("openat", { path: "/dev/zero", flags: 0 }));
  const fds = [{ fd: first, events: POLLIN }];
  while (fds.length < count) fds.push({ fd: must(yield* sys("dup", { fd: first })), events: POLLIN });
  const ns = yield* timed(MANY, () => sys("poll", { fds, timeout: 0 }));
  yield* micro(`Select on ${count} ${kind === "tcp" ? "tcp " : ""}fd's`, ns);
  return 0;
});

/** A connection to itself over the loopback device. */
function* connection(): Run<number> {
  const listener = must(yield* sys("socket", { domain: AF_INET, type: SOCK_STREAM }));
  must(yield* sys("bind", { fd: listener, addr: inetAddr(LOOPBACK, PORT) }));
  must(yield* sys("listen", { fd: listener, backlog: 1 }));
  const fd = must(yield* sys("socket", { domain: AF_INET, type: SOCK_STREAM }));
  must(yield* sys("connect", { fd, addr: inetAddr(LOOPBACK, PORT) }));
  return fd;
}
