// The options of a mount in config.json: flags of mount(2), changes of propagation, and data for the file system.

import {
  MS_BIND,
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
  readonly flag: number;
  readonly clear?: true;
}

// initMaps(), libcontainer/specconv/spec_linux.go
const FLAGS: Readonly<Record<string, Effect>> = {
  async: { flag: MS_SYNCHRONOUS, clear: true },
  atime: { flag: MS_NOATIME, clear: true },
  bind: { flag: MS_BIND },
  defaults: { flag: 0 },
  dev: { flag: MS_NODEV, clear: true },
  diratime: { flag: MS_NODIRATIME, clear: true },
  exec: { flag: MS_NOEXEC, clear: true },
  loud: { flag: MS_SILENT, clear: true },
  noatime: { flag: MS_NOATIME },
  nodev: { flag: MS_NODEV },
  nodiratime: { flag: MS_NODIRATIME },
  noexec: { flag: MS_NOEXEC },
  norelatime: { flag: MS_RELATIME, clear: true },
  nostrictatime: { flag: MS_STRICTATIME, clear: true },
  nosuid: { flag: MS_NOSUID },
  rbind: { flag: MS_BIND | MS_REC },
  relatime: { flag: MS_RELATIME },
  remount: { flag: MS_REMOUNT },
  ro: { flag: MS_RDONLY },
  rw: { flag: MS_RDONLY, clear: true },
  silent: { flag: MS_SILENT },
  strictatime: { flag: MS_STRICTATIME },
  suid: { flag: MS_NOSUID, clear: true },
  sync: { flag: MS_SYNCHRONOUS },
};

export const PROPAGATION: Readonly<Record<string, number>> = {
  private: MS_PRIVATE,
  rprivate: MS_PRIVATE | MS_REC,
  rshared: MS_SHARED | MS_REC,
  rslave: MS_SLAVE | MS_REC,
  runbindable: MS_UNBINDABLE | MS_REC,
  shared: MS_SHARED,
  slave: MS_SLAVE,
  unbindable: MS_UNBINDABLE,
};

/** Options of the real runc that the model refuses: they need mount_setattr(2), id-mapped mounts or a copy. */
export const REFUSED =
  /^(r(ro|rw|nosuid|suid|nodev|dev|noexec|exec|nodiratime|diratime|relatime|norelatime|noatime|atime|strictatime|nostrictatime|nosymfollow|symfollow)|idmap|ridmap|tmpcopyup|copysymlink|dirsync|iversion|noiversion|lazytime|nolazytime|mand|nomand|acl|noacl|nosymfollow|symfollow)$/;

export interface MountOptions {
  readonly flags: number;
  readonly cleared: number;
  readonly propagation: readonly number[];
  readonly data: string;
}

export function readMountOptions(options: readonly string[] = []): MountOptions {
  let [flags, cleared] = [0, 0];
  const propagation: number[] = [];
  const data: string[] = [];
  for (const option of options) {
    const effect = FLAGS[option];
    const type = PROPAGATION[option];
    if (effect?.clear) {
      flags &= ~effect.flag;
      cleared |= effect.flag;
    } else if (effect) {
      flags |= effect.flag;
      cleared &= ~effect.flag;
    } else if (type !== undefined) propagation.push(type);
    else data.push(option);
  }
  return { flags, cleared, propagation, data: data.join(",") };
}
