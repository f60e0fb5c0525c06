// runc list, state, ps and spec: what is printed.

import { failed } from "../../kernel/abi/errno.ts";
import { O_CLOEXEC, O_CREAT, O_TRUNC, O_WRONLY } from "../../kernel/abi/flags.ts";
import { readUsers } from "../accounts.ts";
import { execvp, waitFor } from "../exec.ts";
import { out, readAll, write } from "../libc.ts";
import { clone, type Run, type Self, sys } from "../program.ts";
import { processesIn } from "./cgroup.ts";
import { all, bundleOf, type Container, load, stateOf } from "./container.ts";
import { Failure, orFail } from "./failure.ts";
import { marshal } from "./go-json.ts";
import type { Runc } from "./log.ts";
import { EXAMPLE } from "./spec.ts";

interface Shown {
  readonly ociVersion: string;
  readonly id: string;
  /** 0 for one that is stopped. */
  readonly pid: number;
  readonly status: string;
  readonly bundle: string;
  readonly rootfs: string;
  readonly created: string;
  readonly owner: string;
}

function* shownOf(r: Runc, c: Container, owner: string): Run<Shown> {
  const status = yield* stateOf(r.root, c);
  return {
    ociVersion: c.config.version,
    id: c.id,
    pid: status === "stopped" ? 0 : c.init_process_pid,
    status,
    bundle: bundleOf(c),
    rootfs: c.config.rootfs,
    created: c.created,
    owner,
  };
}

export function* state(r: Runc, id: string): Run<number> {
  const c = yield* load(r.root, id);
  yield* out(marshal(yield* shownOf(r, c, ""), "  "));
  return 0;
}

export function* list(r: Runc, format: string, quiet: boolean): Run<number> {
  const containers = yield* all(r.root);
  const users = yield* readUsers();
  const shown: Shown[] = [];
  for (const c of containers) {
    const st = yield* sys("stat", { path: `${r.root}/${c.id}` });
    const uid = failed(st) ? 0 : st.uid;
    shown.push(yield* shownOf(r, c, users.find((u) => u.uid === uid)?.name ?? `#${uid}`));
  }
  if (quiet) yield* out(shown.map(({ id }) => `${id}\n`).join(""));
  else if (format === "table") yield* out(table(shown));
  else if (format === "json") yield* out(`${marshal(shown.length > 0 ? shown : null)}\n`);
  else throw new Failure("invalid format option");
  return 0;
}

/** text/tabwriter with cells of at least 12 columns, three blanks between them. */
function table(shown: readonly Shown[]): string {
  const rows = [
    ["ID", "PID", "STATUS", "BUNDLE", "CREATED", "OWNER"],
    ...shown.map((s) => [s.id, String(s.pid), s.status, s.bundle, s.created, s.owner]),
  ];
  const width = (i: number) => Math.max(12, ...rows.map((row) => (row[i] ?? "").length + 3));
  return rows.map((row) => `${row.map((cell, i) => (i === 5 ? cell : cell.padEnd(width(i)))).join("")}\n`).join("");
}

/** Runs ps(1) and shows the lines of the container's processes. */
export function* ps(r: Runc, self: Self, id: string, format: string, args: readonly string[]): Run<number> {
  const c = yield* load(r.root, id);
  const pids = yield* processesIn(c.cgroup_paths[""]);
  if (format === "json") {
    yield* out(`${marshal(pids)}\n`);
    return 0;
  }
  if (format !== "table") throw new Failure("invalid format option");
  const [header = "", ...lines] = yield* output(["ps", ...(args.length > 0 ? args : ["-ef"])], self);
  const column = header.trim().split(/\s+/).indexOf("PID");
  if (column < 0) throw new Failure("couldn't find PID field in ps output");
  const ours = lines.filter((l) => pids.includes(Number(l.trim().split(/\s+/)[column])));
  yield* out([header, ...ours].map((l) => `${l}\n`).join(""));
  return 0;
}

function* output(argv: readonly string[], self: Self): Run<string[]> {
  const ends = orFail(yield* sys("pipe2", { flags: O_CLOEXEC }), "pipe2");
  const pid = yield* clone(0, function* () {
    yield* sys("dup2", { fd: ends.write, newfd: 1 });
    yield* execvp(argv, self.env);
    return 127;
  });
  yield* sys("close", { fd: ends.write });
  const text = orFail(yield* readAll(ends.read), "read");
  yield* sys("close", { fd: ends.read });
  const status = failed(pid) ? 1 : yield* waitFor(pid);
  if (status !== 0) throw new Failure(`exit status ${failed(status) ? 1 : status >> 8}: ${text}`);
  return text.replace(/\n$/, "").split("\n");
}

export function* spec(bundle: string | undefined): Run<number> {
  if (bundle) orFail(yield* sys("chdir", { path: bundle }), `chdir ${bundle}`);
  if (!failed(yield* sys("stat", { path: "config.json" }))) {
    throw new Failure("File config.json exists. Remove it first");
  }
  const flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
  const fd = orFail(yield* sys("openat", { path: "config.json", flags, mode: 0o666 }), "open config.json");
  yield* write(fd, marshal(EXAMPLE, "\t"));
  yield* sys("close", { fd });
  return 0;
}
