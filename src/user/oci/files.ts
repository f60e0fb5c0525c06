// Go's os package, as much of it as runc uses.

import { EEXIST, ENOENT, type Errno, failed } from "../../kernel/abi/errno.ts";
import { O_CLOEXEC, O_CREAT, O_TRUNC, O_WRONLY, S_IFDIR, S_IFMT } from "../../kernel/abi/flags.ts";
import { listDir, write } from "../libc.ts";
import { type Run, sys } from "../program.ts";

/** os.WriteFile: the error of open(2) or write(2), else 0. */
export function* writeFile(path: string, data: string, flags = O_CREAT | O_TRUNC, mode = 0o600): Run<0 | Errno> {
  const fd = yield* sys("openat", { path, flags: O_WRONLY | O_CLOEXEC | flags, mode });
  if (failed(fd)) return fd;
  const r = yield* write(fd, data);
  yield* sys("close", { fd });
  return r;
}

/** Writes to a file that exists: of /proc, of a cgroup. */
export const writeTo = (path: string, data: string): Run<0 | Errno> => writeFile(path, data, 0);

/** os.MkdirAll */
export function* mkdirAll(path: string, mode: number): Run<0 | Errno> {
  const st = yield* sys("stat", { path });
  if (!failed(st)) return (st.mode & S_IFMT) === S_IFDIR ? 0 : EEXIST;
  const parent = path.slice(0, path.lastIndexOf("/"));
  if (parent !== "") {
    const r = yield* mkdirAll(parent, mode);
    if (failed(r)) return r;
  }
  const r = yield* sys("mkdir", { path, mode });
  return r === EEXIST ? 0 : r;
}

/** os.RemoveAll */
export function* removeAll(path: string): Run<0 | Errno> {
  const st = yield* sys("lstat", { path });
  if (failed(st)) return st === ENOENT ? 0 : st;
  if ((st.mode & S_IFMT) !== S_IFDIR) return yield* sys("unlink", { path });
  const names = yield* listDir(path);
  if (failed(names)) return names;
  for (const name of names) yield* removeAll(`${path}/${name}`);
  return yield* sys("rmdir", { path });
}

/** filepath.Clean of an absolute path; "" stays "/". */
export function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** filepath.Abs */
export function* absolute(path: string): Run<string> {
  if (path.startsWith("/")) return clean(path);
  const cwd = yield* sys("getcwd", {});
  return clean(`${failed(cwd) ? "" : cwd}/${path}`);
}
