// Which files of which layers a place of an overlay is made of: ovl_lookup(), fs/overlayfs/namei.c

import { S_IFCHR, S_IFDIR, S_IFMT } from "../../abi/flags.ts";
import { get, lookup } from "../../table.ts";
import type { Kernel } from "../../world.ts";
import type { DentryId } from "../dentry.ts";
import type { Inode } from "../inode.ts";
import type { SuperBlock } from "../mount.ts";
import { listNames, nameIn } from "../names.ts";
import type { Real } from "../ops.ts";
import type { GenNode, Node } from "../path.ts";
import { foundAt, type Layer, nodeOfUpper, overlayOf } from "./state.ts";

/** A file of a lower layer, with the number of the layer: 0 is the topmost. */
export interface Below extends Real {
  readonly layer: number;
}

/** The dentry that stores what a place shows: itself, or for an overlay that of the topmost layer. null: generated. */
export function storedAt(k: Kernel, { sb, node }: Real): DentryId | null {
  if (typeof node === "number") return node;
  if (sb.type !== "overlay") return null;
  const top = topOf(k, sb, node);
  return top && storedAt(k, top);
}

/** The inode behind a file of a layer. */
export function inodeOf(k: Kernel, real: Real): Inode {
  const dentry = storedAt(k, real);
  if (dentry === null) throw new Error(`${real.node} of super block ${real.sb.id} is stored nowhere`);
  return lookup(k.inodes, lookup(k.dentries, dentry).inode);
}

export const isDirIn = (k: Kernel, real: Real): boolean => (inodeOf(k, real).mode & S_IFMT) === S_IFDIR;

/** "A whiteout is created as a character device with 0/0 device number" - overlayfs.rst */
export function isWhiteout(k: Kernel, real: Real): boolean {
  const { mode, body } = inodeOf(k, real);
  return (mode & S_IFMT) === S_IFCHR && body.kind === "device" && body.major === 0 && body.minor === 0;
}

/** One of overlayfs's own marks on a file of a layer: "opaque", "redirect" ... An overlay below shows none. */
export function markOf(k: Kernel, sb: SuperBlock, real: Real, mark: string): string | undefined {
  return typeof real.node === "number" ? inodeOf(k, real).xattrs?.[overlayOf(sb).prefix + mark] : undefined;
}

const isOpaque = (k: Kernel, sb: SuperBlock, real: Real): boolean => markOf(k, sb, real, "opaque") === "y";

/** The layers' roots. */
function roots(k: Kernel, layers: readonly Layer[], first: number): Below[] {
  return layers.slice(first).map(({ sb, node }, i) => ({ sb: lookup(k.superBlocks, sb), node, layer: first + i }));
}

function entryIn(k: Kernel, dir: Below, name: string): Below | null {
  if (dir.sb.type === "overlay") {
    const node = lookupIn(k, dir.sb, dir.node as GenNode, name);
    return node && { ...dir, node };
  }
  const { body } = inodeOf(k, dir);
  const node = body.kind === "dir" ? nameIn(body.entries, name) : undefined;
  return node === undefined ? null : { ...dir, node };
}

/** What `name` is in these directories, which lie one over the other: a file, or directories that are merged. */
export function below(k: Kernel, sb: SuperBlock, dirs: readonly Below[], name: string): Below[] {
  const { lowers, redirect } = overlayOf(sb);
  const stack: Below[] = [];
  let at = name;
  for (const dir of dirs) {
    const found = entryIn(k, dir, at);
    if (found === null) continue;
    if (isWhiteout(k, found)) break;
    if (!isDirIn(k, found)) {
      if (stack.length === 0) stack.push(found);
      break;
    }
    stack.push(found);
    if (isOpaque(k, sb, found)) break;
    const to = redirect === "nofollow" ? undefined : markOf(k, sb, found, "redirect");
    if (to?.startsWith("/")) return [...stack, ...merged(k, walkDown(k, sb, roots(k, lowers, found.layer + 1), to))];
    if (to !== undefined) at = to;
  }
  return stack;
}

const merged = (k: Kernel, stack: readonly Below[]): readonly Below[] => stack.filter((real) => isDirIn(k, real));

/** An absolute redirect: from the layers' roots, component by component. */
function walkDown(k: Kernel, sb: SuperBlock, from: readonly Below[], path: string): readonly Below[] {
  const names = path.split("/").filter((name) => name !== "");
  return names.reduce<readonly Below[]>((dirs, name) => below(k, sb, dirs, name), from);
}

/** The files of lower layers behind a place, the topmost first: of a directory all that are merged. */
export function lowersOf(k: Kernel, sb: SuperBlock, node: Node): readonly Below[] {
  const at = foundAt(node);
  const { lowers, redirect } = overlayOf(sb);
  if (!at) return [];
  if (at.kind === "root") return roots(k, lowers, 0);
  if (at.kind === "lower") return below(k, sb, lowersOf(k, sb, at.dir), at.name);
  if (!get(k.dentries, at.dentry)) return []; // its name was removed and nobody held it
  const upper = { sb, node: at.dentry };
  const dir = isDirIn(k, upper);
  if ((!dir && markOf(k, sb, upper, "metacopy") === undefined) || isOpaque(k, sb, upper)) return [];
  const { parent, name } = lookup(k.dentries, at.dentry);
  const to = redirect === "nofollow" ? undefined : markOf(k, sb, upper, "redirect");
  const stack = to?.startsWith("/")
    ? walkDown(k, sb, roots(k, lowers, 0), to)
    : below(k, sb, lowersOf(k, sb, nodeOfUpper(sb, parent)), to ?? name);
  return dir ? merged(k, stack) : stack.filter((real) => !isDirIn(k, real));
}

/** The upper file of a place that has one: found there, copied up, or with index=on copied up by another name. */
export function upperOf(k: Kernel, sb: SuperBlock, node: Node): DentryId | null {
  const { upper, copied } = overlayOf(sb);
  const at = foundAt(node);
  if (!at || !upper) return null;
  if (at.kind === "root") return upper.root;
  return at.kind === "upper" ? at.dentry : (copied[node] ?? indexed(k, sb, node));
}

/** With index=on: the copy of a lower file that was made when another of its names was written to. */
function indexed(k: Kernel, sb: SuperBlock, node: Node): DentryId | null {
  const index = overlayOf(sb).upper?.index ?? null;
  if (index === null) return null;
  const [real] = lowersOf(k, sb, node);
  if (!real || inodeOf(k, real).nlink < 2 || isDirIn(k, real)) return null;
  const { body } = inodeOf(k, { sb, node: index });
  return (body.kind === "dir" && nameIn(body.entries, indexName(inodeOf(k, real)))) || null;
}

const HANDLE_SIZE = 33; // bytes: struct ovl_fb with a file id of 12

/**
 * Which lower file it was: the mark "origin", a struct ovl_fb - version, magic, length, flags, kind of id, the file
 * system's uuid, and what it calls the file. The model's file systems have no uuid; their number stands for it.
 */
export function handleOf({ sb, ino }: Inode): string {
  const bytes = (n: number, count: number) => Array.from({ length: count }, (_, i) => Math.floor(n / 256 ** i) & 0xff);
  const uuid = [...bytes(sb, 4), ...bytes(sb * 2654435761, 6), ...bytes(sb * 40503, 6)];
  return String.fromCharCode(0, 0xfb, HANDLE_SIZE, 0, 1, ...uuid, ...bytes(sb * 7919 + ino, 4), ...bytes(ino, 8));
}

/** The name of a file in the index: its handle in hexadecimal. */
export const indexName = (inode: Inode): string =>
  [...handleOf(inode)].map((c) => c.charCodeAt(0).toString(16).padStart(2, "0")).join("");

/** The topmost file behind a place: what stat(2) tells of. */
export function topOf(k: Kernel, sb: SuperBlock, node: Node): Real | null {
  const upper = upperOf(k, sb, node);
  const id = overlayOf(sb).upper?.sb;
  if (upper !== null && id !== undefined) return { sb: lookup(k.superBlocks, id), node: upper };
  return lowersOf(k, sb, node)[0] ?? null;
}

/** Where the bytes are: after a copy-up of its metadata alone still in the lower file. */
export function dataOf(k: Kernel, sb: SuperBlock, node: Node): Real | null {
  const top = topOf(k, sb, node);
  if (!top || upperOf(k, sb, node) === null || markOf(k, sb, top, "metacopy") === undefined) return top;
  return lowersOf(k, sb, node)[0] ?? top;
}

/** The entry `name` of an overlay's directory. */
export function lookupIn(k: Kernel, sb: SuperBlock, dir: GenNode, name: string): GenNode | null {
  const upper = upperOf(k, sb, dir);
  if (upper !== null) {
    const dentry = get(k.dentries, upper);
    if (!dentry || dentry.unlinked) return null;
    const { body } = lookup(k.inodes, dentry.inode);
    const found = body.kind === "dir" ? nameIn(body.entries, name) : undefined;
    if (found !== undefined) return isWhiteout(k, { sb, node: found }) ? null : nodeOfUpper(sb, found);
  }
  return below(k, sb, lowersOf(k, sb, dir), name).length > 0 ? (`${dir}/${name}` as GenNode) : null;
}

/** The overlay's directory that a place is in; of the root the root. */
export function parentOf(k: Kernel, sb: SuperBlock, node: GenNode): GenNode {
  const at = foundAt(node);
  if (!at || at.kind === "root") return node;
  const upper = at.kind === "upper" ? at.dentry : overlayOf(sb).copied[node];
  if (upper !== undefined) return nodeOfUpper(sb, lookup(k.dentries, upper).parent);
  return at.kind === "lower" ? at.dir : node;
}

export function nameOf(k: Kernel, sb: SuperBlock, node: GenNode): string {
  const at = foundAt(node);
  if (!at || at.kind === "root") return "/";
  const upper = at.kind === "upper" ? at.dentry : overlayOf(sb).copied[node];
  if (upper !== undefined) return lookup(k.dentries, upper).name;
  return at.kind === "lower" ? at.name : "";
}

/** Was its name removed? Of a file that is only in lower layers: does something hide it now? */
export function isGoneIn(k: Kernel, sb: SuperBlock, node: GenNode): boolean {
  const at = foundAt(node);
  if (!at || at.kind === "root") return false;
  const upper = at.kind === "upper" ? at.dentry : overlayOf(sb).copied[node];
  if (upper !== undefined) return get(k.dentries, upper)?.unlinked ?? true;
  if (at.kind !== "lower") return false;
  return isGoneIn(k, sb, at.dir) || lookupIn(k, sb, at.dir, at.name) !== node;
}

/**
 * The names that readdir(3) gives. A directory that is in one layer alone is read as it is, so that a whiteout in it
 * has a name although it cannot be found: ovl_dir_is_real()
 */
export function listedIn(k: Kernel, sb: SuperBlock, dir: GenNode): string[] {
  const upper = upperOf(k, sb, dir);
  const lowers = lowersOf(k, sb, dir);
  const only = upper === null ? lowers[0] : { sb, node: upper };
  const merged = (upper === null ? 0 : 1) + lowers.length > 1;
  if (!only || merged || (upper !== null && markOf(k, sb, only, "origin") !== undefined)) return namesIn(k, sb, dir);
  return upper !== null && get(k.dentries, upper)?.unlinked ? [] : namesOfLayer(k, only);
}

/** All names in a directory: those of the upper layer, then of each lower one what nothing above hides. */
export function namesIn(k: Kernel, sb: SuperBlock, dir: GenNode): string[] {
  const upper = upperOf(k, sb, dir);
  if (upper !== null && get(k.dentries, upper)?.unlinked) return [];
  const stack: Real[] = upper === null ? [] : [{ sb, node: upper }];
  const seen = new Set<string>();
  const shown: string[] = [];
  for (const real of [...stack, ...lowersOf(k, sb, dir)]) {
    for (const name of namesOfLayer(k, real)) {
      if (seen.has(name)) continue;
      seen.add(name);
      if (lookupIn(k, sb, dir, name) !== null) shown.push(name);
    }
  }
  return shown;
}

function namesOfLayer(k: Kernel, real: Real): string[] {
  if (typeof real.node !== "number") return namesIn(k, real.sb, real.node);
  const { body } = inodeOf(k, real);
  return body.kind === "dir" ? listNames(body.entries).map(([name]) => name) : [];
}

/** Are two places names of one file of the upper layer? */
export function sameUpper(k: Kernel, sb: SuperBlock, a: Node, b: Node): boolean {
  const [one, other] = [upperOf(k, sb, a), upperOf(k, sb, b)];
  return one !== null && other !== null && inodeOf(k, { sb, node: one }) === inodeOf(k, { sb, node: other });
}
