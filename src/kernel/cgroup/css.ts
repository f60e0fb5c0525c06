// What each controller keeps for one cgroup: cgroup_subsys_state. Limits that are null are "max".

import type { Controller } from "./cgroup.ts";

export type Css = Readonly<Partial<{ [C in Controller]: CssOf<C> }>>;
export type CssOf<C extends Controller> = States[C];

interface States {
  readonly cpuset: CpusetCss;
  readonly cpu: CpuCss;
  readonly io: IoCss;
  readonly memory: MemoryCss;
  readonly hugetlb: HugetlbCss;
  readonly pids: PidsCss;
  readonly rdma: PlainCss;
  readonly misc: PlainCss;
}

/** Who enabled the controller: its files belong to them. */
interface Common {
  readonly uid: number;
  readonly gid: number;
}

export type PlainCss = Common;

export interface PidsCss extends Common {
  readonly max: number | null;
  readonly current: number;
  readonly peak: number;
  /** How often the limit of this cgroup, or of one below it, was hit. */
  readonly events: number;
  readonly eventsLocal: number;
}

export type MemoryEvent = "low" | "high" | "max" | "oom" | "oom_kill" | "oom_group_kill";

/** What a page is charged for: what a process wrote into, a disk's cache, a tmpfs, what the kernel needs itself. */
export type PageKind = "anon" | "file" | "shmem" | "kernel";

/** Pages of 4096 bytes; of this cgroup and all below. */
export interface MemoryCss extends Common {
  readonly min: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly max: number | null;
  readonly swapMax: number | null;
  readonly swapHigh: number | null;
  readonly peak: number;
  readonly pages: Readonly<Record<PageKind, number>>;
  readonly faults: number;
  readonly oomGroup: boolean;
  readonly events: Readonly<Record<MemoryEvent, number>>;
  readonly eventsLocal: Readonly<Record<MemoryEvent, number>>;
}

export interface CpuCss extends Common {
  /** 1024 for cpu.weight 100: task_group.shares */
  readonly shares: number;
  readonly idle: boolean;
  /** cpu.max: microseconds of processor time in a period. */
  readonly quota: number | null;
  readonly period: number;
  readonly burst: number;
  /** Weighted processor time, virtual nanoseconds: who has least is next. */
  readonly vruntime: number;
  readonly bandwidth: Bandwidth;
}

/** How much of cpu.max is used; struct cfs_bandwidth. Virtual nanoseconds. */
export interface Bandwidth {
  /** When the running period began; null while nobody runs. */
  readonly since: number | null;
  /** Used in it; what was used too much in the one before counts. */
  readonly used: number;
  /** Since when it is throttled; null: it is not. */
  readonly throttledAt: number | null;
  readonly periods: number;
  readonly throttled: number;
  readonly throttledTime: number;
}

export interface IoCss extends Common {
  readonly weight: number;
  /** io.max by device "MAJ:MIN". */
  readonly max: Readonly<Record<string, IoLimits>>;
}

export interface IoLimits {
  readonly rbps: number | null;
  readonly wbps: number | null;
  readonly riops: number | null;
  readonly wiops: number | null;
}

export interface CpusetCss extends Common {
  /** Empty: all that the parent has. */
  readonly cpus: readonly number[];
  readonly mems: readonly number[];
  readonly exclusive: readonly number[];
  readonly partition: "member" | "root" | "isolated";
}

export interface HugetlbCss extends Common {
  /** Bytes by page size: "2MB", "1GB". */
  readonly max: Readonly<Record<string, number>>;
  readonly rsvdMax: Readonly<Record<string, number>>;
}

const NO_EVENTS: Readonly<Record<MemoryEvent, number>> = {
  low: 0,
  high: 0,
  max: 0,
  oom: 0,
  oom_kill: 0,
  oom_group_kill: 0,
};

/** NICE_0_LOAD: what cpu.weight 100 is to the scheduler. */
export const DEFAULT_SHARES = 1024;

const IDLE_SHARES = 3; // WEIGHT_IDLEPRIO, kernel/sched/sched.h

/** What counts for the scheduler: "cpu.idle … the cgroup has the lowest weight" - cgroup-v2.rst */
export const sharesOf = ({ idle, shares }: CpuCss): number => (idle ? IDLE_SHARES : shares);

export const NO_BANDWIDTH: Bandwidth = {
  since: null,
  used: 0,
  throttledAt: null,
  periods: 0,
  throttled: 0,
  throttledTime: 0,
};

const FRESH: { readonly [C in Controller]: Omit<CssOf<C>, "uid" | "gid"> } = {
  cpuset: { cpus: [], mems: [], exclusive: [], partition: "member" },
  cpu: {
    shares: DEFAULT_SHARES,
    idle: false,
    quota: null,
    period: 100_000, // default_cfs_period(), kernel/sched/sched.h: 100 ms
    burst: 0,
    vruntime: 0,
    bandwidth: NO_BANDWIDTH,
  },
  io: { weight: 100, max: {} },
  memory: {
    min: 0,
    low: 0,
    high: null,
    max: null,
    swapMax: null,
    swapHigh: null,
    peak: 0,
    pages: { anon: 0, file: 0, shmem: 0, kernel: 0 },
    faults: 0,
    oomGroup: false,
    events: NO_EVENTS,
    eventsLocal: NO_EVENTS,
  },
  hugetlb: { max: {}, rsvdMax: {} },
  pids: { max: null, current: 0, peak: 0, events: 0, eventsLocal: 0 },
  rdma: {},
  misc: {},
};

/** A controller's state as it begins. */
export function freshCss<C extends Controller>(controller: C, uid: number, gid: number): CssOf<C> {
  return { ...FRESH[controller], uid, gid } as CssOf<C>;
}
