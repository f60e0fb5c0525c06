import type { Appliers } from "../event.ts";
import type { Kernel } from "../world.ts";
import type { InodeEvent, MountEvent } from "./event.ts";
import { inodeAppliers } from "./inode-apply.ts";
import { mountAppliers } from "./mount-apply.ts";

export const fsAppliers: Appliers<InodeEvent | MountEvent, Kernel> = { ...inodeAppliers, ...mountAppliers };
