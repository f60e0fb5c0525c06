import { type Errno, failed } from "../../kernel/abi/errno.ts";
import { O_DIRECTORY, O_RDONLY } from "../../kernel/abi/flags.ts";
import { readdir } from "../libc.ts";
import { type Run, sys } from "../program.ts";

/** Names in a directory in the order of their inodes, which is how cp reads one (savedir of gnulib, FASTREAD). */
export function* readSorted(path: string): Run<string[] | Errno> {
  const fd = yield* sys("openat", { path, flags: O_RDONLY | O_DIRECTORY });
  if (failed(fd)) return fd;
  const all = yield* readdir(fd);
  yield* sys("close", { fd });
  if (failed(all)) return all;
  return [...all]
    .filter((e) => e.name !== "." && e.name !== "..")
    .sort((a, b) => a.ino - b.ino)
    .map((e) => e.name);
}
