// What the kernel does inside a system call, routine by routine: fs/, mm/ and kernel/ of Linux.
//
// Paths cost by their components, polls by their descriptors, reads by their pages. What a call makes or takes away -
// files, processes, mappings of memory - costs by the events of that (events.ts). A call that is not here is a small one.

import type { RoutineName } from "./routines.ts";

/** A routine, and how often it runs. */
export type Step = readonly [routine: RoutineName, times: number];

const PAGE = 4096; // bytes

/** The directories and the name that a path leads through. */
const components = (path: string | undefined): number =>
  Math.max(1, (path ?? "").split("/").filter((part) => part !== "" && part !== ".").length);

const walk = (path: string | undefined): Step[] => [
  ["getname", 1],
  ["link_path_walk", components(path)],
];

interface Args {
  readonly path?: string;
  readonly from?: string;
  readonly to?: string;
  readonly data?: string;
  readonly fds?: readonly unknown[];
}

/** What a descriptor stands for decides what a read or write runs through. */
export type Medium = "device" | "pipe" | "file";

/** The routines of one call, in order. `medium`: of the descriptor that it reads or writes. */
export function stepsOf(call: string, args: object, ret: unknown, medium: Medium): Step[] {
  const a = args as Args;
  switch (call) {
    case "stat":
    case "lstat":
    case "statfs":
      return [...walk(a.path), ["cp_new_stat", 1]];
    case "fstat":
      return [
        ["fget", 1],
        ["cp_new_stat", 1],
      ];
    case "access":
    case "chdir":
    case "readlink":
    case "chmod":
    case "chown":
    case "utimensat":
    case "mknod":
    case "mkdir":
    case "symlink":
    case "unlink":
    case "rmdir":
      return [...walk(a.path), ["copy_small", 1]];
    case "openat":
      return [...walk(a.path), ["get_unused_fd", 1], ["filp_open", 1]];
    case "rename":
    case "renameat2":
    case "link":
      return [...walk(a.from), ...walk(a.to)];
    case "close":
      return [["filp_close", 1]];
    case "read":
    case "write":
      return transfer(call, medium, typeof ret === "string" ? ret.length : 0);
    case "pipe2":
      return [
        ["get_unused_fd", 2],
        ["filp_open", 2],
      ];
    case "poll":
      return [
        ["select", 1],
        ["poll_descriptor", a.fds?.length ?? 1],
      ];
    case "rt_sigaction":
      return [["do_sigaction", 1]];
    case "kill":
      return [["sys_kill", 1]];
    case "mmap":
      return [["do_mmap", 1]];
    case "munmap":
      return [["do_munmap", 1]];
    case "wait4":
      return [["wait_task", 1]];
    case "getdents64":
      return [
        ["fget", 1],
        ["copy_small", Array.isArray(ret) ? ret.length : 1],
      ];
    case "fsync":
      return [
        ["fget", 1],
        ["journal", 1],
      ];
    default:
      return [["sys_small", 1]];
  }
}

function transfer(call: string, medium: Medium, bytes: number): Step[] {
  const begin: Step[] = [
    ["fget", 1],
    ["vfs_rw", 1],
  ];
  if (medium === "device") return [...begin, ["device_rw", 1]];
  if (medium === "pipe") return [...begin, ["pipe_rw", 1]];
  return call === "read" ? [...begin, ["page_cache", Math.max(1, Math.ceil(bytes / PAGE))]] : begin;
}

/** Bytes that a call moves between the program and the kernel. */
export function bytesOf(call: string, args: object, ret: unknown): number {
  if (call === "read" && typeof ret === "string") return ret.length;
  return call === "write" ? ((args as Args).data?.length ?? 0) : 0;
}
