// The package tables as files: each program an ELF stand-in, each library with its link.

import { elfText } from "../elf.ts";
import { type FileSpec, file, ROOT, symlink } from "../files.ts";
import { BASE } from "./base.ts";
import { COREUTILS } from "./coreutils.ts";
import { HYPERVISORS } from "./hypervisors.ts";
import { LIBRARIES } from "./libraries.ts";
import { PROCPS } from "./procps.ts";
import { SHELLS } from "./shells.ts";
import { UTIL_LINUX } from "./util-linux.ts";

const INTERP = "/lib64/ld-linux-x86-64.so.2";
const LIB = "/usr/lib/x86_64-linux-gnu";

/** A private library of systemd: its programs find it by DT_RUNPATH. */
const isPrivate = (soname: string): boolean => /^libsystemd-(core|shared)-/.test(soname);
const neededName = (soname: string): string => (isPrivate(soname) ? `${LIB}/systemd/${soname}` : soname);

const rows = (table: string): string[][] =>
  table
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(" "));

function programFile([path = "", size = "", ...rest]: string[]): FileSpec {
  if (size === "->") return symlink(path, rest.join(" "));
  const mode = /^[24]755$/.test(rest[0] ?? "") ? Number.parseInt(rest[0] as string, 8) : 0o755;
  const needed = rest.filter((name) => !/^[24]755$/.test(name)).map(neededName);
  const program = path.slice(path.lastIndexOf("/") + 1);
  const elf = needed.length ? { program, interp: INTERP, needed } : { program };
  return file(path, elfText(elf), mode, ROOT, Number(size));
}

function libraryFiles([link = "", name = "", size = "", ...needed]: string[]): FileSpec[] {
  const dir = link.includes("/") ? `${LIB}/systemd` : LIB;
  const soname = link.slice(link.lastIndexOf("/") + 1);
  // The loader is a library that is also a program: executed, it loads the program that it is given by name.
  const loader = soname.startsWith("ld-linux");
  const text = elfText({ ...(loader ? { program: "ld-so" } : {}), soname, needed: needed.map(neededName) });
  const real = file(`${dir}/${name}`, text, loader || soname === "libc.so.6" ? 0o755 : 0o644, ROOT, Number(size));
  return soname === name ? [real] : [real, symlink(`${dir}/${soname}`, name)];
}

/** Every program and library that the packages bring. */
export function packageFiles(): FileSpec[] {
  return [
    ...[SHELLS, COREUTILS, UTIL_LINUX, PROCPS, BASE, HYPERVISORS].flatMap((table) => rows(table).map(programFile)),
    ...rows(LIBRARIES).flatMap(libraryFiles),
    symlink("/usr/lib64/ld-linux-x86-64.so.2", "../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"),
  ];
}

/** ld.so.cache(5): what ldconfig found, one library a line. Those of directories that it is not told of are missing. */
export function loaderCache(): string {
  const lines = rows(LIBRARIES)
    .map(([link = ""]) => link)
    .filter((link) => !link.includes("/"))
    .map((name) => `${name} (libc6,x86-64) => /lib/x86_64-linux-gnu/${name}\n`);
  return `glibc-ld.so.cache1.1\n${lines.join("")}`;
}
