// mount of BusyBox: util-linux/mount.c. It tells what it cannot do in fewer words than mount(8) of util-linux, and
// lists /proc/mounts. Any long option is a word of -o.

import { EACCES, EPERM, EROFS, failed, strerror } from "../../kernel/abi/errno.ts";
import { MS_BIND, MS_MOVE, MS_RDONLY, MS_REMOUNT, S_IFDIR, S_IFMT, S_IFREG } from "../../kernel/abi/flags.ts";
import { getopt } from "../getopt.ts";
import { err, out, readFile } from "../libc.ts";
import { type Main, type Run, sys } from "../program.ts";
import { NOT_MODELLED } from "../unmodelled.ts";
import { addOptions, type MountOptions, noOptions } from "../util-linux/mount-options.ts";
import { usageOf } from "./message.ts";
import { SPECS } from "./spec.ts";

const FAILED = 255; // -1 as an exit status
const MOUNTS = "/proc/mounts";

export interface MountEntry {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: string;
}

/** getmntent(3) over /proc/mounts or /etc/fstab. */
export function parseMounts(text: string): MountEntry[] {
  const plain = (word = ""): string =>
    word.replace(/\\([0-7]{3})/g, (_, o: string) => String.fromCharCode(Number.parseInt(o, 8)));
  return text
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => line.trim().split(/\s+/))
    .map(([source, target, type, options]) => ({
      source: plain(source),
      target: plain(target),
      type: plain(type),
      options: plain(options),
    }));
}

export const mountApplet: Main = function* (self) {
  const words = self.argv.slice(1);
  const long = words.filter((w) => /^--./.test(w)).map((w) => w.slice(2).replace(/^make-/, ""));
  const { given, operands } = getopt(
    SPECS.mount?.options ?? [],
    words.filter((w) => !/^--./.test(w)),
    false,
  );
  const options = noOptions();
  const lists = given.flatMap((g) =>
    g.name === "o" ? [g.value ?? ""] : g.name === "r" ? ["ro"] : g.name === "w" ? ["rw"] : [],
  );
  for (const list of [...long, ...lists]) {
    const missing = addOptions(options, list);
    if (missing === null) continue;
    yield* err(`mount: mount option '${missing}' is not modelled in Cutaway\n`);
    return NOT_MODELLED;
  }
  const type = given.findLast((g) => g.name === "t")?.value ?? "";
  const [first, second] = operands;
  if (operands.length > 2) {
    yield* err(usageOf("mount"));
    return 1;
  }
  if (first === undefined) return yield* list(type);
  if (second !== undefined) return yield* mountOne({ source: first, target: second, type, options: "" }, options);
  if (options.propagation !== 0) return yield* propagate(first, options.propagation);
  return yield* mountKnown(first, options);
};

function* list(type: string): Run<number> {
  const text = yield* readFile(MOUNTS);
  if (failed(text)) {
    yield* err("mount: no /proc/mounts\n");
    return 1;
  }
  for (const m of parseMounts(text)) {
    if (m.source === "rootfs" || (type !== "" && m.type !== type)) continue;
    yield* out(`${m.source} on ${m.target} type ${m.type} (${m.options})\n`);
  }
  return 0;
}

function* propagate(target: string, flags: number): Run<number> {
  const r = yield* sys("mount", { source: "", target, fstype: "", flags, data: "" });
  if (!failed(r)) return 0;
  yield* err(`mount: ${target}: ${strerror(r)}\n`);
  return 1;
}

/** One operand: the rest is in fstab(5), or for a remount in the table of mounts. */
function* mountKnown(name: string, options: MountOptions): Run<number> {
  const file = options.flags & MS_REMOUNT ? MOUNTS : "/etc/fstab";
  const text = yield* readFile(file);
  if (failed(text)) {
    yield* err(`mount: can't read '${file}': ${strerror(text)}\n`);
    return 1;
  }
  const found = parseMounts(text).findLast((m) => m.target === name || m.source === name);
  if (!found) {
    yield* err(`mount: can't find ${name} in ${file}\n`);
    return 1;
  }
  const all = noOptions();
  addOptions(all, found.options);
  all.flags = (all.flags & ~options.named) | options.flags;
  all.data.push(...options.data);
  return yield* mountOne(found, all);
}

function* mountOne({ source, target, type }: MountEntry, options: MountOptions): Run<number> {
  let flags = options.flags | options.propagation;
  if ((flags & (MS_REMOUNT | MS_BIND | MS_MOVE)) === 0) {
    const st = yield* sys("stat", { path: source });
    const kind = failed(st) ? 0 : st.mode & S_IFMT;
    if (kind === S_IFDIR && type === "") flags |= MS_BIND;
    else if (kind === S_IFREG || type === "") {
      yield* err(`mount: mounting ${kind === S_IFREG ? "a file" : "without -t"} is not modelled in Cutaway\n`);
      return NOT_MODELLED;
    }
  }
  const call = { source, target, fstype: type, flags, data: options.data.join(",") };
  let r = yield* sys("mount", call);
  if ((r === EACCES || r === EROFS) && (flags & MS_RDONLY) === 0) {
    yield* err(`mount: ${source} is write-protected, mounting read-only\n`);
    r = yield* sys("mount", { ...call, flags: flags | MS_RDONLY });
  }
  if (!failed(r)) return 0;
  if (r === EPERM) {
    yield* err("mount: permission denied (are you root?)\n");
    return 1;
  }
  yield* err(`mount: mounting ${source} on ${target} failed: ${strerror(r)}\n`);
  return FAILED;
}
