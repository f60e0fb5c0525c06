// The files that namespaces are: opened through /proc/PID/ns/*, kept alive and named by a bind mount (ip netns).

import { EINVAL, ENOENT } from "../abi/errno.ts";
import { S_IFREG } from "../abi/flags.ts";
import type { Namespace, NsId } from "../ns/namespace.ts";
import { lookup } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { FsOps } from "./ops.ts";
import type { Node } from "./path.ts";

const namespaceAt = (k: Kernel, node: Node): Namespace => lookup(k.namespaces, Number(node) as NsId);

export const nsfsOps: FsOps = {
  lookup: () => ENOENT,
  perm: () => ({ mode: S_IFREG | 0o444, uid: 0, gid: 0, immutable: true }),
  attr: (v, _sb, node) => ({
    mode: S_IFREG | 0o444,
    uid: 0,
    gid: 0,
    ino: namespaceAt(v.k, node).inum,
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
  name: (v, _sb, node) => {
    const { kind, inum } = namespaceAt(v.k, node);
    return `${kind}:[${inum}]`;
  },
  open: (_v, _sb, node) => ({ kind: "ns", ns: Number(node) as NsId }),
};
