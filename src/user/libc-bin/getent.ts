// getent(1): entries of the databases that the C library knows, here those in files of /etc.

import { failed } from "../../kernel/abi/errno.ts";
import { getopt, optionTable } from "../getopt.ts";
import { err, out, readFile } from "../libc.ts";
import type { Main, Run } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";

const OPTIONS = optionTable(`
! -A, --no-addrconfig     do not filter out unsupported IPv4/IPv6 addresses
! -i, --no-idn            disable IDN encoding
! -s, --service=CONFIG    Service configuration to be used
  -V, --version           Print program version
`);

const HELP = "Try `getent --help' or `getent --usage' for more information.\n";
const USAGE = 1;
const NOT_FOUND = 2;
/** Where a line's name and number stand. */
const DATABASES: Readonly<Record<string, { readonly file: string; readonly key: number; readonly id: number | null }>> =
  {
    passwd: { file: "/etc/passwd", key: 0, id: 2 },
    group: { file: "/etc/group", key: 0, id: 2 },
    shadow: { file: "/etc/shadow", key: 0, id: null },
    gshadow: { file: "/etc/gshadow", key: 0, id: null },
  };
const MISSING = /^(ahosts|ahostsv4|ahostsv6|aliases|ethers|initgroups|netgroup|networks|protocols|rpc|services)$/;

export const getentMain: Main = function* (self) {
  const parsed = getopt(OPTIONS, self.argv.slice(1), true);
  if (parsed.problem) {
    yield* err(`${self.argv[0]}: ${parsed.problem}\n${HELP}`);
    return USAGE;
  }
  const missing = parsed.given.find((g) => !g.modelled);
  if (missing) {
    yield* err(`getent: option '${missing.flag}' is not modelled in Cutaway\n`);
    return NOT_MODELLED;
  }
  if (parsed.given.some((g) => g.name === "version")) {
    yield* out("getent (Debian GLIBC 2.41-12+deb13u4) 2.41\n");
    return 0;
  }
  const [database, ...keys] = parsed.operands;
  if (database === undefined) {
    yield* err("getent: wrong number of arguments\n");
    yield* out(HELP);
    return USAGE;
  }
  if (database === "hosts") return yield* hosts(keys);
  const known = DATABASES[database];
  if (known) return yield* entries(known, keys);
  if (MISSING.test(database)) {
    yield* err(`getent: database '${database}' is not modelled in Cutaway\n`);
    return NOT_MODELLED;
  }
  yield* err(`Unknown database: ${database}\n`);
  yield* out(HELP);
  return USAGE;
};

function* linesOf(file: string): Run<string[]> {
  const text = yield* readFile(file);
  return failed(text) ? [] : text.split("\n").filter((l) => l !== "" && !l.startsWith("#"));
}

function* entries(db: { file: string; key: number; id: number | null }, keys: readonly string[]): Run<number> {
  const lines = yield* linesOf(db.file);
  if (keys.length === 0) {
    for (const line of lines) yield* out(`${line}\n`);
    return 0;
  }
  let status = 0;
  for (const key of keys) {
    const byNumber = /^\d+$/.test(key) && db.id !== null;
    const field = byNumber ? (db.id ?? 0) : db.key;
    const line = lines.find((l) => l.split(":")[field] === key);
    if (line === undefined) status = NOT_FOUND;
    else yield* out(`${line}\n`);
  }
  return status;
}

/** /etc/hosts: "address name aliases…", the address first in a column of 15. */
function* hosts(keys: readonly string[]): Run<number> {
  const lines = (yield* linesOf("/etc/hosts")).map((l) => l.replace(/#.*/, "").trim().split(/\s+/));
  const print = ([address = "", ...names]: readonly string[]) => out(`${address.padEnd(15)} ${names.join(" ")}\n`);
  if (keys.length === 0) {
    for (const words of lines) yield* print(words);
    return 0;
  }
  let status = 0;
  for (const key of keys) {
    // A name with an IPv6 address is answered with that alone.
    const found = lines.filter((words) => words.includes(key));
    const chosen = found.filter((w) => w[0]?.includes(":"));
    if (found.length === 0) status = NOT_FOUND;
    for (const words of chosen.length > 0 ? chosen : found) yield* print(words);
  }
  return status;
}
