// A login shell on a terminal: what agetty(8) --autologin does on the console, and sshd(8) on a pseudo-terminal.

import { O_RDWR, TIOCSCTTY } from "../../kernel/abi/flags.ts";
import { SIGHUP } from "../../kernel/abi/signal.ts";
import { fork, must, type Run, sys } from "../program.ts";

// What login(1) gives root, in the C locale.
const ENV = [
  "HOME=/root",
  "LC_ALL=C",
  "LOGNAME=root",
  "MAIL=/var/mail/root",
  "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "SHELL=/bin/bash",
];

/** Starts root's shell as the leader of a session that `terminal` (a path) belongs to. Returns its pid. */
export function* login(terminal: string, type: string, more: readonly string[] = []): Run<number> {
  return must(
    yield* fork(function* () {
      yield* sys("setsid", {});
      yield* sys("rt_sigaction", { sig: SIGHUP, action: "default" });
      yield* standardFiles(terminal, O_RDWR);
      // "Make the given terminal the controlling terminal of the calling process" - TIOCSCTTY(2const)
      yield* sys("ioctl", { fd: 0, request: TIOCSCTTY, arg: 0 });
      yield* sys("chdir", { path: "/root" });
      yield* sys("execve", { path: "/bin/bash", argv: ["-bash"], env: [...ENV, `TERM=${type}`, "USER=root", ...more] });
      return 1;
    }),
  );
}

/** Opens `path` as standard input, output and error. */
export function* standardFiles(path: string, flags: number): Run<void> {
  const fd = must(yield* sys("openat", { path, flags }));
  for (const to of [0, 1, 2]) if (fd !== to) yield* sys("dup2", { fd, newfd: to });
  if (fd > 2) yield* sys("close", { fd });
}
