// sshd(8): the listener, and the process that serves one connection.
//
//   systemd ── sshd ─┬─ sshd-session: root@pts/0 ── bash        one for each connection
//                    └─ sshd-session: root@pts/1 ── bash
//
// The network that connections come over is not modelled: boot/connect.ts makes the process that the listener would fork.

import { failed } from "../../kernel/abi/errno.ts";
import { WNOHANG } from "../../kernel/abi/flags.ts";
import { SIGCHLD } from "../../kernel/abi/signal.ts";
import { type Main, onSignal, sys } from "../program.ts";
import { login } from "./login.ts";

export const SSHD_SESSION = "/usr/lib/openssh/sshd-session";

/** The listener waits for connections, and takes in the processes whose connections have closed. */
export const sshdMain: Main = function* () {
  yield* onSignal(SIGCHLD, function* () {
    for (;;) {
      const done = yield* sys("wait4", { pid: -1, options: WNOHANG });
      if (failed(done) || done.pid === 0) return;
    }
  });
  for (;;) yield* sys("pause", {});
};

/** Serves a connection until its shell ends. Its title names the terminal: "sshd-session: root@pts/0". */
export const sshdSessionMain: Main = function* ({ argv }) {
  const name = argv[0]?.split("@")[1];
  if (!name) return 1;
  const shell = yield* login(`/dev/${name}`, "xterm-256color", [`SSH_TTY=/dev/${name}`]);
  yield* sys("wait4", { pid: shell, options: 0 });
  return 0;
};
