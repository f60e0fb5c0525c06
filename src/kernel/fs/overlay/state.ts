// What an overlay knows of its layers: the part of its super block that other file systems do not have.
//
//        m/            what is seen: for each name the topmost layer that has it; directories are merged
//   ──────────────
//   upper  │ ▒ b c'    writable. ▒ is a whiteout: it hides the name below.  c' was copied up from below, then changed
//   lower 0│ a b       never written
//   lower 1│ a   c
//
// A place in an overlay is named by where the file was found first, and keeps that name for as long as it is mounted:
//   ovl7          the root of super block 7
//   ovl7#12       what dentry 12 of the upper layer is
//   DIR/name      what only lower layers had under that name of the overlay's directory DIR
// A file that is copied up, or moved after that, is still the same place: open files, working directories and mounts
// stay with it. `copied` and `names` say which upper dentry it has become, and back.
// Source: the kernel's Documentation/filesystems/overlayfs.rst, and fs/overlayfs/ where it is silent.

import type { DentryId } from "../dentry.ts";
import type { SbId, SuperBlock } from "../mount.ts";
import type { GenNode, Node } from "../path.ts";

export interface Layer {
  readonly sb: SbId;
  readonly node: Node;
}

export interface Upper {
  readonly sb: SbId;
  readonly root: DentryId;
  /** The directory "work" in workdir=: what is being made is put together there. */
  readonly work: DentryId;
  /** The directory "index" in workdir=, with index=on: one name for each lower file with hard links that was copied up. */
  readonly index: DentryId | null;
}

export interface Overlay {
  /** null: the overlay is read-only. */
  readonly upper: Upper | null;
  /** The topmost first. */
  readonly lowers: readonly Layer[];
  /** redirect_dir=: "on" makes and follows redirects, "follow" follows those that are there. */
  readonly redirect: "on" | "follow" | "nofollow";
  readonly metacopy: boolean;
  /** Where the marks are kept: "trusted.overlay.", or with userxattr "user.overlay.". */
  readonly prefix: string;
  /** Does the upper layer take marks? Not those of a mount in a user namespace without userxattr. */
  readonly marks: boolean;
  /** Who mounted it: whiteouts and the work directory are theirs. */
  readonly owner: { readonly uid: number; readonly gid: number };
  readonly copied: Readonly<Record<string, DentryId>>;
  readonly names: Readonly<Record<number, GenNode>>;
  /** All whiteouts are names of one file, which stays in the work directory. */
  readonly whiteout: DentryId | null;
}

export function overlayOf(sb: SuperBlock): Overlay {
  if (!sb.overlay) throw new Error(`super block ${sb.id} is a ${sb.type}, not an overlay`);
  return sb.overlay;
}

export const rootNode = (sb: SbId): GenNode => `ovl${sb}` as GenNode;

/** The place that a dentry of the upper layer is. */
export function nodeOfUpper(sb: SuperBlock, dentry: DentryId): GenNode {
  const { upper, names } = overlayOf(sb);
  if (dentry === upper?.root) return rootNode(sb.id);
  return names[dentry] ?? (`ovl${sb.id}#${dentry}` as GenNode);
}

export type Found =
  | { readonly kind: "root"; readonly sb: SbId }
  | { readonly kind: "upper"; readonly sb: SbId; readonly dentry: DentryId }
  | { readonly kind: "lower"; readonly sb: SbId; readonly dir: GenNode; readonly name: string };

/** Where the place was found first; null for a place of another file system. */
export function foundAt(node: Node): Found | null {
  if (typeof node === "number") return null;
  const m = /^ovl(\d+)(?:#(\d+))?(\/.*)?$/s.exec(node);
  if (!m) return null;
  const sb = Number(m[1]) as SbId;
  if (m[3] !== undefined) {
    const slash = node.lastIndexOf("/");
    return { kind: "lower", sb, dir: node.slice(0, slash) as GenNode, name: node.slice(slash + 1) };
  }
  return m[2] === undefined ? { kind: "root", sb } : { kind: "upper", sb, dentry: Number(m[2]) as DentryId };
}
