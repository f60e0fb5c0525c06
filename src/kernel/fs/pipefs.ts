// The files that pipes are: /proc/PID/fd/N leads here, so that "cat /dev/stdin" opens the same pipe again.

import { EINVAL, ENOENT } from "../abi/errno.ts";
import { S_IFIFO } from "../abi/flags.ts";
import { get } from "../table.ts";
import type { PipeId } from "./file.ts";
import type { FsOps } from "./ops.ts";

export const pipefsOps: FsOps = {
  lookup: () => ENOENT,
  perm: () => ({ mode: S_IFIFO | 0o600, uid: 0, gid: 0 }),
  attr: (v, _sb, node) => ({
    mode: S_IFIFO | 0o600,
    uid: 0,
    gid: 0,
    ino: get(v.k.pipes, Number(node) as PipeId)?.ino ?? 0,
    nlink: 1,
    size: 0,
    blocks: 0,
    rdev: { major: 0, minor: 0 },
    atime: 0,
    mtime: 0,
    ctime: 0,
  }),
  readdir: () => [],
  readlink: () => EINVAL,
  parent: (_v, _sb, node) => node,
  name: (v, _sb, node) => `pipe:[${get(v.k.pipes, Number(node) as PipeId)?.ino ?? 0}]`,
  open: (_v, _sb, node) => ({ kind: "pipe", pipe: Number(node) as PipeId }),
};
