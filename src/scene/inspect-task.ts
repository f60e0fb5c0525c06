import { NS_KINDS } from "../kernel/ns/namespace.ts";
import { get } from "../kernel/table.ts";
import type { Task } from "../kernel/task/task.ts";
import type { Kernel } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import type { Facts, Row } from "./inspector.ts";
import { initialNamespaces, numberIn } from "./rooms.ts";
import { targetName } from "./target.ts";
import { nameBelow, placeName } from "./where.ts";
import type { Words } from "./words.ts";

/** Both its numbers, its family, where it stands, what it may do, what it has open. */
export function taskFacts(k: Kernel, task: Task, words: Words): Facts {
  const { facts } = words;
  const here = numberIn(task, task.ns.pid) ?? task.pid;
  const parent = get(k.tasks, task.ppid);
  const { cred } = task;
  const rows: Row[] = [
    { label: facts.pid, value: `${here}`, mono: true },
    ...(here === task.pid
      ? []
      : [{ label: facts.pidOnHost, value: task.nspids.map((n) => n.pid).join(" → "), mono: true }]),
    ...(parent
      ? [{ label: facts.parent, value: `${task.ppid} ${fromBytes(parent.comm)}`, key: `task:${task.ppid}`, mono: true }]
      : []),
    { label: facts.state, value: words.states[task.state] },
    ...(task.wait ? [{ label: facts.waits, value: `${task.wait.call}()`, mono: true }] : []),
    { label: facts.command, value: fromBytes(task.argv.join(" ")), mono: true },
    ...(task.exe ? [{ label: facts.program, value: fromBytes(placeName(k, task.exe)), mono: true }] : []),
    { label: facts.root, value: fromBytes(placeName(k, task.root)), mono: true },
    { label: facts.cwd, value: fromBytes(nameBelow(k, task.root, task.cwd)), mono: true },
    { label: facts.user, value: userText(task), mono: true },
    { label: facts.capabilities, value: `${cred.caps.effective.length} / 41`, mono: true },
    ...namespaceRows(k, task, words),
    ...Object.entries(task.fds).map(([fd, { file }]) => ({
      ...{ label: `${facts.files} ${fd}`, value: targetName(k, file), mono: true },
    })),
  ];
  return { key: `task:${task.pid}`, kind: "task", title: `${fromBytes(task.comm)} ${here}`, rows };
}

function userText({ cred }: Task): string {
  const same = cred.uid === cred.euid && cred.gid === cred.egid;
  return same ? `uid ${cred.uid} gid ${cred.gid}` : `uid ${cred.uid}→${cred.euid} gid ${cred.gid}→${cred.egid}`;
}

function namespaceRows(k: Kernel, task: Task, words: Words): Row[] {
  const initial = initialNamespaces(k);
  return NS_KINDS.map((ns) => {
    const inum = get(k.namespaces, task.ns[ns])?.inum ?? 0;
    const whose = task.ns[ns] === initial[ns] ? words.shared : words.own;
    return { label: words.ns[ns], value: `${ns}:[${inum}] · ${whose}`, ns, mono: true };
  });
}
