// Each event as one sentence: for the line under the stage, the screen reader and the presenter.
// The words are in words.ts, a record per language; here the event decides which of them and with what.

import { failed } from "../kernel/abi/errno.ts";
import { RLIM_INFINITY } from "../kernel/abi/resource.ts";
import { signalName, WEXITSTATUS, WIFEXITED, WTERMSIG } from "../kernel/abi/signal.ts";
import type { WorldEvent } from "../kernel/apply.ts";
import { HOST } from "../kernel/apply.ts";
import type { CgroupId } from "../kernel/cgroup/cgroup.ts";
import type { Body } from "../kernel/fs/inode.ts";
import { dotted } from "../kernel/net/address.ts";
import type { DevId } from "../kernel/net/device.ts";
import { get } from "../kernel/table.ts";
import type { Pid } from "../kernel/task/task.ts";
import type { Kernel, World } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import { isMachineEvent, machineCaption } from "./machine-caption.ts";
import { callText, result } from "./strace.ts";
import { type TraceWords, traceWords } from "./words.ts";

export type TraceLang = keyof typeof traceWords;

/** What `event` does to the world `before` it, as a sentence; null where it is not worth one. */
export function caption(before: World, event: WorldEvent, lang: TraceLang): string | null {
  if (isMachineEvent(event)) return machineCaption(before, event, lang, traceWords[lang].process);
  const kernel = before.machines[event.on ?? HOST]?.kernel;
  return kernel ? sentence(kernel, event, traceWords[lang]) : null;
}

function sentence(k: Kernel, e: WorldEvent, w: TraceWords): string | null {
  const who = (pid: Pid): string => w.process(get(k.tasks, pid)?.comm ?? "?", pid);
  switch (e.type) {
    case "sys.called":
      return called(k, e, w);
    case "task.cloned": {
      const inside = e.task.nspids.at(-1)?.pid ?? 0;
      const fresh = e.task.nspids.length > 1 && inside === 1;
      return fresh ? w.clonedInit(who(e.task.ppid), e.task.pid) : w.cloned(who(e.task.ppid), e.task.pid);
    }
    case "task.execed":
      return w.execed(who(e.pid), e.argv.map(fromBytes).join(" "));
    case "task.exited":
      if (WIFEXITED(e.status)) return w.exited(who(e.pid), WEXITSTATUS(e.status));
      return w.killed(who(e.pid), `SIG${signalName(WTERMSIG(e.status))}`);
    case "task.reaped":
      return w.reaped(e.pid);
    case "task.reparented":
      return w.reparented(who(e.pid), who(e.to));
    case "task.limited": {
      const [soft, hard] = [e.limit.soft, e.limit.hard].map((n) => (n === RLIM_INFINITY ? "∞" : String(n)));
      return w.limited(who(e.pid), `RLIMIT_${e.resource.toUpperCase()}`, soft ?? "", hard ?? "");
    }
    case "seccomp.set":
      return w.filtered(who(e.pid), e.to.mode);
    case "seccomp.judged":
      return w.judged(who(e.pid), e.call, e.verdict.action);
    case "task.stopped":
      return w.stopped(who(e.pid));
    case "task.continued":
      return w.continued(who(e.pid));
    case "task.slept":
      return w.slept(who(e.pid), e.call);
    case "ns.created":
      return w.nsCreated(e.ns.kind);
    case "uts.renamed":
      return w.renamed(fromBytes(e.from), fromBytes(e.to));
    case "pidns.died":
      return w.pidNsDied;
    case "signal.sent":
      return w.signalSent(`SIG${signalName(e.info.sig)}`, who(e.pid));
    case "signal.delivered":
      return e.how === "ignored" ? w.signalIgnored(`SIG${signalName(e.sig)}`, who(e.pid)) : null;
    case "inode.created":
      return e.dentry.name === "" ? null : made(e.inode.body.kind, w)(fromBytes(e.dentry.name));
    case "dentry.unlinked":
      return w.unlinked(fromBytes(get(k.dentries, e.dentry)?.name ?? "?"));
    case "overlay.copied-up":
      return w.copiedUp(fromBytes(get(k.dentries, e.dentry)?.name ?? "?"));
    case "ipc.created":
      return w.ipcCreated(e.object.kind);
    case "tty.typed":
      return w.typed(fromBytes(e.data).trimEnd());
    case "clock.advanced":
      return w.timePasses(e.to / 1e9);
    default:
      return ofCgroups(k, e, w, who) ?? ofNetworks(k, e, w);
  }
}

function ofCgroups(k: Kernel, e: WorldEvent, w: TraceWords, who: (pid: Pid) => string): string | null {
  const cgroup = (id: CgroupId): string => fromBytes(get(k.cgroups, id)?.name || "/");
  switch (e.type) {
    case "cgroup.created":
      return w.cgroupCreated(fromBytes(e.cgroup.name));
    case "cgroup.removed":
      return w.cgroupRemoved(cgroup(e.cgroup));
    case "cgroup.migrated":
      return w.migrated(who(e.pid), cgroup(e.to));
    case "memory.noted":
      return e.event === "oom_kill" ? w.oomKilled(cgroup(e.cgroup)) : null;
    case "pids.limited":
      return w.pidsLimited(cgroup(e.over));
    case "cpu.throttled":
      return w.throttled(cgroup(e.cgroup));
    case "cpu.unthrottled":
      return w.unthrottled(cgroup(e.cgroup));
    default:
      return null;
  }
}

function ofNetworks(k: Kernel, e: WorldEvent, w: TraceWords): string | null {
  const device = (id: DevId): string => fromBytes(get(k.devices, id)?.name ?? "?");
  switch (e.type) {
    case "link.created":
      return w.linkCreated(fromBytes(e.device.name));
    case "link.deleted":
      return w.linkDeleted(device(e.device));
    case "link.moved":
      return w.linkMoved(device(e.device));
    case "address.added":
      return w.addressAdded(device(e.device), `${dotted(e.address.ip)}/${e.address.prefix}`);
    case "packet.sent":
      return w.packetSent(device(e.device), dotted(e.packet.src), dotted(e.packet.dst));
    case "packet.dropped":
      return w.packetDropped(dotted(e.packet.src), dotted(e.packet.dst));
    default:
      return null;
  }
}

function made(kind: Body["kind"], w: TraceWords): (name: string) => string {
  return kind === "dir" ? w.madeDirectory : kind === "symlink" ? w.linked : w.created;
}

type Called = Extract<WorldEvent, { type: "sys.called" }>;

function called(k: Kernel, e: Called, w: TraceWords): string {
  const who = w.process(get(k.tasks, e.pid)?.comm ?? "?", e.pid);
  const text = callText(e);
  if (failed(e.ret)) return w.callFailed(who, text, result(e.call, e.ret).replace(/^-1 /, ""));
  if (e.call === "write") {
    const { fd, data } = e.args as { readonly fd: number; readonly data: string };
    return w.wrote(who, fd, shortened(fromBytes(data)));
  }
  return w.called(who, text, result(e.call, e.ret));
}

const SPOKEN = 60; // characters of what is written that are worth saying

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > SPOKEN ? `${line.slice(0, SPOKEN)}…` : line;
}
