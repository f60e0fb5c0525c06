// Applets that answer so differently from the host's programs that they have their own code.

import type { Main } from "../program.ts";
import { hostnameApplet } from "./hostname.ts";
import { killApplet } from "./kill.ts";
import { mountApplet } from "./mount.ts";
import { psApplet } from "./ps.ts";
import { umountApplet } from "./umount.ts";
import { whichApplet } from "./which.ts";

export const OWN: Readonly<Record<string, Main>> = {
  hostname: hostnameApplet,
  kill: killApplet,
  mount: mountApplet,
  ps: psApplet,
  umount: umountApplet,
  which: whichApplet,
};
