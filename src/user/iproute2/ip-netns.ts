// ip-netns(8): network namespaces that have a name.

import { EEXIST, EINVAL, failed, strerror } from "../../kernel/abi/errno.ts";
import {
  CLONE_NEWNET,
  MNT_DETACH,
  MS_BIND,
  MS_REC,
  MS_SHARED,
  O_CREAT,
  O_EXCL,
  O_RDONLY,
} from "../../kernel/abi/flags.ts";
import { execvp, waitFor } from "../exec.ts";
import { listDir } from "../libc.ts";
import { fork, type Run, sys } from "../program.ts";
import { fail, type Ip, matches, print, unknownCommand, unmodelled } from "./context.ts";
import { enter, NETNS_DIR, netnsNames, numberOfName, openNetns, pathOf } from "./netns-names.ts";
import { NETNS_HELP } from "./usage.ts";

const FAILED = 255; // exit(-1)

export function* ipNetns(ip: Ip): Run<number> {
  const word = ip.words.take();
  if (word === undefined) return yield* list(ip);
  if (matches(word, "help")) return yield* fail(FAILED, NETNS_HELP);
  if (matches(word, "list") || matches(word, "show") || matches(word, "lst")) return yield* list(ip);
  if (matches(word, "list-id")) return yield* listIds(ip);
  if (matches(word, "add")) return yield* add(ip, null);
  if (matches(word, "set")) return yield* unmodelled("'ip netns set'");
  if (matches(word, "delete")) return yield* remove(ip);
  if (matches(word, "identify")) return yield* identify(ip);
  if (matches(word, "pids")) return yield* pids(ip);
  if (matches(word, "exec")) return yield* exec(ip);
  if (matches(word, "monitor")) return yield* unmodelled("'ip netns monitor'");
  if (matches(word, "attach")) return yield* attach(ip);
  return yield* unknownCommand(word, "netns");
}

function* list(ip: Ip): Run<number> {
  for (const name of yield* netnsNames()) {
    const id = yield* numberOfName(name);
    yield* print(ip, `${name}${id < 0 ? "" : ` (id: ${id})`}\n`);
  }
  return 0;
}

function* listIds(ip: Ip): Run<number> {
  if (ip.words.next !== undefined) return yield* unmodelled("'ip netns list-id' with arguments");
  const found: string[] = [];
  for (const name of yield* netnsNames()) {
    const id = yield* numberOfName(name);
    if (id >= 0) found[id] = `nsid ${id} (iproute2 netns name: ${name})\n`;
  }
  yield* print(ip, found.join(""));
  return 0;
}

function* nameOf(ip: Ip): Run<string> {
  const name = ip.words.take();
  if (name === undefined) return yield* fail(1, "No netns name specified");
  // invalid_name(), ip/ipnetns.c
  if (name === "" || name.includes("/") || name === "." || name === "..") {
    return yield* fail(FAILED, `Invalid netns name "${name}"`);
  }
  return name;
}

/** The file, and on it the namespace: a new one, or a process's. */
function* add(ip: Ip, pid: number | null): Run<number> {
  const name = yield* nameOf(ip);
  const path = pathOf(name);
  const made = yield* sys("mkdir", { path: NETNS_DIR, mode: 0o755 });
  if (failed(made) && made !== EEXIST) return yield* fail(1, `mkdir ${NETNS_DIR} failed: ${strerror(made)}`);
  yield* share();
  const file = yield* sys("openat", { path, flags: O_RDONLY | O_CREAT | O_EXCL, mode: 0 });
  if (failed(file)) return yield* fail(1, `Cannot create namespace file "${path}": ${strerror(file)}`);
  yield* sys("close", { fd: file });
  if (pid === null) {
    const own = yield* sys("unshare", { flags: CLONE_NEWNET });
    if (failed(own)) {
      yield* sys("unlink", { path });
      return yield* fail(1, `Failed to create a new network namespace "${name}": ${strerror(own)}`);
    }
  }
  const source = `/proc/${pid ?? "self"}/ns/net`;
  const bound = yield* sys("mount", { source, target: path, fstype: "none", flags: MS_BIND, data: "" });
  if (failed(bound)) {
    yield* sys("unlink", { path });
    return yield* fail(1, `Bind ${source} -> ${path} failed: ${strerror(bound)}`);
  }
  return 0;
}

/** "Make it possible for network namespace mounts to propagate between mount namespaces": netns_add() */
function* share(): Run<void> {
  const shared = () =>
    sys("mount", { source: "", target: NETNS_DIR, fstype: "none", flags: MS_SHARED | MS_REC, data: "" });
  const first = yield* shared();
  if (!failed(first)) return;
  if (first !== EINVAL) return yield* fail(1, `mount --make-shared ${NETNS_DIR} failed: ${strerror(first)}`);
  const flags = MS_BIND | MS_REC;
  const bound = yield* sys("mount", { source: NETNS_DIR, target: NETNS_DIR, fstype: "none", flags, data: "" });
  if (failed(bound)) return yield* fail(1, `mount --bind ${NETNS_DIR} ${NETNS_DIR} failed: ${strerror(bound)}`);
  const again = yield* shared();
  if (failed(again)) yield* fail(1, `mount --make-shared ${NETNS_DIR} failed: ${strerror(again)}`);
}

function* attach(ip: Ip): Run<number> {
  const [, pid] = ip.words.rest();
  if (pid === undefined)
    return yield* fail(1, ip.words.next === undefined ? "No netns name specified" : "No PID specified");
  if (!/^\d+$/.test(pid)) return yield* fail(FAILED, `Invalid process ID "${pid}"`);
  return yield* add(ip, Number(pid));
}

function* remove(ip: Ip): Run<number> {
  if (ip.options.all) {
    for (const name of yield* netnsNames()) yield* removeOne(name);
    return 0;
  }
  yield* removeOne(yield* nameOf(ip));
  return 0;
}

function* removeOne(name: string): Run<void> {
  const path = pathOf(name);
  yield* sys("umount2", { target: path, flags: MNT_DETACH });
  const gone = yield* sys("unlink", { path });
  if (failed(gone)) yield* fail(1, `Cannot remove namespace file "${path}": ${strerror(gone)}`);
}

function* identify(ip: Ip): Run<number> {
  const pid = ip.words.take() ?? "self";
  const own = yield* sys("stat", { path: `/proc/${pid}/ns/net` });
  if (failed(own)) return yield* fail(FAILED, `Cannot open network namespace for pid ${pid}: ${strerror(own)}`);
  let found = "";
  for (const name of yield* netnsNames()) {
    const st = yield* sys("stat", { path: pathOf(name) });
    if (!failed(st) && st.ino === own.ino) found = name;
  }
  yield* print(ip, `${found}\n`);
  return 0;
}

function* pids(ip: Ip): Run<number> {
  const name = ip.words.take();
  if (name === undefined) return yield* fail(1, "No netns name specified");
  const st = yield* sys("stat", { path: pathOf(name) });
  if (failed(st)) return yield* fail(FAILED, `Cannot open network namespace: ${strerror(st)}`);
  const entries = yield* listDir("/proc");
  for (const pid of failed(entries) ? [] : entries.filter((e) => /^\d+$/.test(e))) {
    const theirs = yield* sys("stat", { path: `/proc/${pid}/ns/net` });
    if (!failed(theirs) && theirs.ino === st.ino) yield* print(ip, `${pid}\n`);
  }
  return 0;
}

function* exec(ip: Ip): Run<number> {
  if (ip.options.all) return yield* execAll(ip);
  const name = ip.words.take();
  if (name === undefined) return yield* fail(1, "No netns name specified");
  const command = ip.words.rest();
  if (command.length === 0) return yield* fail(1, "No command specified");
  return yield* execIn(ip, name, command);
}

function* execIn(ip: Ip, name: string, command: readonly string[]): Run<number> {
  yield* enter(name);
  const e = yield* execvp(command, ip.self.env);
  return yield* fail(1, `exec of "${command[0]}" failed: ${strerror(e)}`);
}

function* execAll(ip: Ip): Run<number> {
  const command = ip.words.rest();
  if (command.length === 0) return yield* fail(1, "No command specified");
  for (const name of yield* netnsNames()) {
    const fd = yield* openNetns(name);
    if (!failed(fd)) yield* sys("close", { fd });
    const child = yield* fork(function* () {
      yield* sys("write", { fd: 1, data: `\nnetns: ${name}\n` });
      return yield* execIn(ip, name, command);
    });
    if (!failed(child)) yield* waitFor(child);
  }
  return 0;
}
