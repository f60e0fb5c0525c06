// Mounting an overlay: finding the layers and refusing those that cannot be. ovl_fill_super(), fs/overlayfs/super.c

import { EBUSY, EINVAL, ELOOP, type Errno, failed } from "../../abi/errno.ts";
import { S_IFDIR, S_IFMT, S_IFREG } from "../../abi/flags.ts";
import { capable, INIT_USER_NS } from "../../security/capable.ts";
import { lookup, values } from "../../table.ts";
import type { Tx } from "../../tx.ts";
import type { Kernel } from "../../world.ts";
import type { DentryId } from "../dentry.ts";
import type { Body } from "../inode.ts";
import type { SbId, SuperBlock } from "../mount.ts";
import { listNames, NO_NAMES, nameIn } from "../names.ts";
import type { Made, View } from "../ops.ts";
import type { Node } from "../path.ts";
import { isDir, isReadonly, type Place } from "../place.ts";
import { entry } from "../tree.ts";
import { FOLLOW, walk } from "../walk.ts";
import { upperChanges } from "./copy-up.ts";
import { type Options, parseOptions } from "./options.ts";
import { inodeOf } from "./stack.ts";
import { type Layer, type Overlay, rootNode } from "./state.ts";

const DEPTH_MAX = 2; // FILESYSTEM_MAX_STACK_DEPTH: an overlay over an overlay, and no more
const STORED = ["ext4", "tmpfs", "devtmpfs", "rootfs"];

/** The directories of an overlay, found and checked. */
export interface Layers {
  readonly options: Options;
  readonly lowers: readonly Place[];
  readonly upper: Place | null;
  readonly work: Place | null;
}

function directory(v: View, path: string): Place | Errno {
  const place = walk(v, path, FOLLOW);
  if (failed(place)) return place;
  // "filesystem on … not supported": one whose names may change by themselves, like procfs.
  if (!STORED.includes(place.sb.type) && place.sb.type !== "overlay") return EINVAL;
  return isDir(place.ops.perm(v, place.sb, place.node)) ? place : EINVAL;
}

/** The upper layer and its work directory must take changes, and be no overlay themselves. */
function writableDirectory(v: View, path: string): Place | Errno {
  const place = directory(v, path);
  return !failed(place) && (place.sb.type === "overlay" || isReadonly(place)) ? EINVAL : place;
}

/** How many file systems lie over each other here: 0 for one that stores things itself. */
function depthOf(k: Kernel, sb: SuperBlock): number {
  const layers = sb.overlay ? [...sb.overlay.lowers, ...(sb.overlay.upper ? [sb.overlay.upper] : [])] : [];
  return layers.length === 0 ? 0 : 1 + Math.max(...layers.map((l) => depthOf(k, lookup(k.superBlocks, l.sb))));
}

const same = (a: Place, b: Place): boolean => a.sb.id === b.sb.id && a.node === b.node;

/** Is `a` in the directory `b`, or that directory itself? */
function isIn(v: View, a: Place, b: Place): boolean {
  if (a.sb.id !== b.sb.id) return false;
  for (let node = a.node; ; ) {
    if (node === b.node) return true;
    const above = a.ops.parent(v, a.sb, node);
    if (above === node) return false;
    node = above;
  }
}

/** Finds the layers that `data` names, or says why they cannot be. Nothing is changed. */
export function findLayers(v: View, data: string): Layers | Errno {
  const options = parseOptions(data);
  if (failed(options)) return options;
  const upper = options.upper === null ? null : writableDirectory(v, options.upper);
  if (failed(upper)) return upper;
  const work = options.work === null ? null : writableDirectory(v, options.work);
  if (failed(work)) return work;
  const lowers: Place[] = [];
  for (const path of options.lowers) {
    const place = directory(v, path);
    if (failed(place)) return place;
    lowers.push(place);
  }
  const layers = { options, lowers, upper, work };
  return refuses(v, layers) ?? layers;
}

function refuses(v: View, { options, lowers, upper, work }: Layers): Errno | null {
  if (upper && work) {
    // "workdir and upperdir must reside under the same mount"; "… must be separate subtrees"
    if (upper.mount !== work.mount || isIn(v, work, upper) || isIn(v, upper, work)) return EINVAL;
    if (options.index && isUsed(v.k, upper)) return EBUSY;
    // "overlay with incompat feature 'volatile' cannot be mounted"
    const old = entry(v.k, work.node, "work");
    if (old !== null && entry(v.k, old, "incompat") !== null) return EINVAL;
  }
  if (lowers.some(({ sb }) => depthOf(v.k, sb) >= DEPTH_MAX)) return EINVAL;
  // "overlapping layers": a lower one may not be in another layer. The upper one may be in a lower one.
  for (const lower of lowers) {
    if (upper && (isIn(v, lower, upper) || (work && isIn(v, lower, work)))) return ELOOP;
    if (lowers.some((other) => other !== lower && (same(other, lower) || isIn(v, lower, other)))) return ELOOP;
  }
  return null;
}

/** Is it the upper layer of an overlay that is mounted somewhere? */
const isUsed = (k: Kernel, upper: Place): boolean =>
  values(k.mounts).some(({ sb }) => {
    const above = lookup(k.superBlocks, sb).overlay?.upper;
    return above?.sb === upper.sb.id && above.root === upper.node;
  });

const layerOf = ({ sb, node }: Place): Layer => ({ sb: sb.id, node });

/** The super block of an overlay over these layers, with its work directory made. */
export function createOverlay(tx: Tx, v: View, layers: Layers, readonly: boolean, minor: number): SuperBlock {
  const { options, lowers, upper, work } = layers;
  const id = tx.k.next.sb as SbId;
  const marks = options.userxattr || v.task.ns.user === INIT_USER_NS || capable(v.k, v.task, "CAP_SYS_ADMIN");
  const owner = { uid: v.task.cred.euid, gid: v.task.cred.egid };
  const dirs = upper && work && !readonly ? makeWork(tx, work, options, owner) : null;
  const overlay: Overlay = {
    upper: upper && {
      sb: upper.sb.id,
      root: upper.node as DentryId,
      work: (dirs?.work ?? work?.node ?? upper.node) as DentryId,
      index: dirs?.index ?? null,
    },
    lowers: lowers.map(layerOf),
    redirect: options.userxattr || !marks ? "nofollow" : options.redirect,
    metacopy: options.metacopy,
    prefix: options.userxattr ? "user.overlay." : "trusted.overlay.",
    marks,
    owner,
    copied: {},
    names: {},
    whiteout: null,
  };
  // "falling back to redirect_dir=nofollow, … uuid=null": the upper layer takes no marks.
  const unmarked = !marks && upper && !readonly ? ",redirect_dir=nofollow,uuid=null" : "";
  const uuid =
    upper && marks && !readonly && !/(?:^|,)uuid=/.test(options.shown) ? giveUuid(tx, upper, overlay, id) : "";
  const sb: SuperBlock = {
    id,
    type: "overlay",
    major: 0,
    minor,
    readonly: readonly || upper === null,
    options: options.shown + unmarked + uuid + (options.volatile ? ",fsync=volatile" : ""),
    root: rootNode(id),
    pidNs: null,
    userNs: v.task.ns.user,
    nextIno: 1,
    used: 0,
    inodes: 0,
    overlay,
  };
  tx.emit({ type: "sb.created", sb });
  return lookup(tx.k.superBlocks, id);
}

/** "work" in workdir=, emptied, and with index=on "index" beside it: ovl_workdir_create() */
function makeWork(tx: Tx, { sb, node }: Place, options: Options, owner: Overlay["owner"]) {
  const make = (dir: Node, name: string, mode: number): DentryId => subdirectory(tx, sb, dir, name, { ...owner, mode });
  const work = make(node, "work", S_IFDIR);
  emptyWork(tx, sb, work);
  if (options.volatile) {
    const marks = make(make(work, "incompat", S_IFDIR | 0o700), "volatile", S_IFDIR | 0o700);
    make(marks, "dirty", S_IFREG);
  }
  return { work, index: options.index ? make(node, "index", S_IFDIR) : null };
}

/** What was left there by an earlier mount goes: ovl_workdir_cleanup() */
function emptyWork(tx: Tx, sb: SuperBlock, work: DentryId): void {
  const { body } = inodeOf(tx.k, { sb, node: work });
  const left = body.kind === "dir" ? listNames(body.entries) : [];
  for (const [, dentry] of left) upperChanges().unlink(tx, sb, dentry);
}

function subdirectory(tx: Tx, sb: SuperBlock, dir: Node, name: string, owned: Omit<Made, "body">): DentryId {
  const { body } = inodeOf(tx.k, { sb, node: dir });
  const there = body.kind === "dir" ? nameIn(body.entries, name) : undefined;
  if (there !== undefined) return there;
  const isDirectory = (owned.mode & S_IFMT) === S_IFDIR;
  const content: Body = isDirectory ? { kind: "dir", entries: NO_NAMES } : { kind: "file", data: "", size: 0 };
  return upperChanges().create(tx, sb, dir, name, { ...owned, body: content }) as DentryId;
}

/** A new overlay gets a number of its own, kept in its upper root: ovl_init_uuid_xattr(). An old one without stays without. */
function giveUuid(tx: Tx, upper: Place, { prefix }: Overlay, id: SbId): string {
  const { xattrs = {} } = inodeOf(tx.k, upper);
  if (xattrs[`${prefix}uuid`] !== undefined) return "";
  if (xattrs[`${prefix}impure`] !== undefined) return ",uuid=null";
  const value = String.fromCharCode(...Array.from({ length: 16 }, (_, i) => (id * 37 + i * 101) & 0xff));
  upperChanges().setxattr(tx, upper.sb, upper.node, `${prefix}uuid`, value);
  return ",uuid=on";
}
