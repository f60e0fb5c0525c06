// libvirtd(8): starts a QEMU process for each domain that somebody wants to run, and knows which of them run.
//
//   virsh ── /var/run/libvirt/libvirt-sock ──> libvirtd ── fork, execve ──> qemu-system-x86_64 -name guest=… -daemonize
//                                                 └──────── QMP socket ───────> the same: "system_powerdown"; its end
//
// It is not on the path of anything that a guest does: kill it, and the guests go on; started again, it finds them.

import { failed } from "../../kernel/abi/errno.ts";
import { O_APPEND, O_CREAT, O_NOCTTY, O_RDWR, O_WRONLY, POLLIN } from "../../kernel/abi/flags.ts";
import { SIGKILL, WEXITSTATUS, WIFEXITED } from "../../kernel/abi/signal.ts";
import { AF_UNIX, SOCK_CLOEXEC, SOCK_STREAM } from "../../kernel/abi/socket.ts";
import { waitFor } from "../exec.ts";
import { standardFiles } from "../init/login.ts";
import { byBytes, listDir, readFile, write } from "../libc.ts";
import { fork, type Main, must, type Run, sys } from "../program.ts";
import { type Domain, parseDomain } from "./domain-xml.ts";
import { type Answer, type Call, type DomainState, SOCKET } from "./rpc.ts";

const CONFIG = "/etc/libvirt/qemu";
const AUTOSTART = `${CONFIG}/autostart`;
const EMULATOR = "/usr/bin/qemu-system-x86_64";
const STATE = "/var/lib/libvirt/qemu";
const LOG = "/var/log/libvirt/qemu";

/** Where the console of a domain can be reached. */
export const serialOf = (name: string): string => `${STATE}/${name}.serial`;
const monitorOf = (name: string): string => `${STATE}/${name}.monitor`;
const pidFileOf = (name: string): string => `${STATE}/${name}.pid`;

interface Running {
  readonly id: number;
  readonly pid: number;
  /** The connection to its monitor: it closes when QEMU ends. */
  readonly monitor: number;
  stopping: boolean;
}

type Defined = Domain & { readonly autostart: boolean };

export const libvirtdMain: Main = function* () {
  const running = new Map<string, Running>();
  let lastId = 0;
  const listener = yield* listenAt(SOCKET);
  const attach = function* (name: string): Run<boolean> {
    const monitor = yield* connectTo(monitorOf(name));
    if (monitor === null) return false;
    const pid = yield* readFile(pidFileOf(name));
    running.set(name, { id: ++lastId, pid: failed(pid) ? 0 : Number(pid), monitor, stopping: false });
    return true;
  };
  const start = function* (domain: Domain): Run<string | null> {
    const problem = yield* launchEmulator(domain);
    if (problem !== null) return problem;
    return (yield* attach(domain.name)) ? null : "internal error: cannot connect to the monitor";
  };
  for (const domain of yield* defined()) {
    if (!(yield* attach(domain.name)) && domain.autostart) yield* start(domain);
  }
  for (;;) {
    const fds = [listener, ...[...running.values()].map((r) => r.monitor)].map((fd) => ({ fd, events: POLLIN }));
    const ready = yield* sys("poll", { fds, timeout: -1 });
    if (failed(ready)) continue;
    for (const { fd } of ready) {
      if (fd === listener) yield* serveClient(listener, running, start);
      else yield* bury(running, fd);
    }
  }
};

/** Something came from a monitor: nothing but its end means anything here. */
function* bury(running: Map<string, Running>, monitor: number): Run<void> {
  const data = yield* sys("read", { fd: monitor, count: 4096 });
  if (!failed(data) && data !== "") return;
  yield* sys("close", { fd: monitor });
  for (const [name, active] of running) if (active.monitor === monitor) running.delete(name);
}

function* serveClient(
  listener: number,
  running: Map<string, Running>,
  start: (domain: Domain) => Run<string | null>,
): Run<void> {
  const client = yield* sys("accept4", { fd: listener, flags: SOCK_CLOEXEC });
  if (failed(client)) return;
  const text = yield* sys("read", { fd: client.fd, count: 65536 });
  if (!failed(text) && text !== "") {
    yield* write(client.fd, JSON.stringify(yield* serve(JSON.parse(text) as Call, running, start)));
  }
  yield* sys("close", { fd: client.fd });
}

function* listenAt(path: string): Run<number> {
  yield* sys("unlink", { path });
  const fd = must(yield* sys("socket", { domain: AF_UNIX, type: SOCK_STREAM | SOCK_CLOEXEC }));
  must(yield* sys("bind", { fd, addr: { family: AF_UNIX, path } }));
  must(yield* sys("listen", { fd, backlog: 16 }));
  return fd;
}

function* connectTo(path: string): Run<number | null> {
  const fd = yield* sys("socket", { domain: AF_UNIX, type: SOCK_STREAM | SOCK_CLOEXEC });
  if (failed(fd)) return null;
  if (!failed(yield* sys("connect", { fd, addr: { family: AF_UNIX, path } }))) return fd;
  yield* sys("close", { fd });
  return null;
}

/** The domains whose files are there, by name. */
function* defined(): Run<Defined[]> {
  const names = yield* listDir(CONFIG);
  const auto = yield* listDir(AUTOSTART);
  const found: Defined[] = [];
  if (failed(names)) return found;
  for (const name of names.filter((n) => n.endsWith(".xml")).sort(byBytes)) {
    const xml = yield* readFile(`${CONFIG}/${name}`);
    const domain = failed(xml) ? null : parseDomain(xml);
    if (domain) found.push({ ...domain, autostart: !failed(auto) && auto.includes(name) });
  }
  return found;
}

function* serve(call: Call, running: Map<string, Running>, start: (domain: Domain) => Run<string | null>): Run<Answer> {
  const domains = yield* defined();
  if (call.op === "list") return { domains: domains.map((d) => stateOf(d, running.get(d.name))) };
  const domain = domains.find((d) => d.name === call.name);
  if (!domain) return { error: `failed to get domain '${call.name}'` };
  const active = running.get(call.name);
  if (call.op === "start") {
    if (active) return { error: "Domain is already active" };
    const problem = yield* start(domain);
    return problem === null ? { done: true } : { error: `Failed to start domain '${call.name}'\nerror: ${problem}` };
  }
  if (!active) {
    return {
      error: `Failed to ${call.op} domain '${call.name}'\nerror: Requested operation is not valid: domain is not running`,
    };
  }
  if (call.op === "destroy") {
    yield* sys("kill", { pid: active.pid, sig: SIGKILL });
    while (running.has(call.name)) yield* bury(running, active.monitor);
  } else {
    active.stopping = true;
    yield* write(active.monitor, `${JSON.stringify({ execute: "system_powerdown" })}\n`);
  }
  return { done: true };
}

function stateOf(domain: Defined, active: Running | undefined): DomainState {
  const { name, uuid, memory, vcpus, autostart } = domain;
  const state = !active ? "shut off" : active.stopping ? "in shutdown" : "running";
  return { name, uuid, memory, vcpus, autostart, id: active?.id ?? null, pid: active?.pid ?? null, state };
}

function argvOf({ name, type, memory, vcpus, disk, nic }: Domain): string[] {
  const accel = type === "kvm" ? ["-accel", "kvm", "-cpu", "host"] : ["-accel", "tcg"];
  const drive = disk ? ["-drive", `file=${disk.file},format=${disk.format},if=${disk.bus}`] : [];
  const devices = [...drive, "-nic", nic ? `user,model=${nic}` : "none", "-display", "none"];
  const serial = ["-serial", `unix:${serialOf(name)},server=on,wait=off`];
  const monitor = ["-qmp", `unix:${monitorOf(name)},server=on,wait=off`, "-pidfile", pidFileOf(name), "-daemonize"];
  const size = ["-m", String(memory / 1024), "-smp", String(vcpus)];
  return [EMULATOR, "-name", `guest=${name}`, ...accel, ...size, ...devices, ...serial, ...monitor];
}

/** Starts QEMU, which ends in the foreground when the guest runs; what keeps it from that, or null. */
function* launchEmulator(domain: Domain): Run<string | null> {
  if (domain.type === "kvm" && failed(yield* sys("access", { path: "/dev/kvm", mode: 0 }))) {
    return `unsupported configuration: Emulator '${EMULATOR}' does not support virt type 'kvm'`;
  }
  const path = `${LOG}/${domain.name}.log`;
  const pid = yield* fork(function* () {
    yield* standardFiles("/dev/null", O_RDWR | O_NOCTTY);
    const log = yield* sys("openat", { path, flags: O_WRONLY | O_CREAT | O_APPEND, mode: 0o600 });
    if (!failed(log)) {
      for (const fd of [1, 2]) yield* sys("dup2", { fd: log, newfd: fd });
      yield* sys("close", { fd: log });
    }
    const env = ["LC_ALL=C", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"];
    yield* sys("execve", { path: EMULATOR, argv: argvOf(domain), env });
    return 127;
  });
  if (failed(pid)) return "cannot fork child process: Resource temporarily unavailable";
  const status = yield* waitFor(pid);
  if (!failed(status) && WIFEXITED(status) && WEXITSTATUS(status) === 0) return null;
  const log = yield* readFile(path);
  return `internal error: process exited while connecting to monitor: ${failed(log) ? "" : log.trimEnd()}`;
}
