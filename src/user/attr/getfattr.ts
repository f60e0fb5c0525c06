import { ENODATA, EOPNOTSUPP, type Errno, failed, strerror } from "../../kernel/abi/errno.ts";
import { S_IFDIR, S_IFLNK, S_IFMT } from "../../kernel/abi/flags.ts";
import { byBytes, err, listDir } from "../libc.ts";
import { Exit, type Run, sys } from "../program.ts";
import { compileRegex, search } from "../regex.ts";
import { type Cmd, tool } from "../tool.ts";
import { type Encoding, encodeValue, quoteName } from "./encoding.ts";

const NO_SUCH = "No such attribute"; // what attr's tools say for ENODATA

export const attrError = (e: Errno): string => (e === ENODATA ? NO_SUCH : strerror(e));

export const getfattrMain = tool(
  {
    name: "getfattr",
    usage: "[-hRLP] [-n name|-d] [-e en] [-m pattern] path...",
    version: "2.5.2",
    failure: 1,
    options: `
  -n, --name=name         get the named extended attribute value
  -d, --dump              get all extended attribute values
  -e, --encoding=...      encode values (as 'text', 'hex' or 'base64')
  -m, --match=pattern     only get attributes with names matching pattern
      --only-values       print the bare values only
  -h, --no-dereference    do not dereference symbolic links
      --one-file-system   skip files on different filesystems
      --absolute-names    don't strip leading '/' in pathnames
  -R, --recursive         recurse into subdirectories
  -L, --logical           logical walk, follow symbolic links
  -P, --physical          physical walk, do not follow symbolic links
`,
  },
  function* (cmd) {
    if (cmd.operands.length === 0) return yield* usage(cmd);
    const encoding = cmd.last("encoding");
    if (encoding !== undefined && !["text", "hex", "base64"].includes(encoding)) return yield* usage(cmd);
    const state = { status: 0, stripped: false };
    for (const path of cmd.operands) yield* walk(cmd, path, state, true);
    return state.status;
  },
);

function* usage(cmd: Cmd): Run<number> {
  yield* err(`Usage: ${cmd.who} [-hRLP] [-n name|-d] [-e en] [-m pattern] path...\n`);
  yield* err(`Try \`${cmd.who} --help' for more information.\n`);
  return 2;
}

interface State {
  status: number;
  /** The note about leading slashes was printed. */
  stripped: boolean;
}

function* walk(cmd: Cmd, path: string, state: State, named: boolean): Run<void> {
  const st = yield* sys(cmd.has("no-dereference") ? "lstat" : "stat", { path });
  if (failed(st)) {
    yield* cmd.warn(path, st);
    state.status = 1;
    return;
  }
  const link = yield* sys("lstat", { path });
  const isLink = !failed(link) && (link.mode & S_IFMT) === S_IFLNK;
  if (isLink && !named && !cmd.has("logical")) return;
  yield* show(cmd, path, state);
  if (!cmd.has("recursive") || (st.mode & S_IFMT) !== S_IFDIR || (isLink && cmd.has("physical"))) return;
  const names = yield* listDir(path);
  if (failed(names)) return;
  for (const name of names.sort(byBytes)) yield* walk(cmd, `${path}/${name}`, state, false);
}

/** The attributes of one file: its name, a line for each, a blank line. */
function* show(cmd: Cmd, path: string, state: State): Run<void> {
  const names = yield* wanted(cmd, path, state);
  const lines: string[] = [];
  const asked = cmd.last("name") !== undefined;
  for (const name of names) {
    const line = yield* lineOf(cmd, path, name, asked || cmd.has("dump", "only-values"));
    // Only what was asked for by name counts as a failure.
    if (line !== null) lines.push(line);
    else if (asked) state.status = 1;
  }
  if (lines.length === 0) return;
  if (cmd.has("only-values")) return yield* cmd.print(lines.join(""));
  let shown = path;
  if (path.startsWith("/") && !cmd.has("absolute-names")) {
    if (!state.stripped) yield* cmd.warn("Removing leading '/' from absolute path names");
    state.stripped = true;
    shown = path.replace(/^\/+/, "") || ".";
  }
  yield* cmd.print(`# file: ${quoteName(shown)}\n${lines.join("")}\n`);
}

function* wanted(cmd: Cmd, path: string, state: State): Run<readonly string[]> {
  const name = cmd.last("name");
  if (name !== undefined) return [name];
  const all = yield* sys("listxattr", { path, nofollow: cmd.has("no-dereference") });
  if (failed(all)) {
    if (all !== EOPNOTSUPP) {
      yield* cmd.warn(path, all);
      state.status = 1;
    }
    return [];
  }
  const pattern = cmd.last("match") ?? "^user\\.";
  if (pattern === "-") return all;
  const regex = compileRegex(pattern, { extended: true });
  if (typeof regex === "string") {
    yield* cmd.warn(`invalid regular expression "${pattern}"`);
    throw new Exit(1);
  }
  return all.filter((each) => search(regex, each) !== null);
}

function* lineOf(cmd: Cmd, path: string, name: string, withValue: boolean): Run<string | null> {
  if (!withValue) return `${quoteName(name)}\n`;
  const value = yield* sys("getxattr", { path, name, nofollow: cmd.has("no-dereference") });
  if (failed(value)) {
    yield* err(`${path}: ${name}: ${attrError(value)}\n`);
    return null;
  }
  if (cmd.has("only-values")) return value;
  const shown = encodeValue(value, (cmd.last("encoding") as Encoding | undefined) ?? null);
  return `${quoteName(name)}=${shown}\n`;
}
