// The files that sockets are: what /proc/PID/fd/N leads to. They can be looked at, but not opened again.

import { EINVAL, ENOENT, ENXIO } from "../abi/errno.ts";
import { S_IFSOCK } from "../abi/flags.ts";
import type { SockId } from "../net/socket.ts";
import { get } from "../table.ts";
import type { FsOps } from "./ops.ts";

const MODE = S_IFSOCK | 0o777;

export const sockfsOps: FsOps = {
  lookup: () => ENOENT,
  perm: () => ({ mode: MODE, uid: 0, gid: 0 }),
  attr: (v, _sb, node) => {
    const socket = get(v.k.sockets, Number(node) as SockId);
    const ids = { mode: MODE, uid: socket?.uid ?? 0, gid: 0, ino: socket?.ino ?? 0 };
    return { ...ids, nlink: 1, size: 0, blocks: 0, rdev: { major: 0, minor: 0 }, atime: 0, mtime: 0, ctime: 0 };
  },
  readdir: () => [],
  readlink: () => EINVAL,
  parent: (_v, _sb, node) => node,
  name: (v, _sb, node) => `socket:[${get(v.k.sockets, Number(node) as SockId)?.ino ?? 0}]`,
  // "ENXIO: The file is a UNIX domain socket" - open(2): sock_no_open()
  open: () => ENXIO,
};
