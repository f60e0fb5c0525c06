// /proc/PID/mounts and mountinfo: the mount tree as that process sees it - proc_pid_mounts(5), proc_pid_mountinfo(5).
// A mount that is not below the process's root is not shown: "if the process's root directory has been changed".

import { EINVAL, type Errno } from "../../abi/errno.ts";
import { values } from "../../table.ts";
import { nameFrom } from "../dpath.ts";
import { type At, subjectOf } from "../generated/entry.ts";
import { NSFS_SB } from "../internal.ts";
import type { Mount, MountFlags, SuperBlock } from "../mount.ts";
import type { View } from "../ops.ts";
import type { Node } from "../path.ts";
import { type Place, placeIn } from "../place.ts";

interface Seen extends Place {
  /** Where it is mounted, as the process names it. */
  readonly point: string;
}

// "space, tab, newline, backslash": mangle(), fs/proc_namespace.c
const mangled = (text: string): string =>
  text.replace(/[ \t\n\\#]/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, "0")}`);

function seen(at: At): Seen[] | Errno {
  const task = subjectOf(at);
  if (task.state === "zombie") return EINVAL; // it has no namespaces any more: mounts_open_common()
  const { k } = at.v;
  return values(k.mounts).flatMap((mount) => {
    if (mount.ns !== task.ns.mnt) return [];
    const { text, within } = nameFrom(at.v, { mnt: mount.id, node: mount.root }, task.root);
    return within === "root" ? [{ ...placeIn(k, mount, mount.root), point: text }] : [];
  });
}

function mountOptions(flags: MountFlags): string[] {
  return [
    ...(flags.nosuid ? ["nosuid"] : []),
    ...(flags.nodev ? ["nodev"] : []),
    ...(flags.noexec ? ["noexec"] : []),
    ...(flags.atime === "noatime" ? ["noatime"] : []),
    ...(flags.nodiratime ? ["nodiratime"] : []),
    ...(flags.atime === "relatime" ? ["relatime"] : []),
  ];
}

const rw = (readonly: boolean): string => (readonly ? "ro" : "rw");
const own = (sb: SuperBlock): string[] => (sb.options === "" ? [] : [sb.options]);

/** fstab(5) lines: "proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0" */
export function mounts(at: At): string | Errno {
  const list = seen(at);
  if (typeof list === "number") return list;
  return list
    .map(({ mount, sb, point }) => {
      const options = [rw(mount.flags.readonly || sb.readonly), ...mountOptions(mount.flags), ...own(sb)].join(",");
      return `${mangled(mount.source || "none")} ${mangled(point)} ${sb.type} ${options} 0 0\n`;
    })
    .join("");
}

/** "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue" - proc_pid_mountinfo(5) */
export function mountinfo(at: At): string | Errno {
  const list = seen(at);
  if (typeof list === "number") return list;
  return list
    .map((m) => {
      const { mount, sb } = m;
      const options = [rw(mount.flags.readonly), ...mountOptions(mount.flags)].join(",");
      const fields = [
        mount.id,
        mount.parent ?? mount.id,
        `${sb.major}:${sb.minor}`,
        mangled(rootIn(at.v, m)),
        mangled(m.point),
        options,
        ...propagation(at, mount, list),
        "-",
        sb.type,
        mangled(mount.source || "none"),
        [rw(sb.readonly), ...own(sb)].join(","),
      ];
      return `${fields.join(" ")}\n`;
    })
    .join("");
}

/** "the pathname of the directory in the filesystem which forms the root of this mount" */
function rootIn(v: View, { mount, sb, ops }: Place): string {
  if (sb.id === NSFS_SB) return ops.name(v, sb, mount.root);
  if (ops.rootName) return ops.rootName(v, sb, mount.root);
  let text = "";
  for (let node: Node = mount.root; node !== sb.root; ) {
    text = `/${ops.name(v, sb, node)}${text}`;
    const above = ops.parent(v, sb, node);
    if (above === node) break;
    node = above;
  }
  const gone = ops.gone?.(v, sb, mount.root) ?? false;
  return `${text || "/"}${gone ? "//deleted" : ""}`;
}

function propagation(at: At, mount: Mount, visible: readonly Seen[]): string[] {
  const fields = [];
  if (mount.peer !== null) fields.push(`shared:${mount.peer}`);
  if (mount.master !== null) {
    fields.push(`master:${mount.master}`);
    const from = dominating(at, mount.master, visible);
    if (from !== null && from !== mount.master) fields.push(`propagate_from:${from}`);
  }
  if (mount.unbindable) fields.push("unbindable");
  return fields;
}

/** "X is the closest dominant peer group under the process's root" - mount_namespaces(7) */
function dominating(at: At, master: number, visible: readonly Seen[]): number | null {
  const all = values(at.v.k.mounts);
  for (let group: number | null = master; group !== null; ) {
    const current: number = group;
    if (visible.some((s) => s.mount.peer === current)) return current;
    group = all.find((m) => m.peer === current)?.master ?? null;
  }
  return null;
}
