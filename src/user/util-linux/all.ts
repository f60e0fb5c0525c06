import type { Main } from "../program.ts";
import { dmesgMain } from "./dmesg.ts";
import { findmntMain } from "./findmnt.ts";
import { flockMain } from "./flock.ts";
import { getoptMain } from "./getopt-program.ts";
import { hexdumpMain } from "./hexdump.ts";
import { ipcmkMain } from "./ipcmk.ts";
import { ipcrmMain } from "./ipcrm.ts";
import { ipcsMain } from "./ipcs.ts";
import { lsnsMain } from "./lsns.ts";
import { mountMain } from "./mount.ts";
import { mountpointMain } from "./mountpoint.ts";
import { newgidmapMain, newuidmapMain } from "./newidmap.ts";
import { nologinMain } from "./nologin.ts";
import { nsenterMain } from "./nsenter.ts";
import { pivotRootMain } from "./pivot-root.ts";
import { prlimitMain } from "./prlimit.ts";
import { reniceMain } from "./renice.ts";
import { revMain } from "./rev.ts";
import { setprivMain } from "./setpriv.ts";
import { setsidMain } from "./setsid.ts";
import { runuserMain, suMain } from "./su.ts";
import { umountMain } from "./umount.ts";
import { unshareMain } from "./unshare.ts";

export const UTIL_LINUX: Readonly<Record<string, Main>> = {
  dmesg: dmesgMain,
  findmnt: findmntMain,
  flock: flockMain,
  getopt: getoptMain,
  hexdump: hexdumpMain,
  ipcmk: ipcmkMain,
  ipcrm: ipcrmMain,
  ipcs: ipcsMain,
  lsns: lsnsMain,
  mount: mountMain,
  mountpoint: mountpointMain,
  newgidmap: newgidmapMain,
  newuidmap: newuidmapMain,
  nologin: nologinMain,
  nsenter: nsenterMain,
  pivot_root: pivotRootMain,
  prlimit: prlimitMain,
  renice: reniceMain,
  rev: revMain,
  runuser: runuserMain,
  setpriv: setprivMain,
  setsid: setsidMain,
  su: suMain,
  umount: umountMain,
  unshare: unshareMain,
};
