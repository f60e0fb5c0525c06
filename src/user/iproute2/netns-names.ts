// Network namespaces by name: a name is a file in /run/netns on which the namespace is mounted - ip-netns(8).

import { ENOENT, type Errno, failed, strerror } from "../../kernel/abi/errno.ts";
import {
  CLONE_NEWNET,
  CLONE_NEWNS,
  MNT_DETACH,
  MS_REC,
  MS_SLAVE,
  O_CLOEXEC,
  O_RDONLY,
} from "../../kernel/abi/flags.ts";
import { listDir } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { ask, fail } from "./context.ts";

export const NETNS_DIR = "/run/netns";
const FAILED = 255; // exit(-1)

/** A name, or the path of a namespace's file. */
export const pathOf = (name: string): string => (name.includes("/") ? name : `${NETNS_DIR}/${name}`);

/** A descriptor of the namespace. */
export const openNetns = (name: string): Run<number | Errno> =>
  sys("openat", { path: pathOf(name), flags: O_RDONLY | O_CLOEXEC });

/** Names as a tmpfs lists them, the newest first; none where there is no directory. */
export function* netnsNames(): Run<readonly string[]> {
  const names = yield* listDir(NETNS_DIR);
  return failed(names) ? [] : names.reverse();
}

/** Goes into a namespace, with a sysfs that shows its devices: netns_switch(), lib/namespace.c */
export function* enter(name: string): Run<void> {
  const fd = yield* openNetns(name);
  if (failed(fd)) return yield* fail(FAILED, `Cannot open network namespace "${name}": ${strerror(fd)}`);
  const joined = yield* sys("setns", { fd, nstype: CLONE_NEWNET });
  if (failed(joined)) {
    yield* fail(FAILED, `setting the network namespace "${name}" failed: ${strerror(joined)}`);
  }
  yield* sys("close", { fd });
  const own = yield* sys("unshare", { flags: CLONE_NEWNS });
  if (failed(own)) return yield* fail(FAILED, `unshare failed: ${strerror(own)}`);
  yield* sys("mount", { source: "", target: "/", fstype: "none", flags: MS_SLAVE | MS_REC, data: "" });
  yield* sys("umount2", { target: "/sys", flags: MNT_DETACH });
  const mounted = yield* sys("mount", { source: name, target: "/sys", fstype: "sysfs", flags: 0, data: "" });
  if (failed(mounted)) yield* fail(FAILED, `mount of /sys failed: ${strerror(mounted)}`);
}

/** The name of the namespace that the caller's knows by this number; null: it has none. */
export function* nameOfNumber(id: number): Run<string | null> {
  for (const name of yield* netnsNames()) if ((yield* numberOfName(name)) === id) return name;
  return null;
}

/** -1 where the caller's namespace has no number for it. */
export function* numberOfName(name: string): Run<number> {
  const fd = yield* openNetns(name);
  if (failed(fd)) return -1;
  const { nsid = -1 } = yield* ask({ type: "RTM_GETNSID", fd });
  yield* sys("close", { fd });
  return nsid;
}

/** Where an option "netns X" leads: a name, or a process. */
export type Reference = { readonly fd: number } | { readonly pid: number };

export function* reference(word: string): Run<Reference | Errno> {
  const fd = yield* openNetns(word);
  if (!failed(fd)) return { fd };
  if (!/^\d+$/.test(word)) return ENOENT;
  const st = yield* sys("stat", { path: `/proc/${word}` });
  return failed(st) ? st : { pid: Number(word) };
}
