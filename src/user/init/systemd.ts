// The first process of the host: starts the services and the console's shell, and takes in orphans.
//
// systemd reads units; here the list of services is in this file. What it shares with every init is its task as pid 1:
// each process whose parent has gone becomes its child, and when that one ends, only a wait(2) here removes the zombie.

import { failed } from "../../kernel/abi/errno.ts";
import { O_NOCTTY, O_RDWR } from "../../kernel/abi/flags.ts";
import { PR_SET_NAME } from "../../kernel/sys/task.ts";
import { fork, type Main, must, type Run, sys } from "../program.ts";
import { login, standardFiles } from "./login.ts";

const SERVICES: readonly (readonly string[])[] = [
  ["/usr/lib/systemd/systemd-journald"],
  ["/usr/sbin/cron", "-f"],
  ["/usr/sbin/sshd", "-D"],
];

const SERVICE_ENV = ["LANG=C.UTF-8", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"];

const CONSOLE = "/dev/tty1";

export const systemdMain: Main = function* () {
  // Started as /sbin/init it would be called "init".
  yield* sys("prctl", { option: PR_SET_NAME, arg: "systemd" });
  yield* standardFiles("/dev/null", O_RDWR | O_NOCTTY);
  for (const argv of SERVICES) yield* start(argv);
  let shell = yield* login(CONSOLE, "linux");
  for (;;) {
    const done = yield* sys("wait4", { pid: -1, options: 0 });
    if (failed(done)) yield* sys("pause", {});
    else if (done.pid === shell) shell = yield* login(CONSOLE, "linux");
  }
};

/** Each service leads a session of its own, without a terminal. */
function* start(argv: readonly string[]): Run<void> {
  must(
    yield* fork(function* () {
      yield* sys("setsid", {});
      yield* sys("execve", { path: argv[0] ?? "", argv, env: SERVICE_ENV });
      return 203; // "EXIT_EXEC" - systemd.exec(5)
    }),
  );
}
