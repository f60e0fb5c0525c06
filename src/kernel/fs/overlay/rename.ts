// rename(2) and renameat2(2) in an overlay: ovl_rename(), fs/overlayfs/dir.c
//
// The file is copied up and moved in the upper layer; a whiteout stays where lower layers have the old name. A directory
// that lower layers have a part in cannot take them along: EXDEV, and mv(1) copies. With redirect_dir=on its upper
// directory is moved with a note of where its lower part is: the mark "redirect".

import { ENOTEMPTY, type Errno, EXDEV, failed } from "../../abi/errno.ts";
import { lookup } from "../../table.ts";
import type { Tx } from "../../tx.ts";
import type { DentryId } from "../dentry.ts";
import type { SuperBlock } from "../mount.ts";
import type { Instead } from "../ops.ts";
import type { GenNode, Node } from "../path.ts";
import { copyUp, mark, upperChanges, upperSb } from "./copy-up.ts";
import { isMerge, lowerHas, upperEntry } from "./entry.ts";
import { isDirIn, lowersOf, markOf, nameOf, parentOf, topOf, upperOf } from "./stack.ts";
import { overlayOf } from "./state.ts";
import { clearWhiteouts, leaveWhiteout } from "./whiteout.ts";

const isDirectory = (tx: Tx, sb: SuperBlock, node: GenNode): boolean => {
  const top = topOf(tx.k, sb, node);
  return top !== null && isDirIn(tx.k, top);
};

/** "if (!ovl_can_move(old)) -EXDEV": a directory with a lower part stays, but for redirect_dir=on. */
function cannotMove(tx: Tx, sb: SuperBlock, node: GenNode): boolean {
  if (overlayOf(sb).redirect === "on" && overlayOf(sb).marks) return false;
  return isDirectory(tx, sb, node) && lowersOf(tx.k, sb, node).length > 0;
}

/** Where the overlay's directory is seen from its root; what was moved before counts where its lower part is. */
function lowerPath(tx: Tx, sb: SuperBlock, node: GenNode): string {
  let path = "";
  for (let at = node; ; ) {
    const above = parentOf(tx.k, sb, at);
    if (above === at) return path;
    const upper = upperOf(tx.k, sb, at);
    const to = upper === null ? undefined : markOf(tx.k, sb, { sb, node: upper }, "redirect");
    path = `${to?.startsWith("/") ? to : `/${to ?? nameOf(tx.k, sb, at)}`}${path}`;
    if (to?.startsWith("/")) return path;
    at = above;
  }
}

interface Directory {
  readonly dentry: DentryId;
  /** The mark "redirect" that it needs; null: it has no lower part, or a good mark already. */
  readonly redirect: string | null;
  /** It comes to lie over lower directories, and must hide them. */
  readonly opaque: boolean;
}

/** What a directory needs to move into `to`; looked at before it moves. */
function plan(tx: Tx, sb: SuperBlock, node: GenNode, dentry: DentryId, to: GenNode): Directory | null {
  const real = { sb, node: dentry };
  if (!isDirIn(tx.k, real)) return null;
  if (lowersOf(tx.k, sb, node).length === 0) {
    const opaque = markOf(tx.k, sb, real, "opaque") !== "y" && isMerge(tx, sb, to);
    return { dentry, redirect: null, opaque };
  }
  const had = markOf(tx.k, sb, real, "redirect");
  const sameDir = parentOf(tx.k, sb, node) === to;
  const good = had !== undefined && (sameDir || had.startsWith("/"));
  const text = sameDir ? nameOf(tx.k, sb, node) : lowerPath(tx, sb, node);
  return { dentry, redirect: good ? null : text, opaque: false };
}

function markMoved(tx: Tx, sb: SuperBlock, dir: Directory | null): void {
  if (dir?.redirect) mark(tx, sb, dir.dentry, "redirect", dir.redirect);
  if (dir?.opaque) mark(tx, sb, dir.dentry, "opaque", "y");
}

export function renameUpper(
  tx: Tx,
  old: SuperBlock,
  from: Node,
  to: Node,
  name: string,
  { replaced, full }: Instead,
): 0 | Errno {
  const node = from as GenNode;
  const newDir = to as GenNode;
  if (cannotMove(tx, old, node)) return EXDEV;
  if (full) return ENOTEMPTY;
  const moving = copyUp(tx, old, node);
  if (failed(moving)) return moving;
  const parent = copyUp(tx, old, newDir);
  if (failed(parent)) return parent;
  const sb = lookup(tx.k.superBlocks, old.id);
  const { upper } = overlayOf(sb);
  if (!upper) throw new Error("what was copied up has an upper layer");
  const oldDir = parentOf(tx.k, sb, node);
  const oldName = nameOf(tx.k, sb, node);
  const oldParent = lookup(tx.k.dentries, moving).parent;
  const covers = lowerHas(tx, sb, oldDir, oldName);
  const directory = plan(tx, sb, node, moving, newDir);
  // ovl_set_opaque_xerr(): without marks it would show what is below
  if (directory?.opaque && !overlayOf(sb).marks) return EXDEV;
  const target = upperEntry(tx, sb, parent, name);
  if (replaced !== null && target !== null) clearWhiteouts(tx, sb, target);
  const moved = upperChanges().rename(tx, upperSb(tx, upper), moving, parent, name, {
    replaced: target,
    full: false,
    left: null,
  });
  if (failed(moved)) return moved;
  if (covers) leaveWhiteout(tx, sb, oldParent, oldName);
  markMoved(tx, sb, directory);
  markImpure(tx, sb, parent, moving);
  return 0;
}

/** A directory that a copied-up file was moved into says so: readdir(3) then asks for the lower inode numbers. */
function markImpure(tx: Tx, sb: SuperBlock, parent: DentryId, moved: DentryId): void {
  const origin = markOf(tx.k, sb, { sb, node: moved }, "origin");
  if (origin === undefined || markOf(tx.k, sb, { sb, node: parent }, "impure") !== undefined) return;
  mark(tx, sb, parent, "impure", "y");
}

export function exchangeUpper(tx: Tx, old: SuperBlock, first: Node, second: Node): 0 | Errno {
  const [a, b] = [first as GenNode, second as GenNode];
  if (cannotMove(tx, old, a) || cannotMove(tx, old, b)) return EXDEV;
  const upperA = copyUp(tx, old, a);
  if (failed(upperA)) return upperA;
  const upperB = copyUp(tx, old, b);
  if (failed(upperB)) return upperB;
  const sb = lookup(tx.k.superBlocks, old.id);
  const { upper } = overlayOf(sb);
  if (!upper) throw new Error("what was copied up has an upper layer");
  const planA = plan(tx, sb, a, upperA, parentOf(tx.k, sb, b));
  const planB = plan(tx, sb, b, upperB, parentOf(tx.k, sb, a));
  upperChanges().exchange(tx, upperSb(tx, upper), upperA, upperB);
  markMoved(tx, sb, planA);
  markMoved(tx, sb, planB);
  return 0;
}
