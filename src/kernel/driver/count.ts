// Counting what a run did, and writing it down as short as a trace does.

import type { Logged } from "./log.ts";

export type LoggedAccess = Logged & { type: "access" };

export function accessesOf(log: readonly Logged[]): readonly LoggedAccess[] {
  return log.flatMap((entry) => (entry.type === "access" ? [entry] : []));
}

/** Register accesses, each repetition of a string instruction counted, of those registers that `keep` accepts. */
export function accessCount(log: readonly Logged[], keep: (register: string) => boolean = () => true): number {
  return accessesOf(log).reduce((sum, { access, register }) => sum + (keep(register) ? (access.repeat ?? 1) : 0), 0);
}

export function interruptCount(log: readonly Logged[]): number {
  return log.filter(({ type }) => type === "delivered").length;
}

/** The accesses in order, as `r1f7` (read) and `w1f6=a0` (written); `x128` says how often a string instruction repeats. */
export function script(log: readonly Logged[]): string {
  return accessesOf(log)
    .map(({ access, value }) => {
      const address = access.address.toString(16);
      if (access.repeat !== undefined) return `${access.write === undefined ? "r" : "w"}${address}x${access.repeat}`;
      return access.write === undefined ? `r${address}` : `w${address}=${value.toString(16)}`;
    })
    .join(" ");
}
