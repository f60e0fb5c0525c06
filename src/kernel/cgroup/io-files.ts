// io.*: weights and limits of the disk - cgroup-v2.rst, IO. They are kept and shown; what a disk does takes no time here.

import { EINVAL, ENODEV, EOPNOTSUPP, ERANGE, type Errno } from "../abi/errno.ts";
import { filesOf, type Seen, type Written } from "./cftype.ts";
import { freshCss, type IoCss, type IoLimits } from "./css.ts";

const { shown, kept } = filesOf("io", "below");

const DISK = "254:0"; // the first virtio disk: /proc/partitions
const KEYS = ["rbps", "wbps", "riops", "wiops"] as const;
const UNLIMITED: IoLimits = { rbps: null, wbps: null, riops: null, wiops: null };
const MOST_IOPS = 2 ** 32 - 1;
const MOST_WEIGHT = 10_000;

const io = ({ cgroup: { css } }: Seen): IoCss => css.io ?? freshCss("io", 0, 0);

/** "MAJ:MIN" in front, and what follows it: blkg_conf_prep() */
function device(data: string): { readonly rest: string } | Errno {
  const [, major, minor, rest] = /^\s*(\d+):(\d+)([\s\S]*)$/.exec(data) ?? [];
  if (rest === undefined || !/^\s/.test(rest)) return EINVAL;
  return `${major}:${minor}` === DISK ? { rest } : ENODEV;
}

/** tg_set_limit(), block/blk-throttle.c */
function writeMax(to: Written, data: string): number | Errno {
  const found = device(data);
  if (typeof found === "number") return found;
  const limits: Record<string, number | null> = { ...(io(to).max[DISK] ?? UNLIMITED) };
  for (const word of found.rest.trim().split(/\s+/)) {
    if (word === "") continue;
    const [key = "", value] = word.split("=", 2);
    const number = /^\d+/.exec(value ?? "")?.[0];
    if (value === undefined || (number === undefined && value !== "max")) return EINVAL;
    if (number !== undefined && Number(number) === 0) return ERANGE;
    const known = (KEYS as readonly string[]).includes(key);
    if (!known || (number !== undefined && Number(number) === 1)) return EINVAL;
    const most = key.endsWith("iops") ? MOST_IOPS : Number.POSITIVE_INFINITY;
    limits[key] = number === undefined ? null : Math.min(Number(number), most);
  }
  const max = { ...io(to).max, [DISK]: limits as unknown as IoLimits };
  to.tx.emit({ type: "css.changed", cgroup: to.cgroup.id, controller: "io", to: { max } });
  return data.length;
}

const maxText = (seen: Seen): string =>
  Object.entries(io(seen).max)
    .filter(([, limits]) => KEYS.some((key) => limits[key] !== null))
    .map(([dev, limits]) => `${dev} ${KEYS.map((key) => `${key}=${limits[key] ?? "max"}`).join(" ")}\n`)
    .join("");

/** A weight of one disk needs the cost model, which is off: ioc_weight_write(), block/blk-iocost.c */
function writeWeight(to: Written, data: string): number | Errno {
  if (data.includes(":")) {
    const found = device(data);
    return typeof found === "number" ? found : EOPNOTSUPP;
  }
  const [, number] = /^(?:default\s+)?(\d+)/.exec(data.trim()) ?? [];
  const weight = Number(number);
  if (number === undefined || weight < 1 || weight > MOST_WEIGHT) return EINVAL;
  to.tx.emit({ type: "css.changed", cgroup: to.cgroup.id, controller: "io", to: { weight } });
  return data.length;
}

export const IO_FILES = [
  kept(
    "io.cost.model",
    () => "",
    () => EINVAL,
    { on: "root" },
  ),
  kept(
    "io.cost.qos",
    () => "",
    () => EINVAL,
    { on: "root" },
  ),
  kept("io.max", maxText, writeMax),
  shown("io.stat", () => "", { on: "everywhere" }),
  kept("io.weight", (seen) => `default ${io(seen).weight}\n`, writeWeight),
];
