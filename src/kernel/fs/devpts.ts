// devpts: a file for every pseudo-terminal there is, pts(4).

import { EINVAL, ENOENT, ENXIO, type Errno } from "../abi/errno.ts";
import { S_IFCHR, S_IFDIR, S_IFMT } from "../abi/flags.ts";
import { values } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { Tty } from "./file.ts";
import { optionOf } from "./fs-types.ts";
import type { SuperBlock } from "./mount.ts";
import type { FsOps, Perm } from "./ops.ts";
import type { GenNode, Node } from "./path.ts";

const ROOT = "/" as GenNode;
const PTMX = "/ptmx" as GenNode;
const PTY_MAJOR = 136; // UNIX98 PTY slaves: devices.txt
const NAME = "pts/"; // how a terminal of this kind is called

function ptyAt(k: Kernel, node: Node): Tty | Errno {
  return values(k.ttys).find((t) => t.name === `${NAME}${String(node).slice(1)}`) ?? ENXIO;
}

/** Owner and mode come from the mount options: "gid=5,mode=620,ptmxmode=666" on a Debian host. */
function permOf(sb: SuperBlock, node: Node): Perm {
  if (node === ROOT) return { mode: S_IFDIR | 0o755, uid: 0, gid: 0 };
  if (node === PTMX) return { mode: S_IFCHR | (optionOf(sb, "ptmxmode", 8) ?? 0), uid: 0, gid: 0 };
  return { mode: S_IFCHR | (optionOf(sb, "mode", 8) ?? 0o600), uid: 0, gid: optionOf(sb, "gid") ?? 0 };
}

const inoOf = (node: Node): number => (node === ROOT ? 1 : node === PTMX ? 2 : 3 + Number(String(node).slice(1)));

export const devptsOps: FsOps = {
  lookup: (v, _sb, _dir, name) => {
    const node = `/${name}` as GenNode;
    return node === PTMX || typeof ptyAt(v.k, node) !== "number" ? node : ENOENT;
  },
  perm: (_v, sb, node) => permOf(sb, node),
  attr: (_v, sb, node) => ({
    ...permOf(sb, node),
    ino: inoOf(node),
    nlink: node === ROOT ? 2 : 1,
    size: 0,
    blocks: 0,
    rdev:
      node === ROOT
        ? { major: 0, minor: 0 }
        : node === PTMX
          ? { major: 5, minor: 2 }
          : { major: PTY_MAJOR, minor: Number(String(node).slice(1)) },
    atime: 0,
    mtime: 0,
    ctime: 0,
  }),
  readdir: (v, sb) => {
    const names = values(v.k.ttys).flatMap((t) => (t.name.startsWith(NAME) ? [t.name.slice(NAME.length)] : []));
    return [...names, "ptmx"].map((name) => {
      const node = `/${name}` as GenNode;
      return { ino: inoOf(node), type: permOf(sb, node).mode & S_IFMT, name };
    });
  },
  readlink: () => EINVAL,
  parent: () => ROOT,
  name: (_v, _sb, node) => String(node).slice(1),
  // New pseudo-terminals through /dev/ptmx are not modelled: terminals are part of the world.
  open: (v, _sb, node) => {
    if (node === ROOT) return { kind: "node" };
    const tty = ptyAt(v.k, node);
    return typeof tty === "number" ? ENXIO : { kind: "tty", tty: tty.id };
  },
};
