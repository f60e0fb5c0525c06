// Pathname expansion: a pattern becomes the names of the files that match it, in byte order.

import { failed } from "../../../kernel/abi/errno.ts";
import { S_IFDIR, S_IFMT } from "../../../kernel/abi/flags.ts";
import { byBytes, listDir } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import type { Shell } from "../shell.ts";
import { compile, unescapePattern } from "./pattern.ts";

/** The files that match; none where nothing does. */
export function* pathnames(sh: Shell, pattern: string): Run<string[]> {
  const parts = pattern.split("/");
  // null: the directory itself, with nothing in front of the next name
  let found: (string | null)[] = [null];
  for (const [i, part] of parts.entries()) {
    const last = i === parts.length - 1;
    const next: (string | null)[] = [];
    for (const base of found) next.push(...(yield* step(sh, base, part, i, last)));
    found = next;
    if (found.length === 0) return [];
  }
  return found.filter((path) => path !== null).sort(byBytes);
}

function* step(
  sh: Shell,
  base: string | null,
  part: string,
  i: number,
  last: boolean,
): Run<readonly (string | null)[]> {
  const prefix = base === null ? "" : `${base}/`;
  if (part === "" && i > 0 && !base && last) return [];
  if (part === "") return [i === 0 ? "" : prefix.replace(/\/$/, last ? "/" : "")];
  if (part === "**" && sh.shopts.has("globstar")) return yield* everything(sh, prefix, last);
  if (!isPattern(part, sh)) {
    const path = prefix + unescapePattern(part);
    return failed(yield* sys("lstat", { path })) ? [] : [path];
  }
  return yield* matching(sh, prefix, part, last);
}

function isPattern(part: string, sh: Shell): boolean {
  const bare = part.replace(/\\[\s\S]/g, "");
  return /[*?[]/.test(bare) || (sh.shopts.has("extglob") && /[+@!]\(/.test(bare));
}

function* matching(sh: Shell, prefix: string, part: string, last: boolean): Run<string[]> {
  const options = { extglob: sh.shopts.has("extglob"), ignoreCase: sh.shopts.has("nocaseglob"), path: true };
  const re = compile(part, options);
  const names = yield* listDir(prefix === "" ? "." : prefix);
  if (failed(names)) return [];
  // "the character "." at the start of a name … must be matched explicitly, unless the shell option dotglob is set"
  const dots = part.startsWith(".") || part.startsWith("\\.");
  const all = dots ? [".", "..", ...names] : names;
  const hits = all.filter((name) => re.test(name) && (!name.startsWith(".") || dots || sh.shopts.has("dotglob")));
  const visible = sh.shopts.has("globskipdots") ? hits.filter((name) => name !== "." && name !== "..") : hits;
  if (last) return visible.map((name) => prefix + name);
  const directories: string[] = [];
  for (const name of visible) if (yield* isDirectory(prefix + name)) directories.push(prefix + name);
  return directories;
}

function* everything(sh: Shell, prefix: string, last: boolean): Run<(string | null)[]> {
  const own = prefix === "" ? null : prefix.replace(/\/$/, "");
  const found: (string | null)[] = last ? (own === null ? [] : [prefix]) : [own];
  const names = yield* listDir(prefix === "" ? "." : prefix);
  if (failed(names)) return found;
  for (const name of names.sort(byBytes)) {
    if (name.startsWith(".") && !sh.shopts.has("dotglob")) continue;
    const directory = yield* isDirectory(prefix + name);
    if (last) found.push(prefix + name);
    if (directory) found.push(...(yield* everything(sh, `${prefix}${name}/`, last)).filter((p) => !p?.endsWith("/")));
  }
  return found;
}

function* isDirectory(path: string): Run<boolean> {
  const st = yield* sys("stat", { path });
  return !failed(st) && (st.mode & S_IFMT) === S_IFDIR;
}
