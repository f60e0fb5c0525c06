// `runc init`: the process that becomes the container's. linuxStandardInit.Init(), standard_init_linux.go of runc; and for
// exec linuxSetnsInit.Init(), setns_init_linux.go.
//
//   nsexec ──> network ──> root ──> names ──> paths ──> "ready" ──> user, capabilities ──> exec.fifo ──> seccomp ──> execve
//
// exec.fifo is what stands between create and start: to open it for writing blocks until somebody opens it for reading.

import { failed } from "../../kernel/abi/errno.ts";
import { O_CLOEXEC, O_WRONLY } from "../../kernel/abi/flags.ts";
import { SECCOMP_SET_MODE_FILTER } from "../../kernel/sys/seccomp.ts";
import { PR_SET_NO_NEW_PRIVS } from "../../kernel/sys/task.ts";
import { getenv } from "../libc.ts";
import { Exit, type Run, type Self, sys } from "../program.ts";
import { errnoText, Failure, orFail } from "./failure.ts";
import { writeTo } from "./files.ts";
import { finalizeProcess, lookPath } from "./finalize.ts";
import type { Bootstrap, InitConfig, ProcessConfig } from "./init-config.ts";
import { type Message, receive, send } from "./messages.ts";
import { nsexec } from "./nsexec.ts";
import { finalizeRootfs, makeReadonly, mask, prepareRootfs } from "./rootfs.ts";

/** Its descriptors come by its environment. Without one for the fifo it is a process that exec adds. */
export function* initMain(self: Self): Run<number> {
  const pipe = Number(getenv(self, "_LIBCONTAINER_INITPIPE") ?? "");
  const fifo = getenv(self, "_LIBCONTAINER_FIFOFD");
  const bootstrap = yield* receive<Bootstrap>(pipe);
  if (!bootstrap) return 1;
  return yield* nsexec(pipe, bootstrap, function* () {
    try {
      const config = yield* receive<InitConfig>(pipe);
      if (!config) return 1;
      return yield* fifo === undefined ? joined(pipe, config) : standard(pipe, Number(fifo), config);
    } catch (e) {
      if (!(e instanceof Failure)) throw e;
      yield* send(pipe, { type: "procError", message: e.message });
      throw new Exit(1);
    }
  });
}

/** Tells the parent, and waits until it has done its part. */
function* sync(pipe: number, say: Message["type"], hear: Message["type"]): Run<void> {
  yield* send(pipe, { type: say });
  const m = yield* receive<Message>(pipe);
  if (m?.type !== hear) throw new Failure(`invalid synchronisation flag from parent: ${m?.type ?? "EOF"}`);
}

function* standard(pipe: number, fifo: number, config: InitConfig): Run<number> {
  if (config.newNet) yield* sys("rtnetlink", { message: { type: "RTM_SETLINK", name: "lo", up: true } });
  yield* prepareRootfs(config, () => sync(pipe, "procHooks", "procResume"));
  if (config.newMountNs) yield* finalizeRootfs(config);
  if (config.hostname !== "") orFail(yield* sys("sethostname", { name: config.hostname }), "sethostname");
  if (config.domainname !== "") orFail(yield* sys("setdomainname", { name: config.domainname }), "setdomainname");
  for (const [key, value] of Object.entries(config.sysctl)) {
    const path = `/proc/sys/${key.replaceAll(".", "/")}`;
    orFail(yield* writeTo(path, value), `write sysctl key ${key}: open ${path}`);
  }
  for (const path of config.readonlyPaths) yield* makeReadonly(path);
  for (const path of config.maskedPaths) yield* mask(path);
  if (config.noNewPrivileges) yield* sys("prctl", { option: PR_SET_NO_NEW_PRIVS, arg: 1 });
  yield* sync(pipe, "procReady", "procRun");
  // Without no_new_privs a filter needs CAP_SYS_ADMIN, which is about to go.
  if (!config.noNewPrivileges) yield* filter(config);
  const env = yield* finalizeProcess(config);
  const file = yield* lookPath(config.args[0] ?? "", env);
  yield* sys("close", { fd: pipe });
  yield* waitForStart(fifo);
  if (config.noNewPrivileges) yield* filter(config);
  return yield* become(file, config, env);
}

/** exec: the namespaces are those of the container already. */
function* joined(pipe: number, config: ProcessConfig): Run<number> {
  if (config.noNewPrivileges) yield* sys("prctl", { option: PR_SET_NO_NEW_PRIVS, arg: 1 });
  yield* sync(pipe, "procReady", "procRun");
  if (!config.noNewPrivileges) yield* filter(config);
  const env = yield* finalizeProcess(config);
  const file = yield* lookPath(config.args[0] ?? "", env);
  if (config.noNewPrivileges) yield* filter(config);
  yield* sys("close", { fd: pipe });
  return yield* become(file, config, env);
}

function* filter({ seccomp }: ProcessConfig): Run<void> {
  if (!seccomp) return;
  const r = yield* sys("seccomp", { op: SECCOMP_SET_MODE_FILTER, filter: seccomp });
  if (failed(r)) throw new Failure(`unable to init seccomp: error loading seccomp filter into kernel: ${errnoText(r)}`);
}

/** The fifo is not in the container's root any more; the descriptor still leads to it. */
function* waitForStart(fifo: number): Run<void> {
  const path = `/proc/self/fd/${fifo}`;
  const fd = orFail(yield* sys("openat", { path, flags: O_WRONLY | O_CLOEXEC }), `open exec fifo ${path}`);
  orFail(yield* sys("write", { fd, data: "0" }), "write 0 exec fifo");
  yield* sys("close", { fd });
  yield* sys("close", { fd: fifo });
}

function* become(path: string, { args }: ProcessConfig, env: readonly string[]): Run<number> {
  const e = yield* sys("execve", { path, argv: args, env });
  // Nobody listens any more: what runc prints of it comes through its log.
  if (failed(e)) yield* sys("write", { fd: 2, data: `exec ${path}: ${errnoText(e)}\n` });
  return 1;
}
