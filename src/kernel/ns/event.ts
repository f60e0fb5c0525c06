import type { MntId } from "../fs/mount.ts";
import type { Pid } from "../task/task.ts";
import type { IdRange, Namespace, NsId, NsKind } from "./namespace.ts";

export type NsEvent =
  | { readonly type: "ns.created"; readonly ns: Namespace; readonly by: Pid }
  | { readonly type: "uts.renamed"; readonly ns: NsId; readonly from: string; readonly to: string; readonly by: Pid }
  | { readonly type: "uts.domain-renamed"; readonly ns: NsId; readonly to: string; readonly by: Pid }
  | { readonly type: "mntns.root-set"; readonly ns: NsId; readonly root: MntId }
  | { readonly type: "pidns.died"; readonly ns: NsId }
  | { readonly type: "pidns.rebooted"; readonly ns: NsId; readonly sig: number }
  | { readonly type: "pidns.last-set"; readonly ns: NsId; readonly last: number }
  | { readonly type: "netns.forwarding-set"; readonly ns: NsId; readonly value: number }
  | {
      readonly type: "userns.mapped";
      readonly ns: NsId;
      readonly which: "uid" | "gid";
      readonly map: readonly IdRange[];
    }
  | { readonly type: "userns.limited"; readonly ns: NsId; readonly kind: NsKind; readonly max: number }
  | { readonly type: "userns.setgroups-set"; readonly ns: NsId; readonly value: "allow" | "deny" };
