// hugetlb.*, rdma.* and misc.*: the machine has no huge pages set aside, no RDMA device and nothing else to hand out, so
// limits are kept where Linux keeps them, and all use is 0.

import { EINVAL, ENODEV, type Errno } from "../abi/errno.ts";
import { type Cftype, filesOf, type Seen, type Written } from "./cftype.ts";
import { freshCss, type HugetlbCss } from "./css.ts";
import { parsePages } from "./parse.ts";

const huge = filesOf("hugetlb", "below");
const rdma = filesOf("rdma", "below");
const misc = filesOf("misc", "below");

const PAGE = 4096; // bytes
const SIZES: Readonly<Record<string, number>> = { "1GB": 2 ** 30, "2MB": 2 ** 21 };

const hugetlb = ({ cgroup: { css } }: Seen): HugetlbCss => css.hugetlb ?? freshCss("hugetlb", 0, 0);

/** Whole huge pages, rounded down. */
const writeHuge =
  (field: "max" | "rsvdMax", size: string) =>
  (to: Written, data: string): number | Errno => {
    const parsed = parsePages(data);
    if (typeof parsed === "number") return parsed;
    const { [size]: _old, ...rest } = hugetlb(to)[field];
    const unit = SIZES[size] as number;
    const limits = parsed.pages === null ? rest : { ...rest, [size]: Math.floor((parsed.pages * PAGE) / unit) * unit };
    to.tx.emit({ type: "css.changed", cgroup: to.cgroup.id, controller: "hugetlb", to: { [field]: limits } });
    return data.length;
  };

function hugeFiles(size: string): readonly Cftype[] {
  const name = (what: string) => `hugetlb.${size}.${what}`;
  return [
    huge.shown(name("current"), () => "0\n"),
    huge.shown(name("events"), () => "max 0\n"),
    huge.shown(name("events.local"), () => "max 0\n"),
    huge.kept(name("max"), (seen) => `${hugetlb(seen).max[size] ?? "max"}\n`, writeHuge("max", size)),
    huge.shown(name("numa_stat"), () => "total=0 N0=0\n"),
    huge.shown(name("rsvd.current"), () => "0\n"),
    huge.kept(name("rsvd.max"), (seen) => `${hugetlb(seen).rsvdMax[size] ?? "max"}\n`, writeHuge("rsvdMax", size)),
  ];
}

const nothing = (): string => "";
const EVERYWHERE = { on: "everywhere" } as const;

export const OTHER_FILES: readonly Cftype[] = [
  ...Object.keys(SIZES).flatMap(hugeFiles),
  misc.shown("misc.capacity", nothing, { on: "root" }),
  misc.shown("misc.current", nothing, EVERYWHERE),
  misc.shown("misc.events", nothing),
  misc.shown("misc.events.local", nothing),
  misc.kept("misc.max", nothing, () => EINVAL),
  misc.shown("misc.peak", nothing, EVERYWHERE),
  rdma.shown("rdma.current", nothing),
  rdma.kept("rdma.max", nothing, () => ENODEV),
];
