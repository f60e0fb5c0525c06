// The cgroup2 file system: directories are cgroups, files are what can be asked of them and set.
// kernel/cgroup/cgroup.c on top of fs/kernfs

import { EACCES, EINVAL, ENODEV, ENOENT, EOPNOTSUPP, EPERM, type Errno, failed } from "../abi/errno.ts";
import { S_IFDIR, S_IFMT, S_IFREG } from "../abi/flags.ts";
import type { SuperBlock } from "../fs/mount.ts";
import type { Dirent, FsChanges, FsOps, Perm } from "../fs/ops.ts";
import type { Node } from "../fs/path.ts";
import { viewOf } from "../fs/view.ts";
import type { Kernel } from "../world.ts";
import type { Cgroup } from "./cgroup.ts";
import { fileIn, fileIndex, filesIn } from "./files.ts";
import { makeCgroup, refusesRemoval } from "./make.ts";
import { inDirOrder } from "./name-hash.ts";
import { cgroupNsRoot, isInitCgroupNs, pathInNs } from "./namespace.ts";
import { dirNode, fileNode, spotOf } from "./node.ts";
import { dirOwner, ownerOf } from "./owner.ts";
import { cgroupOf } from "./tree.ts";

const NO_DEVICE = { major: 0, minor: 0 };
const INOS = 128; // inode numbers a directory has for its files; the root has number 1, as in Linux

const inoOf = (node: Node): number => {
  const { id, file } = spotOf(node);
  return (id - 1) * INOS + 1 + (file === null ? 0 : fileIndex(file));
};

const childNamed = (k: Kernel, { children }: Cgroup, name: string): Cgroup | undefined =>
  children.map((id) => cgroupOf(k, id)).find((c) => c.name === name);

function permOf(k: Kernel, node: Node): Perm {
  const { id, file } = spotOf(node);
  const cgroup = cgroupOf(k, id);
  if (file === null) return dirOwner(cgroup);
  return ownerOf(cgroup, filesIn(cgroup).find((f) => f.name === file) ?? { name: file, mode: 0, controller: null });
}

const changes: FsChanges = {
  create: (tx, _sb, dir, name, { mode, uid, gid }) => {
    // Only the kernel makes files here: there is no i_op->create, mknod or symlink.
    if ((mode & S_IFMT) !== S_IFDIR) return (mode & S_IFMT) === S_IFREG ? EACCES : EPERM;
    // "do not accept '\n' to prevent making /proc/<pid>/cgroup unparsable"
    if (name.includes("\n")) return EINVAL;
    const made = makeCgroup(tx, spotOf(dir).id, name, { uid, gid, mode: mode & 0o7777 });
    return failed(made) ? made : dirNode(made);
  },
  link: () => EPERM,
  unlink: (tx, _sb, node) => {
    tx.emit({ type: "cgroup.removed", cgroup: spotOf(node).id });
    return 0;
  },
  rename: () => EPERM,
  exchange: () => EINVAL,
  chmod: (tx, sb, node, mode) => {
    const { uid, gid } = permOf(tx.k, node);
    return changes.chown(tx, sb, node, uid, gid, mode);
  },
  chown: (tx, _sb, node, uid, gid, mode) => {
    const { id, file } = spotOf(node);
    const owner = { uid, gid, mode: mode & 0o7777 };
    const { files } = cgroupOf(tx.k, id);
    const to = file === null ? { owner } : { files: { ...files, [file]: owner } };
    tx.emit({ type: "cgroup.changed", cgroup: id, to });
    return 0;
  },
  touch: () => 0,
  truncate: () => 0,
  setxattr: () => EOPNOTSUPP,
  write: () => EINVAL,
};

const refusal = (k: Kernel, node: Node, asDir: boolean): Errno | null =>
  asDir ? refusesRemoval(k, spotOf(node).id) : EPERM;

/** "nsdelegate": the limits of a namespace's root are for those outside it. cgroup_file_write() */
function isOutOfBounds(k: Kernel, sb: SuperBlock, cgroup: Cgroup, ns: Parameters<typeof cgroupNsRoot>[1]): boolean {
  if (!sb.options.split(",").includes("nsdelegate")) return false;
  return !isInitCgroupNs(k, ns) && cgroupNsRoot(k, ns) === cgroup.id;
}

export const cgroup2Ops: FsOps = {
  lookup: ({ k }, _sb, dir, name) => {
    const { id, file } = spotOf(dir);
    const cgroup = cgroupOf(k, id);
    if (file !== null || cgroup.dead) return ENOENT;
    if (fileIn(cgroup, name)) return fileNode(id, name);
    const child = childNamed(k, cgroup, name);
    return child ? dirNode(child.id) : ENOENT;
  },
  perm: ({ k }, _sb, node) => permOf(k, node),
  attr: ({ k }, _sb, node) => {
    const { id, file } = spotOf(node);
    const cgroup = cgroupOf(k, id);
    const nlink = file === null ? 2 + cgroup.children.length : 1;
    const times = { atime: cgroup.madeAt, mtime: cgroup.madeAt, ctime: cgroup.madeAt };
    return { ...permOf(k, node), ...times, ino: inoOf(node), nlink, size: 0, blocks: 0, rdev: NO_DEVICE };
  },
  readdir: ({ k }, _sb, dir) => {
    const { id } = spotOf(dir);
    const cgroup = cgroupOf(k, id);
    if (cgroup.dead) return [];
    const entries = new Map<string, Dirent>();
    for (const { name } of filesIn(cgroup)) {
      entries.set(name, { ino: inoOf(fileNode(id, name)), type: S_IFREG, name });
    }
    for (const child of cgroup.children.map((c) => cgroupOf(k, c))) {
      entries.set(child.name, { ino: inoOf(dirNode(child.id)), type: S_IFDIR, name: child.name });
    }
    return inDirOrder([...entries.keys()]).map((name) => entries.get(name) as Dirent);
  },
  readlink: () => EINVAL,
  parent: ({ k }, _sb, node) => {
    const { id, file } = spotOf(node);
    return dirNode(file === null ? (cgroupOf(k, id).parent ?? id) : id);
  },
  name: ({ k }, _sb, node) => {
    const { id, file } = spotOf(node);
    return file ?? cgroupOf(k, id).name;
  },
  gone: ({ k }, _sb, node) => cgroupOf(k, spotOf(node).id).dead,
  // "/.." for each level that it is above the root of the reader's namespace: cgroup_show_path()
  rootName: (v, _sb, node) => pathInNs(v.k, spotOf(node).id, v.task.ns.cgroup),
  open: (v) => ({ kind: "node", opener: { cred: v.task.cred, cgroupNs: v.task.ns.cgroup } }),
  read: (v, sb, node) => {
    const { id, file } = spotOf(node);
    const cgroup = cgroupOf(v.k, id);
    const cft = fileIn(cgroup, file ?? "");
    if (!cft) return ENODEV;
    return cft.read ? cft.read({ v, sb, cgroup }) : EINVAL;
  },
  write: (tx, task, sb, node, data, opener) => {
    const { id, file } = spotOf(node);
    const cgroup = cgroupOf(tx.k, id);
    const cft = fileIn(cgroup, file ?? "");
    if (data === "") return 0;
    if (!cft) return ENODEV;
    const by = opener ?? { cred: task.cred, cgroupNs: task.ns.cgroup };
    if (!cft.delegatable && isOutOfBounds(tx.k, sb, cgroup, by.cgroupNs)) return EPERM;
    return cft.write ? cft.write({ tx, v: viewOf(tx, task), sb, cgroup, opener: by }, data) : EINVAL;
  },
  refusesRemoval: ({ k }, _sb, node, asDir) => refusal(k, node, asDir),
  changes,
};

/** Where a new mount of the hierarchy starts for a member of this cgroup namespace: cgroup_do_get_tree() */
export const mountRootFor = (k: Kernel, ns: Parameters<typeof cgroupNsRoot>[1]): Node => dirNode(cgroupNsRoot(k, ns));
