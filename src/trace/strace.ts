// One system call as strace(1) prints it: name, arguments by the manual's order, "=", result.

import { errnoName, failed, strerror } from "../kernel/abi/errno.ts";
import * as F from "../kernel/abi/flags.ts";
import { RESOURCES, RLIM_INFINITY } from "../kernel/abi/resource.ts";
import { signalName } from "../kernel/abi/signal.ts";
import * as KVM from "../kernel/machine/kvm.ts";
import { IOCTL_PRIVCMD_HYPERCALL } from "../kernel/machine/privcmd.ts";

const SHOWN = 32; // bytes of a string before "..."; strace's default, -s 32

export interface Called {
  readonly call: string;
  readonly args: object;
  readonly ret: unknown;
}

/** `getpid() = 1`, `openat(AT_FDCWD, "x", O_RDONLY) = -1 ENOENT (No such file or directory)` */
export function straceLine({ call, args, ret }: Called): string {
  return `${call}(${argumentList(call, args)}) = ${result(call, ret)}`;
}

/** Only `getpid()`: without the result. */
export function callText({ call, args }: Called): string {
  return `${call}(${argumentList(call, args)})`;
}

function argumentList(call: string, args: object): string {
  const parts = Object.entries(args).map(([name, value]) => argument(call, name, value));
  if (call === "openat" && !("dirfd" in args)) parts.unshift("AT_FDCWD");
  return parts.join(", ");
}

function argument(call: string, name: string, value: unknown): string {
  if (typeof value === "string") return quoted(value, name === "data" || name === "path" ? SHOWN : 64);
  if (typeof value === "number") return flagNames(call, name, value) ?? String(value);
  if (Array.isArray(value))
    return name === "env" ? `/* ${value.length} vars */` : `[${value.map((v) => argument(call, "", v)).join(", ")}]`;
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "object")
    return `{${Object.entries(value)
      .map(([k, v]) => `${k}=${argument(call, k, v)}`)
      .join(", ")}}`;
  return String(value);
}

function quoted(text: string, most: number): string {
  const cut = text.length > most;
  const part = cut ? text.slice(0, most) : text;
  const safe = part.replace(/[\\"\n\t\x00-\x1f\x7f-\xff]/g, (c) => ESCAPES[c] ?? `\\${c.charCodeAt(0).toString(8)}`);
  return `"${safe}"${cut ? "..." : ""}`;
}

const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

/** The result: a number, an error with its text, or "0" for a call that answers with data. */
export function result(call: string, ret: unknown): string {
  if (failed(ret)) return `-1 ${errnoName(ret)} (${strerror(ret)})`;
  if (typeof ret === "number") return String(ret);
  if (typeof ret === "string") return call === "read" ? String(ret.length) : quoted(ret, SHOWN);
  if (call === "wait4") return String((ret as { pid: number }).pid);
  return "0";
}

/** ioctl(2) requests by name; those of /dev/vmmon have none. */
const REQUESTS: Readonly<Record<number, string>> = {
  [F.TCGETS]: "TCGETS",
  [F.TCSETS]: "TCSETS",
  [F.TIOCGWINSZ]: "TIOCGWINSZ",
  [F.TIOCGPGRP]: "TIOCGPGRP",
  [F.TIOCSPGRP]: "TIOCSPGRP",
  [F.TIOCSCTTY]: "TIOCSCTTY",
  [KVM.KVM_GET_API_VERSION]: "KVM_GET_API_VERSION",
  [KVM.KVM_CREATE_VM]: "KVM_CREATE_VM",
  [KVM.KVM_CREATE_VCPU]: "KVM_CREATE_VCPU",
  [KVM.KVM_SET_USER_MEMORY_REGION]: "KVM_SET_USER_MEMORY_REGION",
  [KVM.KVM_IRQ_LINE]: "KVM_IRQ_LINE",
  [KVM.KVM_RUN]: "KVM_RUN",
  [IOCTL_PRIVCMD_HYPERCALL]: "IOCTL_PRIVCMD_HYPERCALL",
};

const BITS: Readonly<Record<string, readonly (readonly [number, string])[]>> = {
  open: [
    [F.O_CREAT, "O_CREAT"],
    [F.O_EXCL, "O_EXCL"],
    [F.O_TRUNC, "O_TRUNC"],
    [F.O_APPEND, "O_APPEND"],
    [F.O_NONBLOCK, "O_NONBLOCK"],
    [F.O_DIRECTORY, "O_DIRECTORY"],
    [F.O_NOFOLLOW, "O_NOFOLLOW"],
    [F.O_CLOEXEC, "O_CLOEXEC"],
    [F.O_PATH, "O_PATH"],
  ],
  clone: [
    [F.CLONE_NEWTIME, "CLONE_NEWTIME"],
    [F.CLONE_NEWNS, "CLONE_NEWNS"],
    [F.CLONE_NEWCGROUP, "CLONE_NEWCGROUP"],
    [F.CLONE_NEWUTS, "CLONE_NEWUTS"],
    [F.CLONE_NEWIPC, "CLONE_NEWIPC"],
    [F.CLONE_NEWUSER, "CLONE_NEWUSER"],
    [F.CLONE_NEWPID, "CLONE_NEWPID"],
    [F.CLONE_NEWNET, "CLONE_NEWNET"],
  ],
  mount: [
    [F.MS_RDONLY, "MS_RDONLY"],
    [F.MS_NOSUID, "MS_NOSUID"],
    [F.MS_NODEV, "MS_NODEV"],
    [F.MS_NOEXEC, "MS_NOEXEC"],
    [F.MS_REMOUNT, "MS_REMOUNT"],
    [F.MS_BIND, "MS_BIND"],
    [F.MS_MOVE, "MS_MOVE"],
    [F.MS_REC, "MS_REC"],
    [F.MS_UNBINDABLE, "MS_UNBINDABLE"],
    [F.MS_PRIVATE, "MS_PRIVATE"],
    [F.MS_SLAVE, "MS_SLAVE"],
    [F.MS_SHARED, "MS_SHARED"],
  ],
};

/** Names for a flag word; null where the argument is not one. */
function flagNames(call: string, name: string, value: number): string | null {
  if (name === "resource") return `RLIMIT_${RESOURCES[value]?.toUpperCase() ?? value}`;
  if (value === RLIM_INFINITY) return "RLIM64_INFINITY";
  if (name === "sig") return value === 0 ? "0" : `SIG${signalName(value)}`;
  if (name === "request") return REQUESTS[value] ?? null;
  if (name === "mode") return `0${value.toString(8)}`;
  if (name === "dirfd" && value === F.AT_FDCWD) return "AT_FDCWD";
  if (name === "nstype") return joined(BITS.clone ?? [], value, "0");
  if (name !== "flags") return null;
  if (call === "openat") return joined(BITS.open ?? [], value & ~F.O_ACCMODE, "", ACCESS[value & F.O_ACCMODE] ?? "");
  if (call === "mount" || call === "umount2")
    return call === "mount"
      ? joined(BITS.mount ?? [], value, "0")
      : value === F.MNT_DETACH
        ? "MNT_DETACH"
        : String(value);
  if (call === "clone") return joined(BITS.clone ?? [], value, "SIGCHLD", value ? "" : "SIGCHLD");
  if (call === "unshare") return joined(BITS.clone ?? [], value, "0");
  if (call === "pipe2" || call === "dup3") return joined(BITS.open ?? [], value, "0");
  return null;
}

const ACCESS = ["O_RDONLY", "O_WRONLY", "O_RDWR"] as const;

function joined(bits: readonly (readonly [number, string])[], value: number, none: string, first = ""): string {
  const names = bits.filter(([bit]) => value & bit).map(([, name]) => name);
  if (first !== "") names.unshift(first);
  return names.join("|") || none;
}
