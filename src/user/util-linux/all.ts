import type { Main } from "../program.ts";
import { findmntMain } from "./findmnt.ts";
import { lsnsMain } from "./lsns.ts";
import { mountMain } from "./mount.ts";
import { mountpointMain } from "./mountpoint.ts";
import { nsenterMain } from "./nsenter.ts";
import { pivotRootMain } from "./pivot-root.ts";
import { revMain } from "./rev.ts";
import { setprivMain } from "./setpriv.ts";
import { setsidMain } from "./setsid.ts";
import { umountMain } from "./umount.ts";
import { unshareMain } from "./unshare.ts";

export const UTIL_LINUX: Readonly<Record<string, Main>> = {
  findmnt: findmntMain,
  lsns: lsnsMain,
  mount: mountMain,
  mountpoint: mountpointMain,
  nsenter: nsenterMain,
  pivot_root: pivotRootMain,
  rev: revMain,
  setpriv: setprivMain,
  setsid: setsidMain,
  umount: umountMain,
  unshare: unshareMain,
};
