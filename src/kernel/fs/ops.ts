// What a file system must be able to do: the interface between the VFS and tree.ts, procfs, devpts, nsfs …
//
// A place in a file system is a Node: a dentry's number in a stored one, or in a generated one a string that the
// file system chooses itself and that names the place, such as "/1/status". Names go through `lookup` one component at a
// time, so a generated file system decides there what exists; "." and ".." never reach it (walk.ts knows `parent`).
// Everything that looks gets a View: nothing can be changed through it. Everything that changes gets the Tx.
// A file system is found by the type of its super block: filesystems.ts.

import type { Hardware } from "../../machine/hardware.ts";
import type { Errno } from "../abi/errno.ts";
import type { NsId } from "../ns/namespace.ts";
import type { Cred, Task } from "../task/task.ts";
import type { Block, Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import type { Target } from "./file.ts";
import type { Body, Xattrs } from "./inode.ts";
import type { SuperBlock } from "./mount.ts";
import type { Node, Path } from "./path.ts";

/** The state of the kernel as one task looks at it. */
export interface View {
  readonly k: Kernel;
  /** Virtual nanoseconds since boot. */
  readonly now: number;
  readonly hardware: Hardware;
  /** The caller: /proc/self, permissions, ids are from its point of view. */
  readonly task: Task;
}

/** Who may do what with a node. Ids are those of the initial user namespace. */
export interface Perm {
  /** S_IF* type and permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** No capability overrides the bits: /proc/sys. */
  readonly strict?: boolean;
  /** The bits do not matter: the caller may do everything. */
  readonly granted?: boolean;
  /** Nobody may write to it: S_IMMUTABLE. */
  readonly immutable?: boolean;
}

/** What stat(2) tells, before ids are translated into the caller's user namespace. */
export interface Attr extends Perm {
  readonly ino: number;
  readonly nlink: number;
  /** bytes */
  readonly size: number;
  /** Units of 512 bytes. */
  readonly blocks: number;
  readonly rdev: { readonly major: number; readonly minor: number };
  /** Virtual nanoseconds since boot. */
  readonly atime: number;
  readonly mtime: number;
  readonly ctime: number;
  /** st_dev, where it is not the super block's: a file of an overlay over several file systems. */
  readonly dev?: { readonly major: number; readonly minor: number };
}

/** A place apart from any mount. */
export interface Real {
  readonly sb: SuperBlock;
  readonly node: Node;
}

/** One entry as getdents64(2) gives it; `type` is an S_IF* value. */
export interface Dirent {
  readonly ino: number;
  readonly type: number;
  readonly name: string;
}

/** Who opened a file, where what may be written depends on that and not on who writes: cgroup.procs. */
export interface Opener {
  readonly cred: Cred;
  readonly cgroupNs: NsId;
}

export interface FsOps {
  /** The entry `name` of directory `dir`: ENOENT where there is none. Never "." or "..". */
  readonly lookup: (v: View, sb: SuperBlock, dir: Node, name: string) => Node | Errno;
  /** Called for every component of every path: should not make garbage where it can be helped. */
  readonly perm: (v: View, sb: SuperBlock, node: Node) => Perm;
  readonly attr: (v: View, sb: SuperBlock, node: Node) => Attr;
  /** Extended attributes, all of them. Without it the file system has none: EOPNOTSUPP. */
  readonly xattrs?: (v: View, sb: SuperBlock, node: Node) => Xattrs;
  /** d_real(): where the bytes are, in a file system that shows what others store. Without it: here. */
  readonly real?: (k: Kernel, sb: SuperBlock, node: Node) => Real | null;
  /** All entries without "." and "..". */
  readonly readdir: (v: View, sb: SuperBlock, dir: Node) => readonly Dirent[] | Errno;
  /** For rmdir(2) and rename(2). Without it: as readdir says. */
  readonly isEmpty?: (v: View, sb: SuperBlock, dir: Node) => boolean;
  /** The text of a symbolic link. */
  readonly readlink: (v: View, sb: SuperBlock, node: Node) => string | Errno;
  /**
   * A "magic link" leads straight to a place, whatever its text says: /proc/PID/cwd, root, exe, fd/N, ns/*.
   * null (or no such function): an ordinary link, whose text is walked. For a pipe's or a namespace's place
   * see internal.ts: pipePath, nsPath.
   */
  readonly follow?: (v: View, sb: SuperBlock, node: Node) => Path | null | Errno;
  /** The directory above; at the root of the file system the root itself. */
  readonly parent: (v: View, sb: SuperBlock, node: Node) => Node;
  /** The name in that directory; for files that are nowhere (pipes, namespaces) all there is: "uts:[4026531838]". */
  readonly name: (v: View, sb: SuperBlock, node: Node) => string;
  /** Its name was removed: " (deleted)". Without it: never. */
  readonly gone?: (v: View, sb: SuperBlock, node: Node) => boolean;
  /**
   * open(2), after permissions were checked; `flags` are the O_* flags. Without it the target is {kind: "node"}.
   * A generated file that is read gives {kind: "text"}, made now: reads come from that text, also after lseek.
   */
  readonly open?: (v: View, sb: SuperBlock, node: Node, flags: number) => Target | Errno;
  /** The whole text of a generated file that is made anew for each read(2). */
  readonly read?: (v: View, sb: SuperBlock, node: Node) => string | Errno;
  /** write(2) to a generated file, all of `data` at once. Returns the bytes taken. Without it: EIO. */
  readonly write?: (
    tx: Tx,
    task: Task,
    sb: SuperBlock,
    node: Node,
    data: string,
    opener?: Opener,
    /** The position in the file: most of them do not care. */
    pos?: number,
  ) => number | Errno | Block;
  /** Why a name may not be removed, besides permissions; for a directory instead of ENOTEMPTY. */
  readonly refusesRemoval?: (v: View, sb: SuperBlock, node: Node, asDir: boolean) => Errno | null;
  /** The path of a mount's root as mountinfo shows it to the reader: show_path() */
  readonly rootName?: (v: View, sb: SuperBlock, node: Node) => string;
  /** Making, removing, renaming, changing. Without it the file system answers EPERM. */
  readonly changes?: FsChanges;
}

/** A new file, directory …: its type is in `mode`. */
export interface Made extends Perm {
  readonly body: Body;
}

/** What a rename does besides moving a name. */
export interface Instead {
  /** What bears the new name so far. */
  readonly replaced: Node | null;
  /** That is a directory with something in it: each file system says ENOTEMPTY in its own order. */
  readonly full: boolean;
  /** What takes the old name: RENAME_WHITEOUT. */
  readonly left: Made | null;
}

/** Changes to a file system that stores things. The VFS has checked everything that is the same everywhere. */
export interface FsChanges {
  readonly create: (tx: Tx, sb: SuperBlock, dir: Node, name: string, made: Made) => Node | Errno;
  readonly link: (tx: Tx, sb: SuperBlock, node: Node, dir: Node, name: string) => 0 | Errno;
  /** Removes a name: unlink(2) and rmdir(2). */
  readonly unlink: (tx: Tx, sb: SuperBlock, node: Node) => 0 | Errno;
  readonly rename: (tx: Tx, sb: SuperBlock, node: Node, dir: Node, name: string, instead: Instead) => 0 | Errno;
  /** renameat2(2), RENAME_EXCHANGE. */
  readonly exchange: (tx: Tx, sb: SuperBlock, a: Node, b: Node) => 0 | Errno;
  readonly chmod: (tx: Tx, sb: SuperBlock, node: Node, mode: number) => 0 | Errno;
  readonly chown: (tx: Tx, sb: SuperBlock, node: Node, uid: number, gid: number, mode: number) => 0 | Errno;
  readonly touch: (tx: Tx, sb: SuperBlock, node: Node, atime: number, mtime: number) => 0 | Errno;
  readonly truncate: (tx: Tx, sb: SuperBlock, node: Node, size: number) => 0 | Errno;
  readonly write: (tx: Tx, sb: SuperBlock, node: Node, offset: number, data: string) => 0 | Errno;
  /** Sets an extended attribute, or with null removes it. */
  readonly setxattr: (tx: Tx, sb: SuperBlock, node: Node, name: string, value: string | null) => 0 | Errno;
  /** Before a file is opened to be changed: overlayfs copies it up. Without it: nothing to do. */
  readonly prepareWrite?: (tx: Tx, sb: SuperBlock, node: Node, flags: number) => 0 | Errno;
}
