// Redirections: what open(2), dup2(2) and close(2) do before a command runs, and undoing them behind a builtin.

import type { HereDoc, HereString, Redirect, Redirection, WordPart } from "unbash";
import { type Errno, failed, strerror } from "../../../kernel/abi/errno.ts";
import {
  F_DUPFD,
  F_DUPFD_CLOEXEC,
  O_APPEND,
  O_CREAT,
  O_EXCL,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  S_IFMT,
  S_IFREG,
} from "../../../kernel/abi/flags.ts";
import { write } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { setParameter } from "../expand/scope.ts";
import { expandQuotedParts, expandTarget, expandText } from "../expand/word.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { parameter } from "../special.ts";

/** What a descriptor was before: a copy above 10, or closed. */
export interface Saved {
  readonly fd: number;
  readonly copy: number | null;
}

const PIPE_SIZE = 65536; // HEREDOC_PIPESIZE: a longer here-document goes through a file
const LEAST_COPY = 10; // SHELL_FD_BASE

/** Carries redirections out, from left to right. False, with a message, at the first that fails. */
export function* redirect(sh: Shell, all: readonly Redirection[], saved: Saved[] | null): Run<boolean> {
  for (const r of all) {
    const ok = r.type === "Redirect" ? yield* redirectFile(sh, r, saved) : yield* hereDocument(sh, r, saved);
    if (!ok) return false;
  }
  return true;
}

/** Puts everything back, the last first. */
export function* restore(saved: Saved[]): Run<void> {
  for (const { fd, copy } of saved.reverse()) {
    if (copy === null) yield* sys("close", { fd });
    else {
      yield* sys("dup2", { fd: copy, newfd: fd });
      yield* sys("close", { fd: copy });
    }
  }
  saved.length = 0;
}

/** Makes what was saved permanent: exec >file. */
export function* forget(saved: Saved[]): Run<void> {
  for (const { copy } of saved) if (copy !== null) yield* sys("close", { fd: copy });
  saved.length = 0;
}

function* save(fd: number, saved: Saved[] | null): Run<void> {
  if (saved === null || saved.some((s) => s.fd === fd)) return;
  const copy = yield* sys("fcntl", { fd, cmd: F_DUPFD_CLOEXEC, arg: LEAST_COPY });
  saved.push({ fd, copy: failed(copy) ? null : copy });
}

const FLAGS: Readonly<Record<string, number>> = {
  "<": O_RDONLY,
  "<>": O_RDWR | O_CREAT,
  ">": O_WRONLY | O_CREAT | O_TRUNC,
  ">|": O_WRONLY | O_CREAT | O_TRUNC,
  "&>": O_WRONLY | O_CREAT | O_TRUNC,
  ">&": O_WRONLY | O_CREAT | O_TRUNC,
  ">>": O_WRONLY | O_CREAT | O_APPEND,
  "&>>": O_WRONLY | O_CREAT | O_APPEND,
};

function* redirectFile(sh: Shell, r: Redirect, saved: Saved[] | null): Run<boolean> {
  if (!r.target) return true;
  const target = yield* expandTarget(sh, r.target);
  if (target === null) return !(yield* complain(sh, `${r.target.text}: ambiguous redirect`));
  const named = r.descriptor?.type === "FileDescriptorVariable" ? r.descriptor.name : null;
  const given = r.descriptor?.type === "FileDescriptor" ? r.descriptor.value : null;
  const fd = given ?? (r.operator.startsWith("<") ? 0 : 1);
  if (r.operator === ">&" || r.operator === "<&") {
    if (named !== null && target === "-") return yield* closeNamed(sh, named);
    if (/^\d*-?$/.test(target) && target !== "") return yield* duplicate(sh, target, fd, named, saved);
    if (r.operator === "<&" || given !== null) return !(yield* complain(sh, `${target}: ambiguous redirect`));
  }
  const opened = yield* open(sh, target, r.operator);
  if (opened === null) return false;
  if (named !== null) return yield* intoVariable(sh, opened, named);
  if (!(yield* place(sh, opened, fd, saved))) return false;
  if (r.operator === "&>" || r.operator === "&>>" || r.operator === ">&") {
    yield* save(2, saved);
    yield* sys("dup2", { fd: 1, newfd: 2 });
  }
  return true;
}

function* place(sh: Shell, from: number, fd: number, saved: Saved[] | null): Run<boolean> {
  if (from === fd) {
    // It was closed before: open(2) took its number.
    if (saved && !saved.some((s) => s.fd === fd)) saved.push({ fd, copy: null });
    return true;
  }
  yield* save(fd, saved);
  const r = yield* sys("dup2", { fd: from, newfd: fd });
  yield* sys("close", { fd: from });
  return failed(r) ? yield* badDescriptor(sh, fd, r) : true;
}

function* open(sh: Shell, path: string, operator: string): Run<number | null> {
  let flags = FLAGS[operator] ?? O_RDONLY;
  const creating = (flags & O_CREAT) !== 0 && operator !== "<>";
  if (sh.options.has("noclobber") && operator === ">") {
    const st = yield* sys("stat", { path });
    if (!failed(st) && (st.mode & S_IFMT) === S_IFREG) {
      yield* complain(sh, `${path}: cannot overwrite existing file`);
      return null;
    }
    if (failed(st)) flags |= O_EXCL;
  }
  const fd = yield* sys("openat", { path, flags, mode: 0o666 });
  if (!failed(fd)) return fd;
  yield* complain(sh, sh.dialect.cannotOpen(path, strerror(fd), creating));
  return null;
}

/** n>&m, n>&- and n>&m- (which moves). */
function* duplicate(sh: Shell, target: string, fd: number, named: string | null, saved: Saved[] | null): Run<boolean> {
  if (target === "-") {
    yield* save(fd, saved);
    yield* sys("close", { fd });
    return true;
  }
  const from = Number.parseInt(target, 10);
  if (named !== null) {
    const copy = yield* sys("fcntl", { fd: from, cmd: F_DUPFD, arg: LEAST_COPY });
    if (failed(copy)) return yield* badDescriptor(sh, from, copy);
    setParameter(sh, named, String(copy));
    return true;
  }
  if (from !== fd) {
    // bash asks first, so that a failure leaves everything as it was.
    yield* save(fd, saved);
    const r = yield* sys("dup2", { fd: from, newfd: fd });
    if (failed(r)) return yield* badDescriptor(sh, from, r);
    if (target.endsWith("-")) {
      yield* save(from, saved);
      yield* sys("close", { fd: from });
    }
  }
  return true;
}

function* badDescriptor(sh: Shell, fd: number, e: Errno): Run<boolean> {
  return !(yield* complain(sh, `${fd}: ${strerror(e)}`));
}

function* intoVariable(sh: Shell, fd: number, name: string): Run<boolean> {
  const copy = yield* sys("fcntl", { fd, cmd: F_DUPFD, arg: LEAST_COPY });
  yield* sys("close", { fd });
  if (failed(copy)) return yield* badDescriptor(sh, fd, copy);
  setParameter(sh, name, String(copy));
  return true;
}

function* closeNamed(sh: Shell, name: string): Run<boolean> {
  const value = parameter(sh, name) ?? "";
  if (!/^\d+$/.test(value)) return !(yield* complain(sh, `${name}: ambiguous redirect`));
  yield* sys("close", { fd: Number(value) });
  return true;
}

/** << and <<<: the text through a pipe, or through a file that has no name any more. */
function* hereDocument(sh: Shell, r: HereDoc | HereString, saved: Saved[] | null): Run<boolean> {
  const fd = r.descriptor?.type === "FileDescriptor" ? r.descriptor.value : 0;
  const from = yield* textDescriptor(sh, yield* bodyOf(sh, r));
  if (failed(from)) return !(yield* complain(sh, `cannot create temp file for here-document: ${strerror(from)}`));
  return yield* place(sh, from, fd, saved);
}

function* bodyOf(sh: Shell, r: HereDoc | HereString): Run<string> {
  if (r.type === "HereString") return r.target ? `${yield* expandText(sh, r.target)}\n` : "\n";
  const strip = r.operator === "<<-";
  const text = strip ? r.body.text.replace(/^\t+/gm, "") : r.body.text;
  const parts = strip ? r.body.parts?.map(withoutTabs) : r.body.parts;
  if (r.delimiter?.quoted) return text;
  return parts ? yield* expandQuotedParts(sh, parts) : text.replace(/\\([\\$`])|\\\n/g, "$1");
}

/** <<-: "all leading tab characters are stripped from input lines" - bash(1) */
function withoutTabs(part: WordPart, i: number): WordPart {
  if (part.type !== "Literal") return part;
  return { ...part, value: part.value.replace(i === 0 ? /(^|\n)\t+/g : /(\n)\t+/g, "$1") };
}

function* textDescriptor(sh: Shell, text: string): Run<number | Errno> {
  if (text.length <= PIPE_SIZE) {
    const pipe = yield* sys("pipe2", { flags: 0 });
    if (failed(pipe)) return pipe;
    yield* write(pipe.write, text);
    yield* sys("close", { fd: pipe.write });
    return pipe.read;
  }
  const path = `/tmp/sh-thd.${sh.pid}`;
  const out = yield* sys("openat", { path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600 });
  if (failed(out)) return out;
  yield* write(out, text);
  const fd = yield* sys("openat", { path, flags: O_RDONLY });
  yield* sys("close", { fd: out });
  yield* sys("unlink", { path });
  return fd;
}
