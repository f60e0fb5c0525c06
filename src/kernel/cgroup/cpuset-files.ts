// cpuset.*

import { EINVAL, type Errno } from "../abi/errno.ts";
import { filesOf, type Seen, type Written } from "./cftype.ts";
import { effectiveCpus, invalid, NODES, partitionText } from "./cpuset.ts";
import { type CpusetCss, freshCss } from "./css.ts";
import { listText, parseList } from "./parse.ts";
import { cgroupOf } from "./tree.ts";

const { shown, kept } = filesOf("cpuset", "below");
const EVERYWHERE = { on: "everywhere" } as const;
const NODES_MAX = 1024; // MAX_NUMNODES

const cpuset = ({ cgroup: { css } }: Seen): CpusetCss => css.cpuset ?? freshCss("cpuset", 0, 0);
const cpusOf = ({ v }: Seen): number => v.hardware.cpus;

function change({ tx, cgroup }: Written, to: Partial<CpusetCss>): void {
  tx.emit({ type: "css.changed", cgroup: cgroup.id, controller: "cpuset", to });
}

const writeCpus =
  (field: "cpus" | "exclusive") =>
  (to: Written, data: string): number | Errno => {
    const list = parseList(data, cpusOf(to));
    if (typeof list === "number") return list;
    change(to, { [field]: list });
    return data.length;
  };

function writeMems(to: Written, data: string): number | Errno {
  const list = parseList(data, NODES_MAX);
  if (typeof list === "number") return list;
  if (list.some((n) => !NODES.includes(n))) return EINVAL;
  change(to, { mems: list });
  return data.length;
}

function writePartition(to: Written, data: string): number | Errno {
  const partition = data.trim();
  if (partition !== "member" && partition !== "root" && partition !== "isolated") return EINVAL;
  change(to, { partition });
  return data.length;
}

/** The processors that a valid partition has for itself. */
function exclusive(seen: Seen): readonly number[] {
  const { partition, cpus } = cpuset(seen);
  return partition !== "member" && invalid(seen.v.k, seen.cgroup, cpusOf(seen)) === null ? cpus : [];
}

/** The processors of all isolated partitions right below. */
function isolated(seen: Seen): readonly number[] {
  const { v, cgroup } = seen;
  const children = cgroup.children.map((id) => cgroupOf(v.k, id));
  return children.flatMap((child) =>
    cpuset({ ...seen, cgroup: child }).partition === "isolated" ? exclusive({ ...seen, cgroup: child }) : [],
  );
}

const list = (numbers: readonly number[]): string => `${listText(numbers)}\n`;

export const CPUSET_FILES = [
  kept("cpuset.cpus", (seen) => list(cpuset(seen).cpus), writeCpus("cpus")),
  shown("cpuset.cpus.effective", (seen) => list(effectiveCpus(seen.v.k, seen.cgroup, cpusOf(seen))), EVERYWHERE),
  kept("cpuset.cpus.exclusive", (seen) => list(cpuset(seen).exclusive), writeCpus("exclusive")),
  shown("cpuset.cpus.exclusive.effective", (seen) => list(exclusive(seen))),
  shown("cpuset.cpus.isolated", (seen) => list(isolated(seen)), { on: "root" }),
  kept("cpuset.cpus.partition", (seen) => `${partitionText(seen.v.k, seen.cgroup, cpusOf(seen))}\n`, writePartition),
  kept("cpuset.mems", (seen) => list(cpuset(seen).mems), writeMems),
  shown("cpuset.mems.effective", () => list(NODES), EVERYWHERE),
];
