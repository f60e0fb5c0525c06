import { EBADF, EINVAL, type Errno, failed } from "../abi/errno.ts";
import { fileOf } from "../fs/fd.ts";
import { samePath } from "../fs/path.ts";
import { collectNetNs } from "../net/netns-life.ts";
import { CLONE_NEW_ALL, makeNamespaces } from "../ns/create.ts";
import { joinNamespace, joinProcess } from "../ns/join.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

// unshare(2): "disassociate parts of its execution context that are currently being shared with other processes"
export function sysUnshare(tx: Tx, pid: Pid, { flags }: { flags: number }): 0 | Errno {
  const task = tx.task(pid);
  if (flags & ~CLONE_NEW_ALL) return EINVAL;
  if (flags === 0) return 0;
  const made = makeNamespaces(tx, task, flags);
  if (typeof made === "number") return made;
  tx.emit({ type: "task.joined", pid, ns: made.ns });
  if (made.ns.net !== task.ns.net) collectNetNs(tx, task.ns.net);
  if (made.cred !== task.cred) tx.emit({ type: "cred.changed", pid, cred: made.cred });
  if (!samePath(made.root, task.root)) tx.emit({ type: "task.chrooted", pid, root: made.root });
  if (!samePath(made.cwd, task.cwd)) tx.emit({ type: "task.chdired", pid, cwd: made.cwd });
  return 0;
}

// setns(2): "reassociate thread with a namespace", by a descriptor of /proc/PID/ns/*
export function sysSetns(tx: Tx, pid: Pid, { fd, nstype }: { fd: number; nstype: number }): 0 | Errno {
  const file = fileOf(tx.k, tx.task(pid), fd);
  if (failed(file)) return EBADF;
  if (file.target.kind === "pidfd") return joinProcess(tx, pid, file.target.pid, nstype);
  // "EINVAL: fd refers to a namespace whose type does not match nstype", or to no namespace
  if (file.target.kind !== "ns") return EINVAL;
  return joinNamespace(tx, pid, file.target.ns, nstype);
}
