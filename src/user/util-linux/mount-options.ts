// What stands behind -o: flags of mount(2), a change of propagation, words for programs, and the rest, which is
// data for the file system.

import {
  MS_BIND,
  MS_MOVE,
  MS_NOATIME,
  MS_NODEV,
  MS_NODIRATIME,
  MS_NOEXEC,
  MS_NOSUID,
  MS_PRIVATE,
  MS_RDONLY,
  MS_REC,
  MS_RELATIME,
  MS_REMOUNT,
  MS_SHARED,
  MS_SILENT,
  MS_SLAVE,
  MS_STRICTATIME,
  MS_SYNCHRONOUS,
  MS_UNBINDABLE,
} from "../../kernel/abi/flags.ts";

interface Effect {
  readonly set?: number;
  readonly clear?: number;
}

const FLAGS: Readonly<Record<string, Effect>> = {
  ro: { set: MS_RDONLY },
  rw: { clear: MS_RDONLY },
  nosuid: { set: MS_NOSUID },
  suid: { clear: MS_NOSUID },
  nodev: { set: MS_NODEV },
  dev: { clear: MS_NODEV },
  noexec: { set: MS_NOEXEC },
  exec: { clear: MS_NOEXEC },
  sync: { set: MS_SYNCHRONOUS },
  async: { clear: MS_SYNCHRONOUS },
  remount: { set: MS_REMOUNT },
  bind: { set: MS_BIND },
  rbind: { set: MS_BIND | MS_REC },
  move: { set: MS_MOVE },
  noatime: { set: MS_NOATIME, clear: MS_RELATIME | MS_STRICTATIME },
  atime: { clear: MS_NOATIME },
  nodiratime: { set: MS_NODIRATIME },
  diratime: { clear: MS_NODIRATIME },
  relatime: { set: MS_RELATIME, clear: MS_NOATIME | MS_STRICTATIME },
  norelatime: { clear: MS_RELATIME },
  strictatime: { set: MS_STRICTATIME, clear: MS_NOATIME | MS_RELATIME },
  nostrictatime: { clear: MS_STRICTATIME },
  silent: { set: MS_SILENT },
  loud: { clear: MS_SILENT },
  // "user" and "users" imply noexec, nosuid, nodev; "group" and "owner" the last two - mount(8)
  user: { set: MS_NOEXEC | MS_NOSUID | MS_NODEV },
  users: { set: MS_NOEXEC | MS_NOSUID | MS_NODEV },
  group: { set: MS_NOSUID | MS_NODEV },
  owner: { set: MS_NOSUID | MS_NODEV },
};

export const PROPAGATION: Readonly<Record<string, number>> = {
  shared: MS_SHARED,
  slave: MS_SLAVE,
  private: MS_PRIVATE,
  unbindable: MS_UNBINDABLE,
  rshared: MS_SHARED | MS_REC,
  rslave: MS_SLAVE | MS_REC,
  rprivate: MS_PRIVATE | MS_REC,
  runbindable: MS_UNBINDABLE | MS_REC,
};

/** Words for mount(8) and other programs only. */
const USERSPACE = /^(defaults|auto|noauto|nouser|nousers|nogroup|noowner|_netdev|nofail|comment=.*|x-.*)$/;
const MKDIR = /^X-mount\.mkdir(?:=(.*))?$/;
/** Real options that the model has no part for. */
const MISSING =
  /^(loop(=.*)?|offset=.*|sizelimit=.*|encryption=.*|helper=.*|uhelper=.*|lazytime|nolazytime|dirsync|mand|iversion|nosymfollow|symfollow|X-mount\..*)$/;

export interface MountOptions {
  flags: number;
  /** The flags that were named, set or cleared. */
  named: number;
  propagation: number;
  data: string[];
  /** Permission bits of directories to make for the target; null: none. */
  mkdir: number | null;
}

export const noOptions = (): MountOptions => ({ flags: 0, named: 0, propagation: 0, data: [], mkdir: null });

const DIR_MODE = 0o755;

/** Adds a comma-separated list. Returns the option that is not modelled, if there is one. */
export function addOptions(o: MountOptions, list: string): string | null {
  for (const word of splitOptions(list)) {
    const effect = FLAGS[word];
    const mkdir = MKDIR.exec(word);
    if (effect) {
      const { set = 0, clear = 0 } = effect;
      o.flags = (o.flags & ~clear) | set;
      o.named |= set | clear;
    } else if (PROPAGATION[word] !== undefined) o.propagation = PROPAGATION[word];
    else if (mkdir) o.mkdir = mkdir[1] ? Number.parseInt(mkdir[1], 8) : DIR_MODE;
    else if (MISSING.test(word)) return word;
    else if (!USERSPACE.test(word)) o.data.push(word);
  }
  return null;
}

/** At commas that are not inside "…". */
function splitOptions(list: string): string[] {
  return (list.match(/(?:[^,"]|"[^"]*")+/g) ?? []).map((w) => w.trim()).filter((w) => w !== "");
}

/** The flags that /proc/self/mountinfo shows of a mount. */
export function shownFlags(vfsOptions: string): number {
  const o = noOptions();
  addOptions(o, vfsOptions);
  return o.flags;
}
