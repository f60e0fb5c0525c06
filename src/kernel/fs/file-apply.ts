import { O_ACCMODE, O_RDONLY, O_WRONLY } from "../abi/flags.ts";
import type { Appliers } from "../event.ts";
import { get, lookup, remove, set } from "../table.ts";
import type { Pid } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import type { Fd, FileId, OpenFile, PipeId, Tty, TtyId } from "./file.ts";
import type { FileEvent } from "./file-event.ts";
import { typeChar } from "./line-discipline.ts";

function withFd(k: Kernel, pid: Pid, fd: number, to: Fd | null): Kernel {
  const task = lookup(k.tasks, pid);
  const fds = { ...task.fds };
  if (to) fds[fd] = to;
  else delete fds[fd];
  return { ...k, tasks: set(k.tasks, pid, { ...task, fds }) };
}

/** Counts an open file's end of its pipe up or down; a pipe without ends is gone. */
function countEnds(k: Kernel, file: OpenFile, by: 1 | -1): Kernel {
  if (file.target.kind !== "pipe") return k;
  const pipe = get(k.pipes, file.target.pipe);
  if (!pipe) throw new Error(`no pipe ${file.target.pipe}`);
  const mode = file.flags & O_ACCMODE;
  const readers = pipe.readers + (mode === O_WRONLY ? 0 : by);
  const writers = pipe.writers + (mode === O_RDONLY ? 0 : by);
  if (readers <= 0 && writers <= 0) return { ...k, pipes: remove(k.pipes, pipe.id) };
  return { ...k, pipes: set(k.pipes, pipe.id, { ...pipe, readers, writers }) };
}

function hold(k: Kernel, id: FileId): Kernel {
  const file = lookup(k.files, id);
  return { ...k, files: set(k.files, id, { ...file, refs: file.refs + 1 }) };
}

function release(k: Kernel, id: FileId): Kernel {
  const file = lookup(k.files, id);
  if (file.refs > 1) return { ...k, files: set(k.files, id, { ...file, refs: file.refs - 1 }) };
  return countEnds({ ...k, files: remove(k.files, id) }, file, -1);
}

function changeFile(k: Kernel, id: FileId, part: Partial<OpenFile>): Kernel {
  return { ...k, files: set(k.files, id, { ...lookup(k.files, id), ...part }) };
}

function changePipe(k: Kernel, id: PipeId, data: (old: string) => string): Kernel {
  const pipe = lookup(k.pipes, id);
  return { ...k, pipes: set(k.pipes, id, { ...pipe, data: data(pipe.data) }) };
}

function changeTty(k: Kernel, id: TtyId, part: (old: Tty) => Partial<Tty>): Kernel {
  const tty = lookup(k.ttys, id);
  return { ...k, ttys: set(k.ttys, id, { ...tty, ...part(tty) }) };
}

export const fileAppliers: Appliers<FileEvent, Kernel> = {
  "file.opened": (k, { pid, file, fd, cloexec }) => {
    const next = { ...k.next, file: Math.max(k.next.file, file.id + 1) };
    const opened = { ...k, next, files: set(k.files, file.id, { ...file, refs: 1 }) };
    return withFd(countEnds(opened, file, 1), pid, fd, { file: file.id, cloexec });
  },
  "fd.duplicated": (k, { pid, fd, to }) => withFd(hold(k, to.file), pid, fd, to),
  "fd.closed": (k, { pid, fd }) => {
    const entry = lookup(k.tasks, pid).fds[fd];
    if (!entry) throw new Error(`process ${pid} has no descriptor ${fd}`);
    return withFd(release(k, entry.file), pid, fd, null);
  },
  "fd.flagged": (k, { pid, fd, cloexec }) => {
    const entry = lookup(k.tasks, pid).fds[fd];
    if (!entry) throw new Error(`process ${pid} has no descriptor ${fd}`);
    return withFd(k, pid, fd, { ...entry, cloexec });
  },
  "file.moved": (k, { file, pos }) => changeFile(k, file, { pos }),
  "file.flagged": (k, { file, flags }) => changeFile(k, file, { flags }),
  "file.locked": (k, { file, lock }) => {
    const { lock: _old, ...open } = lookup(k.files, file);
    return { ...k, files: set(k.files, file, lock ? { ...open, lock } : open) };
  },
  "pipe.created": (k, { pipe }) => ({
    ...k,
    pipes: set(k.pipes, pipe.id, pipe),
    next: { ...k.next, pipe: Math.max(k.next.pipe, pipe.id + 1) },
  }),
  "pipe.written": (k, { pipe, data }) => {
    const { outside } = lookup(k.pipes, pipe);
    return outside ? k : changePipe(k, pipe, (old) => old + data);
  },
  "pipe.read": (k, { pipe, bytes }) => changePipe(k, pipe, (old) => old.slice(bytes)),
  "tty.created": (k, { tty }) => ({
    ...k,
    ttys: set(k.ttys, tty.id, tty),
    next: { ...k.next, tty: Math.max(k.next.tty, tty.id + 1) },
  }),
  "tty.written": (k, { tty, data }) => changeTty(k, tty, (t) => ({ screen: t.screen + data })),
  "tty.typed": (k, { tty, data }) => changeTty(k, tty, (t) => Array.from(data).reduce(typeChar, t)),
  "tty.read": (k, { tty, bytes }) => changeTty(k, tty, (t) => ({ input: t.input.slice(bytes) })),
  "tty.resized": (k, { tty, rows, columns }) => changeTty(k, tty, () => ({ rows, columns })),
  "tty.set": (k, { tty, raw }) => changeTty(k, tty, () => ({ raw })),
  "tty.owned": (k, { tty, session, foreground }) => {
    const owned = changeTty(k, tty, () => ({ session, foreground }));
    const leader = get(owned.tasks, session as Pid);
    return leader && leader.tty !== tty ? { ...owned, tasks: set(owned.tasks, leader.pid, { ...leader, tty }) } : owned;
  },
};
