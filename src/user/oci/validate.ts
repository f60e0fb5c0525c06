// Is a configuration one that can be? loadSpec() of runc, libcontainer/specconv and libcontainer/configs/validate.

import { ENOENT, failed } from "../../kernel/abi/errno.ts";
import { readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { isRlimit } from "./bear.ts";
import { errnoText, Failure } from "./failure.ts";
import { decode } from "./go-json.ts";
import { NAMESPACE_FLAG } from "./init-config.ts";
import { REFUSED } from "./mount-options.ts";
import type { ProcessSpec, Spec } from "./spec.ts";

/** Reads config.json of the bundle that is the current directory. */
export function* loadSpec(): Run<Spec & { readonly process: ProcessSpec }> {
  const text = yield* readFile("config.json");
  if (text === ENOENT) throw new Failure("JSON specification file config.json not found");
  if (failed(text)) throw new Failure(`open config.json: ${errnoText(text)}`);
  const read = decode(text);
  if ("problem" in read) throw new Failure(read.problem);
  const spec = read.value as Spec;
  const { process } = spec;
  if (!process) throw new Failure("process property must not be empty");
  checkProcess(process);
  return { ...spec, process };
}

export function checkProcess({ cwd, args, rlimits = [] }: ProcessSpec): void {
  if (!cwd) throw new Failure("Cwd property must not be empty");
  if (!cwd.startsWith("/")) throw new Failure("Cwd must be an absolute path");
  if (!args || args.length === 0) throw new Failure("args must not be empty");
  for (const { type } of rlimits) if (!isRlimit(type)) throw new Failure(`wrong rlimit value: ${type}`);
}

/** What runc would do and the model does not: refused, never left out in silence. */
export function notModelled(spec: Spec): string | null {
  const { linux = {}, mounts = [] } = spec;
  if (spec.process?.terminal) return '"terminal": true';
  if (spec.hooks && Object.values(spec.hooks).some((list) => Array.isArray(list) && list.length > 0)) return '"hooks"';
  if (linux.mountLabel) return '"mountLabel"';
  const option = mounts.flatMap((m) => m.options ?? []).find((o) => REFUSED.test(o));
  if (option !== undefined) return `mount option "${option}"`;
  return linux.namespaces?.some((n) => n.type === "time" && !n.path) ? 'namespace "time"' : null;
}

export function* checkSpec(spec: Spec, rootfs: string): Run<void> {
  const { linux = {} } = spec;
  const seen = new Set<string>();
  for (const ns of linux.namespaces ?? []) {
    if (!(ns.type in NAMESPACE_FLAG)) throw new Failure(`namespace {"${ns.type}" "${ns.path ?? ""}"} does not exist`);
    if (seen.has(ns.type)) throw new Failure(`malformed spec file: duplicated ns {"${ns.type}" "${ns.path ?? ""}"}`);
    seen.add(ns.type);
  }
  for (const [i, { access }] of (linux.resources?.devices ?? []).entries()) {
    if (!access) throw new Failure(`device access at ${i} field cannot be empty`);
  }
  const st = yield* sys("stat", { path: rootfs });
  if (st === ENOENT) throw new Failure(`invalid rootfs: stat ${rootfs}: no such file or directory`);
  if (spec.hostname && !seen.has("uts")) throw new Failure("unable to set hostname without a private UTS namespace");
  if ((linux.maskedPaths?.length || linux.readonlyPaths?.length) && !seen.has("mount")) {
    throw new Failure("unable to restrict sys entries without a private MNT namespace");
  }
}
