// uptime(1): the time, how long the system runs, and its load.

import { failed } from "../../kernel/abi/errno.ts";
import { readFile } from "../libc.ts";
import type { Run } from "../program.ts";
import { procpsTool } from "./frame.ts";
import { bootTime, uptime } from "./proc.ts";
import { calendar } from "./text.ts";

const two = (n: number): string => String(n).padStart(2, "0");
const DAY = 86400;

function span(seconds: number): string {
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const front = days > 0 ? `${days} ${days === 1 ? "day" : "days"}, ` : "";
  return `${front}${hours > 0 ? `${String(hours).padStart(2)}:${two(minutes)}` : `${minutes} min`}`;
}

function pretty(seconds: number): string {
  const parts: string[] = [];
  const add = (n: number, unit: string) => {
    if (n > 0) parts.push(`${n} ${unit}${n === 1 ? "" : "s"}`);
  };
  const days = Math.floor(seconds / DAY);
  add(Math.floor(days / 3650), "decade");
  add(Math.floor(days / 365) % 10, "year");
  add(Math.floor((days % 365) / 7), "week");
  add((days % 365) % 7, "day");
  add(Math.floor(seconds / 3600) % 24, "hour");
  const minutes = Math.floor(seconds / 60) % 60;
  if (minutes > 0 || seconds < 60) parts.push(`${minutes} minute${minutes === 1 ? "" : "s"}`);
  return `up ${parts.join(", ")}\n`;
}

/** " 12:00:05 up 5 min,  0 users,  load average: 0.00, 0.00, 0.00" */
export function* uptimeLine(): Run<string> {
  const up = yield* uptime();
  const now = calendar((yield* bootTime()) + Math.floor(up));
  const load = yield* readFile("/proc/loadavg");
  const [a = "0.00", b = "0.00", c = "0.00"] = failed(load) ? [] : load.split(" ");
  // Nobody is in utmp: Debian 13 does not keep it, and the model has no logind.
  const users = 0;
  return ` ${now.clock}:${now.second} up ${span(up)},  ${users} users,  load average: ${a}, ${b}, ${c}\n`;
}

export const uptimeMain = procpsTool(
  {
    name: "uptime",
    usage: "[options]",
    options: `
  -p, --pretty            show uptime in pretty format
  -s, --since             system up since
`,
  },
  function* (cmd) {
    const readable = yield* readFile("/proc/uptime");
    if (failed(readable)) return yield* cmd.die(1, "Cannot get system uptime", readable);
    if (cmd.has("pretty")) yield* cmd.print(pretty(yield* uptime()));
    else if (cmd.has("since")) {
      const seconds = yield* bootTime();
      const at = new Date(seconds * 1000).toISOString();
      yield* cmd.print(`${at.slice(0, 10)} ${at.slice(11, 19)}\n`);
    } else yield* cmd.print(yield* uptimeLine());
    return 0;
  },
);
