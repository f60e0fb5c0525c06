// The IPv6 routes that follow from the addresses that the kernel makes itself. There is no other IPv6 in the model.

import type { LinkInfo } from "../../kernel/net/rtnl-link.ts";

/** The lines of "ip -6 route", and of the tables that hold them. */
export function linkLocalPrefixes(links: readonly LinkInfo[], table: "main" | "local" | "all", dev?: string): string[] {
  const here = links.filter((l) => l.linkLocal !== null && (dev === undefined || l.name === dev));
  const on = (l: LinkInfo): string => (dev === undefined ? `dev ${l.name} ` : "");
  const tail = (metric: number): string => `proto kernel metric ${metric} pref medium`;
  const main = here.filter((l) => l.kind !== "loopback").map((l) => `fe80::/64 ${on(l)}${tail(256)}`);
  if (table === "main") return main;
  const where = table === "all" ? "table local " : "";
  const own = here.map((l) => `local ${l.linkLocal} ${on(l)}${where}${tail(0)}`);
  const all = here.filter((l) => l.kind !== "loopback").map((l) => `multicast ff00::/8 ${on(l)}${where}${tail(256)}`);
  return table === "all" ? [...main, ...own, ...all] : [...own, ...all];
}
