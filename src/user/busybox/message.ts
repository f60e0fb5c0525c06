// How BusyBox speaks: the banner, the usage of an applet.

import { USAGE } from "./usage.ts";

export const BANNER = "BusyBox v1.37.0 (Debian 1:1.37.0-6+b9) multi-call binary.";

export const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** bb_show_usage(): what --help and a usage error print. */
export const usageOf = (applet: string): string => {
  const text = USAGE[applet];
  return text === undefined ? "" : `${BANNER}\n\n${text}\n`;
};
