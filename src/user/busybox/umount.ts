// umount of BusyBox: util-linux/umount.c.

import { failed, strerror } from "../../kernel/abi/errno.ts";
import { MNT_DETACH, MNT_FORCE } from "../../kernel/abi/flags.ts";
import { getopt } from "../getopt.ts";
import { err, readFile } from "../libc.ts";
import { type Main, sys } from "../program.ts";
import { realpath } from "../util-linux/path.ts";
import { usageOf } from "./message.ts";
import { parseMounts } from "./mount.ts";
import { SPECS } from "./spec.ts";

export const umountApplet: Main = function* (self) {
  const { given, operands } = getopt(SPECS.umount?.options ?? [], self.argv.slice(1), false);
  const has = (name: string): boolean => given.some((g) => g.name === name);
  if (operands.length === 0) {
    yield* err(usageOf("umount"));
    return 1;
  }
  const text = yield* readFile("/proc/mounts");
  const mounts = failed(text) ? [] : parseMounts(text);
  const flags = (has("l") ? MNT_DETACH : 0) | (has("f") ? MNT_FORCE : 0);
  let status = 0;
  for (const name of operands) {
    const real = yield* realpath(name);
    const path = failed(real) ? name : real;
    const target = mounts.findLast((m) => m.target === path || m.source === path)?.target ?? path;
    const r = yield* sys("umount2", { target, flags });
    if (!failed(r)) continue;
    yield* err(`umount: can't unmount ${target}: ${strerror(r)}\n`);
    status = 1;
  }
  return status;
};
