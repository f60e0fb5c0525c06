// Capability sets as libcap writes them: cap_to_text(3), cap_iab_to_text(3).

import { CAPABILITIES, type Capability, type CapSet } from "../../kernel/abi/capability.ts";

export interface CapSets {
  readonly effective: CapSet;
  readonly permitted: CapSet;
  readonly inheritable: CapSet;
}

export const lower = (cap: Capability): string => cap.toLowerCase();
export const capList = (set: CapSet): string => set.map(lower).join(",");

/** The set of a mask in hexadecimal, as /proc/PID/status prints it. */
export const capsOf = (mask: string): CapSet =>
  CAPABILITIES.filter((_, i) => ((BigInt(`0x${mask || "0"}`) >> BigInt(i)) & 1n) === 1n);

const FLAGS = ["e", "i", "p"] as const;
type Flag = (typeof FLAGS)[number];

/** "=ep cap_net_raw+i": the flags that most capabilities have, then what is different about the others. */
export function capText(sets: CapSets): string {
  const holds: Readonly<Record<Flag, CapSet>> = { e: sets.effective, i: sets.inheritable, p: sets.permitted };
  const flagsOf = (cap: Capability): string => FLAGS.filter((f) => holds[f].includes(cap)).join("");
  const groups = new Map<string, Capability[]>();
  for (const cap of CAPABILITIES) groups.set(flagsOf(cap), [...(groups.get(flagsOf(cap)) ?? []), cap]);
  // Numbers beyond the last capability have no flags at all; of equals the smaller flag word wins.
  const order = ["", "e", "p", "ep", "i", "ei", "ip", "eip"];
  const size = (flags: string) => groups.get(flags)?.length ?? 0;
  const base = order.reduce((best, flags) => (size(flags) > size(best) ? flags : best), "");
  const parts = [`=${base}`];
  for (const flags of [...order].reverse()) {
    const caps = groups.get(flags);
    if (!caps || flags === base) continue;
    const has = (text: string, f: string) => text.includes(f);
    const added = FLAGS.filter((f) => has(flags, f) && !has(base, f)).join("");
    const removed = FLAGS.filter((f) => !has(flags, f) && has(base, f)).join("");
    if (base === "") parts.push(`${capList(caps)}=${flags}`);
    else parts.push(`${capList(caps)}${added && `+${added}`}${removed && `-${removed}`}`);
  }
  // Where nothing is the rule, the "=" alone is left out before what is the exception.
  return base === "" && parts.length > 1 ? parts.slice(1).join(" ") : parts.join(" ");
}

/** "!cap_chown,^cap_net_raw": what the bounding set lacks, what is ambient (^) or inheritable. */
export function iabText(bounding: CapSet, ambient: CapSet, inheritable: CapSet): string {
  return CAPABILITIES.flatMap((cap) => {
    const missing = bounding.includes(cap) ? "" : "!";
    if (ambient.includes(cap)) return [`${missing}^${lower(cap)}`];
    if (inheritable.includes(cap)) return [`${missing}${missing ? "%" : ""}${lower(cap)}`];
    return missing ? [`!${lower(cap)}`] : [];
  }).join(",");
}
