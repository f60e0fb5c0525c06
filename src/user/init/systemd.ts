// The first process of the host: starts the services and the console's shell, and takes in orphans.
//
// systemd reads units; here the list of services is in this file. What it shares with every init is its task as pid 1:
// each process whose parent has gone becomes its child, and when that one ends, only a wait(2) here removes the zombie.

import { failed } from "../../kernel/abi/errno.ts";
import { O_NOCTTY, O_RDWR } from "../../kernel/abi/flags.ts";
import { SIGKILL, SIGTERM } from "../../kernel/abi/signal.ts";
import { RB_AUTOBOOT, RB_HALT_SYSTEM, RB_POWER_OFF } from "../../kernel/machine/panic.ts";
import { SIG_POWEROFF, SIGRTMIN } from "../../kernel/machine/power-button.ts";
import { PR_SET_NAME } from "../../kernel/sys/task.ts";
import { byBytes, listDir, readFile } from "../libc.ts";
import { fork, type Main, must, onSignal, type Run, sys } from "../program.ts";
import { login, standardFiles } from "./login.ts";

const SERVICES: readonly (readonly string[])[] = [
  ["/usr/lib/systemd/systemd-journald"],
  ["/usr/sbin/cron", "-f"],
  ["/usr/sbin/sshd", "-D"],
];

const WANTS = "/etc/systemd/system/multi-user.target.wants";

const SERVICE_ENV = ["LANG=C.UTF-8", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"];

export const systemdMain: Main = function* () {
  // Started as /sbin/init it would be called "init".
  yield* sys("prctl", { option: PR_SET_NAME, arg: "systemd" });
  yield* standardFiles("/dev/null", O_RDWR | O_NOCTTY);
  for (const [sig, cmd] of Object.entries(SHUTDOWN)) yield* onSignal(Number(sig), () => shutDown(cmd));
  for (const argv of [...SERVICES, ...(yield* units())]) yield* start(argv);
  const console = yield* consoleName();
  const type = console === "tty1" ? "linux" : "vt220"; // "serial-getty@.service: TERM=vt220"
  let shell = yield* login(`/dev/${console}`, type);
  for (;;) {
    const done = yield* sys("wait4", { pid: -1, options: 0 });
    if (failed(done)) yield* sys("pause", {});
    else if (done.pid === shell) shell = yield* login(`/dev/${console}`, type);
  }
};

/** "console=" of the kernel's command line: where systemd-getty-generator(8) starts a login. */
function* consoleName(): Run<string> {
  const cmdline = yield* readFile("/proc/cmdline");
  return (failed(cmdline) ? undefined : /(?:^| )console=(\w+)/.exec(cmdline)?.[1]) ?? "tty1";
}

/** Ends everything else and gives the machine back to its firmware: systemd-shutdown(8). */
function* shutDown(cmd: number): Run<void> {
  yield* sys("kill", { pid: -1, sig: SIGTERM });
  yield* sys("kill", { pid: -1, sig: SIGKILL });
  yield* sys("reboot", { cmd });
}

/** "SIGRTMIN+3: Halts the machine … SIGRTMIN+4: Powers off … SIGRTMIN+5: Reboots" - systemd(1) */
const SHUTDOWN = { [SIGRTMIN + 3]: RB_HALT_SYSTEM, [SIG_POWEROFF]: RB_POWER_OFF, [SIGRTMIN + 5]: RB_AUTOBOOT };

/** The services that an administrator has enabled: "systemctl enable" puts a link here. Only ExecStart= is read. */
function* units(): Run<string[][]> {
  const names = yield* listDir(WANTS);
  const found: string[][] = [];
  if (failed(names)) return found;
  for (const name of names.sort(byBytes)) {
    const text = yield* readFile(`${WANTS}/${name}`);
    const command = failed(text) ? undefined : /^ExecStart=(.*)$/m.exec(text)?.[1];
    if (command) found.push(command.split(" "));
  }
  return found;
}

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
