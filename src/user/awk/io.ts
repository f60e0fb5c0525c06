// awk's files and commands: opened by name, kept open until close() or the end.

import { failed } from "../../kernel/abi/errno.ts";
import { O_APPEND, O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY } from "../../kernel/abi/flags.ts";
import { exitCode, waitFor } from "../exec.ts";
import { err, write } from "../libc.ts";
import { fork, type Run, sys } from "../program.ts";
import { flush } from "../stdio.ts";
import type { Machine, OpenInput, OpenOutput } from "./machine.ts";
import type { Output } from "./parse.ts";
import { recordReader } from "./records.ts";

/** Writes to a file or command that print names. */
export function* printTo(m: Machine, how: Output["how"], name: string, text: string): Run<void> {
  if (how !== "|" && (name === "/dev/stdout" || name === "-")) return yield* m.cmd.print(text);
  if (how !== "|" && name === "/dev/stderr") {
    yield* err(text);
    return;
  }
  let out = m.outputs.get(name);
  if (!out) {
    out = how === "|" ? yield* startWriter(m, name) : yield* openOutput(m, how, name);
    m.outputs.set(name, out);
  }
  out.pending += text;
  if (out.pending.length > 4096) yield* flushOutput(out);
}

function* openOutput(m: Machine, how: ">" | ">>", name: string): Run<OpenOutput> {
  const flags = O_WRONLY | O_CREAT | (how === ">" ? O_TRUNC : O_APPEND);
  const fd = yield* sys("openat", { path: name, flags, mode: 0o666 });
  if (failed(fd)) return yield* m.cmd.die(2, `cannot open "${name}" for output`, undefined);
  return { fd, pid: null, pending: "" };
}

/** Runs a command by sh with one end of a pipe: its standard input (0) or output (1). */
function* startCommand(m: Machine, command: string, end: 0 | 1): Run<{ fd: number; pid: number }> {
  yield* flushAll(m);
  const pipe = yield* sys("pipe2", { flags: 0 });
  if (failed(pipe)) return yield* m.cmd.die(2, `cannot open pipe "${command}"`, pipe);
  const [theirs, ours] = end === 0 ? [pipe.read, pipe.write] : [pipe.write, pipe.read];
  const pid = yield* fork(function* (): Run<number> {
    yield* sys("dup2", { fd: theirs, newfd: end });
    yield* sys("close", { fd: theirs });
    yield* sys("close", { fd: ours });
    yield* sys("execve", { path: "/bin/sh", argv: ["sh", "-c", command], env: [...m.cmd.self.env] });
    return 127;
  });
  if (failed(pid)) return yield* m.cmd.die(2, "cannot fork", pid);
  yield* sys("close", { fd: theirs });
  return { fd: ours, pid };
}

function* startWriter(m: Machine, command: string): Run<OpenOutput> {
  return { ...(yield* startCommand(m, command, 0)), pending: "" };
}

export function* openInput(m: Machine, from: "file" | "command", name: string): Run<OpenInput | null> {
  const known = m.inputs.get(name);
  if (known) return known;
  let made: OpenInput;
  if (from === "command") {
    const { fd, pid } = yield* startCommand(m, name, 1);
    made = { fd, pid, records: recordReader(fd) };
  } else {
    const fd = name === "-" || name === "/dev/stdin" ? 0 : yield* sys("openat", { path: name, flags: O_RDONLY });
    if (failed(fd)) return null;
    made = { fd, pid: null, records: recordReader(fd) };
  }
  m.inputs.set(name, made);
  return made;
}

function* flushOutput(out: OpenOutput): Run<void> {
  const text = out.pending;
  out.pending = "";
  if (text !== "") yield* write(out.fd, text);
}

export function* flushAll(m: Machine): Run<void> {
  yield* flush(m.cmd.out);
  for (const out of m.outputs.values()) yield* flushOutput(out);
}

/** close(): the status of a command, 0 for a file, -1 where nothing of that name is open. */
export function* closeByName(m: Machine, name: string): Run<number> {
  const [out, input] = [m.outputs.get(name), m.inputs.get(name)];
  let status = -1;
  for (const each of [out, input]) {
    if (!each) continue;
    if ("pending" in each) yield* flushOutput(each);
    if (each.fd > 2) yield* sys("close", { fd: each.fd });
    status = 0;
    if (each.pid !== null) {
      const s = yield* waitFor(each.pid);
      status = failed(s) ? -1 : exitCode(s);
    }
  }
  m.outputs.delete(name);
  m.inputs.delete(name);
  return status;
}

export function* closeAll(m: Machine): Run<void> {
  yield* flushAll(m);
  for (const name of [...m.outputs.keys(), ...m.inputs.keys()]) yield* closeByName(m, name);
}

/** system() */
export function* runCommand(m: Machine, command: string): Run<number> {
  yield* flushAll(m);
  const pid = yield* fork(function* (): Run<number> {
    yield* sys("execve", { path: "/bin/sh", argv: ["sh", "-c", command], env: [...m.cmd.self.env] });
    return 127;
  });
  if (failed(pid)) return -1;
  const status = yield* waitFor(pid);
  return failed(status) ? -1 : exitCode(status);
}
