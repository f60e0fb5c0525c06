// lsns(8): namespaces, found by looking at what every process is in.
//
// The kernel keeps no list that a program could read: a namespace shows itself as the inode number of
// /proc/PID/ns/TYPE, so all processes are asked. Without privilege that are only one's own.

import { failed } from "../../kernel/abi/errno.ts";
import { NS_GET_PARENT, NS_GET_USERNS, O_RDONLY } from "../../kernel/abi/flags.ts";
import { readUsers } from "../accounts.ts";
import { type Proc, readProcs } from "../procps/proc.ts";
import { type Run, sys } from "../program.ts";
import { type Cmd, NOT_MODELLED } from "../tool.ts";
import { type Row, renderTable, type Style, type TableColumn } from "./columns.ts";
import { ulTool } from "./frame.ts";
import { type MountLine, readMountinfo } from "./mountinfo.ts";

const OPTIONS = `
  -J, --json              use JSON output format
  -l, --list              use list format output
  -n, --noheadings        don't print headings
  -o, --output <list>     define which output columns to use
! --output-all            output all columns
  -P, --persistent        namespaces without processes
  -p, --task <pid>        print process namespaces
! -Q, --filter <expr>     apply display filter
  -r, --raw               use the raw output format
  -u, --notruncate        don't truncate text in columns
  -W, --nowrap            don't use multi-line representation
  -t, --type <name>       namespace type (mnt, net, ipc, user, pid, uts, cgroup, time)
  -T, --tree[=<rel>]      use tree format (parent, owner, or process)
! -H, --list-columns      list the available columns
`;

const TYPES = ["mnt", "net", "pid", "uts", "ipc", "user", "cgroup", "time"];

interface Namespace {
  readonly inode: number;
  readonly type: string;
  readonly members: Proc[];
  /** Inode numbers of the namespace above and of the user namespace that owns it; 0: none that may be seen. */
  parent: number;
  owner: number;
}

interface Column extends TableColumn {
  /** `p` is the process that stands for the namespace: the one with the lowest number. */
  readonly value: (ns: Namespace, p: Proc | undefined) => string;
}

const column = (name: string, value: Column["value"], right = false): Column => ({ name, value, right });

/** Control characters as lsns escapes them. */
const command = (p: Proc | undefined): string => {
  const text = p === undefined ? "" : p.argv.length > 0 ? p.argv.join(" ") : p.comm;
  return text.replace(/[^ -~]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
};

function columnsOf(users: ReadonlyMap<number, string>): readonly Column[] {
  const uid = (p: Proc | undefined) => (p ? String(p.uids[1]) : "");
  return [
    column("NS", (ns) => String(ns.inode), true),
    column("TYPE", (ns) => ns.type),
    column("PATH", (ns, p) => (p ? `/proc/${p.pid}/ns/${ns.type}` : "")),
    column("NPROCS", (ns) => String(ns.members.length), true),
    column("PID", (_, p) => (p ? String(p.pid) : ""), true),
    column("PPID", (_, p) => (p ? String(p.ppid) : ""), true),
    { name: "COMMAND", tree: true, value: (_, p) => command(p) },
    column("PNS", (ns) => String(ns.parent), true),
    column("ONS", (ns) => String(ns.owner), true),
    column("UID", (_, p) => uid(p), true),
    column("USER", (_, p) => (p ? (users.get(p.uids[1] ?? -1) ?? uid(p)) : "root")),
  ];
}
const MISSING = /^(NETNSID|NSFS)$/;
const DEFAULT = ["NS", "TYPE", "NPROCS", "PID", "USER", "COMMAND"];
const OF_ONE = ["PID", "PPID", "USER", "COMMAND"];
const NUMBERS = ["NS", "NPROCS", "PID", "PPID", "PNS", "ONS", "UID"];

/** What a row hangs under. */
type Relation = "process" | "owner" | "parent" | "nothing";

export const lsnsMain = ulTool(
  {
    name: "lsns",
    usage: ["[options] [<namespace>]"],
    does: "List system namespaces.",
    options: OPTIONS,
    man: "lsns(8)",
  },
  function* (cmd) {
    const types = cmd.all("type");
    for (const t of types) if (!TYPES.includes(t)) yield* cmd.die(1, `unknown namespace type: ${t}`);
    const [operand] = cmd.operands;
    if (operand !== undefined && !/^\d+$/.test(operand)) yield* cmd.die(1, `invalid namespace argument: '${operand}'`);
    const mounts = yield* readMountinfo("/proc/self/mountinfo");
    if (failed(mounts)) return yield* cmd.die(1, "failed to parse /proc/self/mountinfo", mounts);
    const users = new Map((yield* readUsers()).map((u) => [u.uid, u.name]));
    const procs = yield* readProcs({ files: [], links: TYPES.map((t) => `ns/${t}`) });
    const all = [...namespaces(procs), ...persistent(procs, mounts)];
    const columns = yield* chosenColumns(cmd, columnsOf(users), operand === undefined ? DEFAULT : OF_ONE);
    if (operand !== undefined) return yield* showOne(cmd, columns, all, Number(operand));
    const task = cmd.last("task");
    if (task !== undefined && !/^\d+$/.test(task)) yield* cmd.die(1, `invalid PID argument: '${task}'`);
    const shown = all
      .filter((ns) => types.length === 0 || types.includes(ns.type))
      .filter((ns) => task === undefined || ns.members.some((p) => p.pid === Number(task)))
      .filter((ns) => !cmd.has("persistent") || ns.members.length === 0)
      .sort((a, b) => a.inode - b.inode);
    const relation = yield* chosenRelation(cmd);
    if (relation === "owner" || relation === "parent" || columns.some((c) => c.name === "PNS" || c.name === "ONS")) {
      for (const ns of all) yield* readRelations(ns);
    }
    const inTree = columns.map((c) => ({ ...c, ...treeColumn(c, relation) }));
    yield* print(cmd, inTree, rowsOf(shown, columns, relation));
    return 0;
  },
);

function namespaces(procs: readonly Proc[]): Namespace[] {
  const found = new Map<number, Namespace>();
  for (const p of procs) {
    for (const type of TYPES) {
      const inode = Number(/\[(\d+)\]/.exec(p.extra[`ns/${type}`] ?? "")?.[1] ?? 0);
      if (inode === 0) continue; // not allowed to look
      const ns = found.get(inode) ?? { inode, type, members: [], parent: 0, owner: 0 };
      ns.members.push(p);
      found.set(inode, ns);
    }
  }
  return [...found.values()];
}

/** Namespaces that only a bind mount keeps alive. */
function persistent(procs: readonly Proc[], mounts: readonly MountLine[]): Namespace[] {
  const used = new Set(namespaces(procs).map((ns) => ns.inode));
  const found = new Map<number, Namespace>();
  for (const m of mounts) {
    const name = m.type === "nsfs" ? /^(\w+):\[(\d+)\]$/.exec(m.root) : null;
    const inode = Number(name?.[2] ?? 0);
    if (name?.[1] && !used.has(inode)) found.set(inode, { inode, type: name[1], members: [], parent: 0, owner: 0 });
  }
  return [...found.values()];
}

function* chosenColumns(cmd: Cmd, columns: readonly Column[], preset: readonly string[]): Run<Column[]> {
  const list = cmd.last("output");
  const names =
    list === undefined ? preset : list.startsWith("+") ? [...preset, ...list.slice(1).split(",")] : list.split(",");
  const chosen: Column[] = [];
  for (const name of names) {
    const upper = name.toUpperCase();
    const known = columns.find((c) => c.name === upper);
    if (known) chosen.push(known);
    else if (MISSING.test(upper)) yield* cmd.die(NOT_MODELLED, `column '${upper}' is not modelled in Cutaway`);
    else yield* cmd.die(1, `unknown column: ${name}`);
  }
  return chosen;
}

function* chosenRelation(cmd: Cmd): Run<Relation> {
  if (cmd.has("list")) return "nothing";
  if (!cmd.has("tree")) return "process";
  const name = cmd.last("tree") ?? "owner";
  if (name === "process" || name === "owner" || name === "parent") return name;
  return yield* cmd.die(1, `unknown tree type: ${name}`);
}

/** Processes make a tree of commands, namespaces one of their numbers. */
function treeColumn({ name }: Column, relation: Relation): Partial<TableColumn> {
  if (relation !== "owner" && relation !== "parent") return {};
  return name === "NS" ? { tree: true, right: false } : { tree: false };
}

function* readRelations(ns: Namespace): Run<void> {
  const [p] = ns.members;
  if (!p) return;
  const fd = yield* sys("openat", { path: `/proc/${p.pid}/ns/${ns.type}`, flags: O_RDONLY });
  if (failed(fd)) return;
  ns.owner = yield* related(fd, NS_GET_USERNS);
  if (ns.type === "user" || ns.type === "pid") ns.parent = yield* related(fd, NS_GET_PARENT);
  yield* sys("close", { fd });
}

function* related(fd: number, request: number): Run<number> {
  const other = yield* sys("ioctl", { fd, request });
  if (failed(other)) return 0;
  const st = yield* sys("fstat", { fd: other });
  yield* sys("close", { fd: other });
  return failed(st) ? 0 : st.ino;
}

function rowsOf(shown: readonly Namespace[], columns: readonly Column[], relation: Relation): Row[] {
  const rows: Row[] = [];
  const ofNamespace = new Map<number, Row>();
  // A process may stand for several namespaces: its children hang under its last row so far.
  const ofProcess = new Map<number, Row>();
  const above = (ns: Namespace, p: Proc | undefined): Row | undefined => {
    if (relation === "process") return p && ofProcess.get(p.ppid);
    return relation === "nothing" ? undefined : ofNamespace.get(ns[relation]);
  };
  // An owner or parent was made before, but the initial ones are not numbered in that order.
  const depth = (ns: Namespace): number => {
    const next =
      relation === "owner" || relation === "parent" ? shown.find((o) => o.inode === ns[relation]) : undefined;
    return next ? depth(next) + 1 : 0;
  };
  const ordered = relation === "process" ? shown : [...shown].sort((a, b) => depth(a) - depth(b) || a.inode - b.inode);
  for (const ns of ordered) {
    const [p] = ns.members;
    const row = { cells: columns.map((c) => c.value(ns, p)), parent: above(ns, p) ?? null };
    rows.push(row);
    ofNamespace.set(ns.inode, row);
    if (p) ofProcess.set(p.pid, row);
  }
  return rows;
}

/** The processes of one namespace. */
function* showOne(cmd: Cmd, columns: readonly Column[], all: readonly Namespace[], inode: number): Run<number> {
  const ns = all.find((n) => n.inode === inode);
  if (!ns) return yield* cmd.die(1, `not found namespace: ${inode}`);
  const rows = new Map<number, Row>();
  for (const p of ns.members) {
    const parent = cmd.has("list") ? null : (rows.get(p.ppid) ?? null);
    rows.set(p.pid, { cells: columns.map((c) => c.value(ns, p)), parent });
  }
  yield* print(cmd, columns, [...rows.values()]);
  return 0;
}

function* print(cmd: Cmd, columns: readonly Column[], rows: readonly Row[]): Run<void> {
  const style: Style = cmd.has("json") ? "json" : cmd.has("raw") ? "raw" : "table";
  const o = { headings: !cmd.has("noheadings"), style, listName: "namespaces", numbers: NUMBERS };
  yield* cmd.print(renderTable(columns, rows, o));
}
