// Resource limits: getrlimit(2). Each has a soft value, which the kernel holds a process to, and a hard one, up to which
// the process may move the soft one.

/** RLIMIT_* by their numbers, from 0: include/uapi/asm-generic/resource.h */
export const RESOURCES = [
  "cpu", // seconds of processor time
  "fsize", // bytes of a file that it writes
  "data", // bytes of data segment
  "stack", // bytes of stack; a quarter of it is for arguments and environment
  "core", // bytes of a core dump
  "rss", // bytes of resident memory; has no effect since Linux 2.4.30
  "nproc", // processes of its real user
  "nofile", // one more than the highest descriptor
  "memlock", // bytes locked into memory
  "as", // bytes of address space
  "locks", // file locks; has no effect since Linux 2.4.25
  "sigpending", // queued signals of its real user
  "msgqueue", // bytes of POSIX message queues of its real user
  "nice", // 20 less the lowest nice value
  "rtprio", // real-time priority
  "rttime", // microseconds of real-time scheduling without a blocking call
] as const;

export type Resource = (typeof RESOURCES)[number];

/** "RLIM_INFINITY denotes no limit". The real one is one less, which a JSON number cannot tell from this. */
export const RLIM_INFINITY = 2 ** 64;

export interface Limit {
  readonly soft: number;
  readonly hard: number;
}

/** The number of a resource. */
export const resourceNumber = (name: Resource): number => RESOURCES.indexOf(name);
