// What the upper layer and the lower ones have under a name.

import type { Tx } from "../../tx.ts";
import type { DentryId } from "../dentry.ts";
import type { SuperBlock } from "../mount.ts";
import { nameIn } from "../names.ts";
import type { GenNode } from "../path.ts";
import { mark } from "./copy-up.ts";
import { below, inodeOf, lowersOf, markOf } from "./stack.ts";
import { overlayOf } from "./state.ts";

/** The entry of an upper directory, a whiteout too. */
export function upperEntry(tx: Tx, sb: SuperBlock, dir: DentryId, name: string): DentryId | null {
  const { body } = inodeOf(tx.k, { sb, node: dir });
  return (body.kind === "dir" && nameIn(body.entries, name)) || null;
}

/** Does a lower layer have the name, so that without the upper file it would show? ovl_lower_positive() */
export function lowerHas(tx: Tx, sb: SuperBlock, dir: GenNode, name: string): boolean {
  return below(tx.k, sb, lowersOf(tx.k, sb, dir), name).length > 0;
}

/** Do lower layers have a part in this directory? */
export const isMerge = (tx: Tx, sb: SuperBlock, dir: GenNode): boolean => lowersOf(tx.k, sb, dir).length > 0;

/** With index=on the number of names is counted apart: "L+1" is one more than the lower file has. */
export function countLinks(tx: Tx, sb: SuperBlock, file: DentryId, by: number): void {
  const { upper } = overlayOf(sb);
  if (!upper || upper.index === null) return;
  const counted = markOf(tx.k, sb, { sb, node: file }, "nlink");
  if (counted === undefined) return;
  const n = Number(counted.slice(1)) + by;
  mark(tx, sb, file, "nlink", `L${n < 0 ? n : `+${n}`}`);
}
