// pids.*

import { filesOf, type Seen } from "./cftype.ts";
import { freshCss } from "./css.ts";
import { writePidsMax } from "./pids.ts";

const { shown, kept } = filesOf("pids", "below");
const pids = ({ cgroup: { css } }: Seen) => css.pids ?? freshCss("pids", 0, 0);

export const PIDS_FILES = [
  shown("pids.current", (seen) => `${pids(seen).current}\n`),
  shown("pids.events", (seen) => `max ${pids(seen).events}\n`),
  shown("pids.events.local", (seen) => `max ${pids(seen).eventsLocal}\n`),
  kept(
    "pids.max",
    (seen) => `${pids(seen).max ?? "max"}\n`,
    ({ tx, cgroup }, data) => writePidsMax(tx, cgroup.id, data),
  ),
  shown("pids.peak", (seen) => `${pids(seen).peak}\n`),
];
