import type { DentryId } from "../kernel/fs/dentry.ts";
import type { MntId } from "../kernel/fs/mount.ts";
import { get } from "../kernel/table.ts";
import type { Kernel } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import { sizeText } from "./files-below.ts";
import type { Facts, Row } from "./inspector.ts";
import { initialNamespaces } from "./rooms.ts";
import { placeName, treeRoot } from "./where.ts";
import type { Words } from "./words.ts";

/** A floor (a mount, or a directory that became a root) or a file on it. */
export function placeFacts(k: Kernel, key: string, words: Words): Facts | null {
  const [, kind, id = ""] = /^(floor|file):(.*)$/.exec(key) ?? [];
  if (kind === "file") return fileFacts(k, key, Number(id) as DentryId, words);
  if (id.startsWith("jail-")) return fileFacts(k, key, Number(id.slice(5)) as DentryId, words);
  const mnt = id === "root" ? treeRoot(k, initialNamespaces(k).mnt)?.mnt : (Number(id) as MntId);
  return mnt === undefined ? null : mountFacts(k, key, mnt, words);
}

function mountFacts(k: Kernel, key: string, id: MntId, words: Words): Facts | null {
  const mount = get(k.mounts, id);
  const sb = mount && get(k.superBlocks, mount.sb);
  if (!mount || !sb) return null;
  const { facts } = words;
  const where = fromBytes(placeName(k, { mnt: mount.id, node: mount.root }));
  const pidNs = sb.pidNs === null ? undefined : get(k.namespaces, sb.pidNs);
  const ns = mount.ns === null ? undefined : get(k.namespaces, mount.ns);
  const rows: Row[] = [
    { label: facts.where, value: where, mono: true },
    { label: facts.type, value: sb.type, mono: true },
    { label: facts.source, value: fromBytes(mount.source), mono: true },
    { label: facts.options, value: optionText(mount.flags, mount.flags.readonly || sb.readonly), mono: true },
    ...(ns ? [{ label: words.ns.mnt, value: `mnt:[${ns.inum}]`, ns: "mnt", mono: true }] : []),
    ...(pidNs ? [{ label: words.ns.pid, value: `pid:[${pidNs.inum}]`, ns: "pid", mono: true }] : []),
  ];
  return { key, kind: "place", title: `${sb.type} ${where}`, rows };
}

const optionText = (
  flags: { readonly nosuid: boolean; readonly nodev: boolean; readonly noexec: boolean },
  ro: boolean,
): string =>
  [ro ? "ro" : "rw", flags.nosuid && "nosuid", flags.nodev && "nodev", flags.noexec && "noexec"]
    .filter(Boolean)
    .join(",");

function fileFacts(k: Kernel, key: string, id: DentryId, words: Words): Facts | null {
  const dentry = get(k.dentries, id);
  const inode = dentry && get(k.inodes, dentry.inode);
  if (!dentry || !inode) return null;
  const { facts } = words;
  const where = fromBytes(nameOf(k, id));
  const { body } = inode;
  const rows: Row[] = [
    { label: facts.where, value: where, mono: true },
    { label: facts.inode, value: `${inode.ino}`, mono: true },
    { label: facts.mode, value: (inode.mode & 0o7777).toString(8).padStart(4, "0"), mono: true },
    { label: facts.user, value: `uid ${inode.uid} gid ${inode.gid}`, mono: true },
    ...(body.kind === "file" ? [{ label: facts.size, value: sizeText(body.size), mono: true }] : []),
    ...(body.kind === "symlink" ? [{ label: facts.source, value: `→ ${fromBytes(body.target)}`, mono: true }] : []),
  ];
  return { key, kind: "place", title: fromBytes(dentry.name) || "/", rows };
}

/** The name inside its own file system: a dentry does not know where that is mounted. */
function nameOf(k: Kernel, id: DentryId): string {
  let name = "";
  for (
    let d = get(k.dentries, id), steps = 0;
    d && d.parent !== d.id && steps < 64;
    d = get(k.dentries, d.parent), steps++
  ) {
    name = `/${d.name}${name}`;
  }
  return name || "/";
}
