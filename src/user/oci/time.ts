// Times as runc writes them, RFC 3339 in UTC.

import { now, strftime } from "../coreutils/clock.ts";
import type { Run } from "../program.ts";

/** "2026-11-28T02:46:29Z" */
export function* timestamp(): Run<string> {
  return strftime("%Y-%m-%dT%H:%M:%SZ", yield* now());
}

/** With nanoseconds, without the zeros at their end. */
export function* preciseTimestamp(): Run<string> {
  const t = yield* now();
  const fraction = String(t.nsec).padStart(9, "0").replace(/0+$/, "");
  return strftime(`%Y-%m-%dT%H:%M:%S${fraction ? `.${fraction}` : ""}Z`, t);
}
