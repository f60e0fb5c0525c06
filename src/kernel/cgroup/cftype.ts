// A file of a cgroup directory: struct cftype, include/linux/cgroup-defs.h

import type { Errno } from "../abi/errno.ts";
import type { SuperBlock } from "../fs/mount.ts";
import type { Opener, View } from "../fs/ops.ts";
import type { Block, Tx } from "../tx.ts";
import type { Cgroup, Controller } from "./cgroup.ts";

/** Who looks, and at which cgroup. */
export interface Seen {
  readonly v: View;
  readonly sb: SuperBlock;
  readonly cgroup: Cgroup;
}

export interface Written extends Seen {
  readonly tx: Tx;
  /** Who opened the file. */
  readonly opener: Opener;
}

export interface Cftype {
  readonly name: string;
  /** Permission bits. */
  readonly mode: number;
  /** The file is there where this controller is; null: in every directory. */
  readonly controller: Controller | null;
  /** CFTYPE_ONLY_ON_ROOT, CFTYPE_NOT_ON_ROOT. */
  readonly on: "everywhere" | "root" | "below";
  /** CFTYPE_NS_DELEGATABLE: may be written in the root of a cgroup namespace from inside it. */
  readonly delegatable?: boolean;
  /** Without it, reading is EINVAL. */
  readonly read?: (seen: Seen) => string | Errno;
  /** Without it, writing is EINVAL. Takes all of `data`, which is not empty. */
  readonly write?: (to: Written, data: string) => number | Errno | Block;
}

type Part = Partial<Pick<Cftype, "on" | "delegatable">>;

const READ_ONLY = 0o444;
const READ_WRITE = 0o644;
const WRITE_ONLY = 0o200;

/** The three ways to make a file of one controller (or of none). */
export function filesOf(controller: Controller | null, usual: Cftype["on"]) {
  const common = { controller, on: usual };
  return {
    shown: (name: string, read: NonNullable<Cftype["read"]>, part: Part = {}): Cftype => ({
      ...common,
      ...part,
      name,
      mode: READ_ONLY,
      read,
    }),
    kept: (
      name: string,
      read: NonNullable<Cftype["read"]>,
      write: NonNullable<Cftype["write"]>,
      part: Part = {},
    ): Cftype => ({ ...common, ...part, name, mode: READ_WRITE, read, write }),
    told: (name: string, write: NonNullable<Cftype["write"]>, part: Part = {}): Cftype => ({
      ...common,
      ...part,
      name,
      mode: WRITE_ONLY,
      write,
    }),
  };
}
