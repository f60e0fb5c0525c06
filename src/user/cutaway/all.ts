import type { Main } from "../program.ts";
import { devtraceMain } from "./devtrace.ts";
import { insnMain } from "./insn.ts";
import { ptwalkMain } from "./ptwalk.ts";
import { pveventsMain } from "./pvevents.ts";
import { pvmmuMain } from "./pvmmu.ts";
import { tcacheMain } from "./tcache.ts";
import { trappathMain } from "./trappath.ts";
import { vmexitsMain } from "./vmexits.ts";
import { vmmtypeMain } from "./vmmtype.ts";

/** Tools for the lessons on virtual machines; /usr/local/bin has a file for each. */
export const CUTAWAY: Readonly<Record<string, Main>> = {
  devtrace: devtraceMain,
  insn: insnMain,
  ptwalk: ptwalkMain,
  pvevents: pveventsMain,
  pvmmu: pvmmuMain,
  tcache: tcacheMain,
  trappath: trappathMain,
  vmexits: vmexitsMain,
  vmmtype: vmmtypeMain,
};
