import type { Main } from "../program.ts";
import { freeMain } from "./free.ts";
import { killMain } from "./kill.ts";
import { pgrepMain } from "./pgrep.ts";
import { killall5Main } from "./pidof.ts";
import { psMain } from "./ps.ts";
import { pwdxMain } from "./pwdx.ts";
import { sysctlMain } from "./sysctl.ts";
import { uptimeMain } from "./uptime.ts";

export const PROCPS: Readonly<Record<string, Main>> = {
  free: freeMain,
  kill: killMain,
  killall5: killall5Main,
  pgrep: pgrepMain,
  ps: psMain,
  pwdx: pwdxMain,
  sysctl: sysctlMain,
  uptime: uptimeMain,
};
