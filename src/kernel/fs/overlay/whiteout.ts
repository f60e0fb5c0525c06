// Whiteouts: what hides a name of the lower layers. "created as a character device with 0/0 device number".

import { S_IFCHR } from "../../abi/flags.ts";
import { get, lookup } from "../../table.ts";
import type { Tx } from "../../tx.ts";
import type { DentryId } from "../dentry.ts";
import type { SuperBlock } from "../mount.ts";
import { listNames } from "../names.ts";
import type { Made } from "../ops.ts";
import { upperChanges, upperSb } from "./copy-up.ts";
import { inodeOf, isWhiteout } from "./stack.ts";
import { overlayOf } from "./state.ts";

const made = (sb: SuperBlock): Made => ({
  ...overlayOf(sb).owner,
  mode: S_IFCHR,
  body: { kind: "device", major: 0, minor: 0 },
});

/** One file in the work directory has all whiteouts as its names: ovl_whiteout() */
export function putWhiteout(tx: Tx, old: SuperBlock, parent: DentryId, name: string): void {
  const sb = lookup(tx.k.superBlocks, old.id);
  const { upper, whiteout } = overlayOf(sb);
  if (!upper) throw new Error("a whiteout needs an upper layer");
  const fs = upperSb(tx, upper);
  const there = whiteout !== null && get(tx.k.dentries, whiteout) ? whiteout : null;
  const first = there ?? makeFirst(tx, sb, upper.work, fs);
  upperChanges().link(tx, fs, first, parent, name);
}

function makeFirst(tx: Tx, sb: SuperBlock, work: DentryId, fs: SuperBlock): DentryId {
  const temporary = `#${tx.k.next.dentry.toString(16)}`; // ovl_lookup_temp(): "#" and a number in hexadecimal
  const dentry = upperChanges().create(tx, fs, work, temporary, made(sb)) as DentryId;
  tx.emit({ type: "overlay.whiteout-made", sb: sb.id, dentry });
  return dentry;
}

/** RENAME_WHITEOUT of the upper layer's own file system: a file by itself. */
export function leaveWhiteout(tx: Tx, sb: SuperBlock, parent: DentryId, name: string): void {
  const { upper } = overlayOf(sb);
  if (!upper) throw new Error("a whiteout needs an upper layer");
  upperChanges().create(tx, upperSb(tx, upper), parent, name, made(sb));
}

/** Removes an upper file or directory; what is left in a directory are whiteouts, which go with it. */
export function removeUpper(tx: Tx, sb: SuperBlock, dentry: DentryId): void {
  const { upper } = overlayOf(sb);
  if (!upper) throw new Error("an upper file needs an upper layer");
  clearWhiteouts(tx, sb, dentry);
  upperChanges().unlink(tx, upperSb(tx, upper), dentry);
}

/** ovl_cleanup_whiteouts() */
export function clearWhiteouts(tx: Tx, sb: SuperBlock, dir: DentryId): void {
  const { upper } = overlayOf(sb);
  const { body } = inodeOf(tx.k, { sb, node: dir });
  if (!upper || body.kind !== "dir") return;
  for (const [, node] of listNames(body.entries)) {
    if (isWhiteout(tx.k, { sb, node })) upperChanges().unlink(tx, upperSb(tx, upper), node);
  }
}
