// Finding shared libraries: the search of ld.so(8), "DESCRIPTION".

import { EACCES, EINVAL, EIO, ENOENT, ENOMEM, EPERM, type Errno, failed, strerror } from "../../kernel/abi/errno.ts";
import { O_CLOEXEC, O_RDONLY } from "../../kernel/abi/flags.ts";
import { type Elf, parseElf } from "../boot/elf.ts";
import { type Run, sys } from "../program.ts";

/** The name of the loader's own program, and of the library that it is. */
export const SELF_NAME = "ld-so";
const SELF_SONAME = "ld-linux-x86-64.so.2";
const SELF_PATH = "/lib64/ld-linux-x86-64.so.2";

const CACHE = "/etc/ld.so.cache";
const CACHE_MAX = 2 ** 20; // bytes: all of it at once, as the real one maps it
const CACHE_MAGIC = "glibc-ld.so.cache1.1";
// "the default path /lib, and then /usr/lib"; Debian's has its multiarch directories before them. (The directories for
// newer processors, glibc-hwcaps, are left out.)
const DEFAULT_DIRS = ["/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib", "/usr/lib"];

const HEADER = 832; // bytes of a library that are read to know it: struct filebuf, elf/dl-load.h

export interface Loaded {
  readonly name: string;
  /** Where it was found; null for one that is there already. */
  readonly path: string | null;
  readonly missing: boolean;
}

export interface Problem {
  readonly file: string;
  readonly text: string;
}

type Found = { readonly path: string; readonly elf: Elf } | { readonly problem: Problem };

/**
 * Loads `needed` and what these need, nearest first, each once. The first that cannot be had ends it, but with
 * `tolerant` it is noted as missing.
 */
export function* loadAll(
  needed: readonly string[],
  userPath: string,
  tolerant: boolean,
): Run<{ readonly objects: readonly Loaded[] } | { readonly problem: Problem }> {
  const objects: Loaded[] = [];
  const queue = [...needed];
  const seen = new Set<string>();
  let cache: ReadonlyMap<string, string> | null = null;
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (name === SELF_SONAME) {
      objects.push({ name: SELF_PATH, path: null, missing: false });
      continue;
    }
    let found = yield* name.includes("/") ? open(name, name) : search(name, userPath.split(/[:;]/));
    if (!found && !name.includes("/")) {
      cache ??= yield* readCache();
      const cached = cache.get(name);
      found = cached === undefined ? null : yield* open(cached, name);
      found ??= yield* search(name, DEFAULT_DIRS);
    }
    if (found && !("problem" in found)) {
      objects.push({ name, path: found.path, missing: false });
      queue.push(...(found.elf.needed ?? []));
    } else if (found) return found;
    else if (tolerant) objects.push({ name, path: null, missing: true });
    else return { problem: { file: name, text: cannotOpen(ENOENT) } };
  }
  return { objects };
}

export const cannotOpen = (e: Errno): string => `cannot open shared object file: ${errorText(e)}`;

// The loader has no C library yet, and words for few errors: _dl_strerror_r(), elf/dl-minimal.c
const WORDED: readonly Errno[] = [ENOMEM, EINVAL, ENOENT, EPERM, EIO, EACCES];
const errorText = (e: Errno): string => (WORDED.includes(e) ? strerror(e) : `Error ${-e}`);

function* search(name: string, dirs: readonly string[]): Run<Found | null> {
  for (const dir of dirs) {
    if (dir === "") continue;
    const found = yield* open(`${dir}/${name}`, name);
    if (found) return found;
  }
  return null;
}

/** null where there is no such file, or none that may be read: the search goes on. open_path(), elf/dl-load.c */
function* open(path: string, name: string): Run<Found | null> {
  const fd = yield* sys("openat", { path, flags: O_RDONLY | O_CLOEXEC });
  if (failed(fd)) return fd === ENOENT || fd === EACCES ? null : { problem: { file: name, text: cannotOpen(fd) } };
  const text = yield* sys("read", { fd, count: HEADER });
  yield* sys("close", { fd });
  if (failed(text)) return { problem: { file: path, text: `cannot read file data: ${errorText(text)}` } };
  if (text.length < HEADER)
    return { problem: { file: path, text: text === "" ? "file too short" : "invalid ELF header" } };
  const elf = parseElf(text);
  return elf ? { path, elf } : { problem: { file: path, text: "invalid ELF header" } };
}

/** "/etc/ld.so.cache: a compiled list of candidate shared objects previously found" - ld.so(8) */
function* readCache(): Run<ReadonlyMap<string, string>> {
  const fd = yield* sys("openat", { path: CACHE, flags: O_RDONLY | O_CLOEXEC });
  if (failed(fd)) return new Map();
  const text = yield* sys("read", { fd, count: CACHE_MAX });
  yield* sys("close", { fd });
  if (failed(text) || !text.startsWith(CACHE_MAGIC)) return new Map();
  const rows = text.split("\n").flatMap((line) => {
    const [, name, path] = /^(\S+) \(.*\) => (\S+)$/.exec(line) ?? [];
    return name && path ? [[name, path] as const] : [];
  });
  return new Map(rows);
}
