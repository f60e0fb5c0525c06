import { EISDIR, ENOENT, ENOTDIR, failed } from "../../kernel/abi/errno.ts";
import { W_OK } from "../../kernel/abi/flags.ts";
import { argmatch } from "../argmatch.ts";
import { err, listDir } from "../libc.ts";
import { type Run, type Self, sys } from "../program.ts";
import { quote, quoteaf, quotef } from "../quote.ts";
import { isatty } from "../stdio.ts";
import { type Cmd, tool } from "../tool.ts";
import { asker } from "./ask.ts";
import { isDir, isLink, typeName } from "./mode.ts";
import { baseName, join } from "./paths.ts";

const WHEN = [["never", "no", "none"], ["once"], ["always", "yes"]];

interface How {
  readonly recursive: boolean;
  readonly dirs: boolean;
  readonly force: boolean;
  readonly ask: "always" | "protected" | "never";
  readonly oneFileSystem: boolean;
  readonly terminal: boolean;
  readonly confirm: (question: string) => Run<boolean>;
}

export const rmMain = tool(
  {
    name: "rm",
    usage: "[OPTION]... [FILE]...",
    onBadOption: suggestDotSlash,
    options: `
  -f, --force              ignore nonexistent files and arguments, never prompt
  -i                       prompt before every removal
  -I                       prompt once before removing more than three files, or when removing recursively
  --interactive[=WHEN]     prompt according to WHEN: never, once (-I), or always (-i)
  --one-file-system        when removing recursively, skip directories on other file systems
  --no-preserve-root       do not treat '/' specially
  --preserve-root[=all]    do not remove '/' (default)
  ! --presume-input-tty
  -r, -R, --recursive      remove directories and their contents recursively
  -d, --dir                remove empty directories
  -v, --verbose            explain what is being done
`,
  },
  function* (cmd): Run<number> {
    const last = cmd.given.findLast((g) => ["force", "i", "I", "interactive"].includes(g.name));
    const when =
      last?.name === "interactive" ? yield* argmatch(cmd, "--interactive", last.value ?? "always", WHEN) : undefined;
    const force = last?.name === "force";
    if (cmd.operands.length === 0) return force ? 0 : yield* cmd.misuse("missing operand");
    const confirm = asker(cmd);
    const recursive = cmd.has("recursive");
    const once = last?.name === "I" || when === "once";
    const count = cmd.operands.length;
    if (once && (recursive || count > 3)) {
      const what = `remove ${count} argument${count === 1 ? "" : "s"}${recursive ? " recursively" : ""}?`;
      if (!(yield* confirm(what))) return 0;
    }
    const always = last?.name === "i" || when === "always";
    const how: How = {
      recursive,
      dirs: cmd.has("dir"),
      force,
      ask: always ? "always" : force || once || when === "never" ? "never" : "protected",
      oneFileSystem: cmd.has("one-file-system"),
      terminal: yield* isatty(0),
      confirm,
    };
    let status = 0;
    for (const path of cmd.operands) if (!(yield* removeOperand(cmd, path, how))) status = 1;
    return status;
  },
);

/** "To remove a file whose name starts with a '-', for example '-foo', use [...] rm ./-foo" - rm(1) */
function* suggestDotSlash(self: Self): Run<void> {
  for (const arg of self.argv.slice(1)) {
    if (!/^-./s.test(arg) || failed(yield* sys("lstat", { path: arg }))) continue;
    yield* err(`Try '${self.argv[0]} ./${quotef(arg)}' to remove the file ${quoteaf(arg)}.\n`);
    return;
  }
}

/** How mv takes a copied source away. */
export const withoutQuestions: How = {
  recursive: true,
  dirs: true,
  force: true,
  ask: "never",
  oneFileSystem: false,
  terminal: false,
  // biome-ignore lint/correctness/useYield: a question that answers itself
  *confirm() {
    return true;
  },
};

function* removeOperand(cmd: Cmd, path: string, how: How): Run<boolean> {
  if (how.recursive) {
    if (/^\.{1,2}$/.test(baseName(path))) {
      yield* cmd.warn(`refusing to remove ${quote(".")} or ${quote("..")} directory: skipping ${quoteaf(path)}`);
      return false;
    }
    if (!cmd.has("no-preserve-root") && (yield* isRoot(path))) {
      yield* cmd.warn(
        path === "/"
          ? `it is dangerous to operate recursively on ${quoteaf("/")}`
          : `it is dangerous to operate recursively on ${quoteaf(path)} (same as ${quoteaf("/")})`,
      );
      yield* cmd.warn("use --no-preserve-root to override this failsafe");
      return false;
    }
  }
  return yield* remove(cmd, path, how);
}

function* isRoot(path: string): Run<boolean> {
  const [st, root] = [yield* sys("lstat", { path }), yield* sys("lstat", { path: "/" })];
  if (failed(st) || failed(root)) return false;
  return st.ino === root.ino && st.dev.major === root.dev.major && st.dev.minor === root.dev.minor;
}

export function* remove(cmd: Cmd, path: string, how: How): Run<boolean> {
  const st = yield* sys("lstat", { path });
  if (failed(st)) {
    if (how.force && (st === ENOENT || st === ENOTDIR)) return true;
    yield* cmd.warn(cannot(cmd, path), st);
    return false;
  }
  if (isDir(st.mode)) {
    if (how.recursive) return yield* removeTree(cmd, path, how);
    if (!how.dirs) {
      if (cmd.busybox) yield* cmd.warn(`'${path}' is a directory`);
      else yield* cmd.warn(cannot(cmd, path), EISDIR);
      return false;
    }
  }
  if (!(yield* allowed(cmd, path, st, how, "remove"))) return true;
  const e = isDir(st.mode) ? yield* sys("rmdir", { path }) : yield* sys("unlink", { path });
  if (failed(e)) {
    if (how.force && e === ENOENT) return true;
    yield* cmd.warn(cannot(cmd, path), e);
    return false;
  }
  if (cmd.has("verbose")) yield* cmd.print(`removed ${isDir(st.mode) ? "directory " : ""}${quoteaf(path)}\n`);
  return true;
}

function* removeTree(cmd: Cmd, path: string, how: How): Run<boolean> {
  const st = yield* sys("lstat", { path });
  if (failed(st)) return true;
  const names = yield* listDir(path);
  if (!failed(names) && names.length > 0) {
    if (!(yield* allowed(cmd, path, st, how, "descend into"))) return true;
    let clean = true;
    for (const name of names) {
      const child = join(path, name);
      const c = yield* sys("lstat", { path: child });
      if (how.oneFileSystem && !failed(c) && (c.dev.major !== st.dev.major || c.dev.minor !== st.dev.minor)) {
        yield* cmd.warn(`skipping ${quoteaf(child)}, since it's on a different device`);
        clean = false;
      } else if (!(yield* remove(cmd, child, how))) clean = false;
    }
    if (!clean) return false;
  }
  if (!(yield* allowed(cmd, path, st, how, "remove"))) return true;
  const e = yield* sys("rmdir", { path });
  if (failed(e)) {
    // Not readable, and not empty either: what is in the way is the reading.
    yield* cmd.warn(cannot(cmd, path), failed(names) ? names : e);
    return false;
  }
  if (cmd.has("verbose")) yield* cmd.print(`removed directory${cmd.busybox ? ":" : ""} ${quoteaf(path)}\n`);
  return true;
}

/** Asks where it must: with -i, or for a file without write permission when a person types. */
function* allowed(
  cmd: Cmd,
  path: string,
  st: { readonly mode: number; readonly size: number },
  how: How,
  verb: string,
): Run<boolean> {
  if (how.ask === "never" || (how.ask === "protected" && !how.terminal)) return true;
  const writable = isLink(st.mode) || !failed(yield* sys("access", { path, mode: W_OK }));
  if (how.ask === "protected" && writable) return true;
  const kind = typeName(st.mode, st.size);
  return yield* how.confirm(
    `${verb} ${writable ? "" : "write-protected "}${kind} ${cmd.busybox ? `'${path}'` : quoteaf(path)}?`,
  );
}

const cannot = (cmd: Cmd, path: string): string =>
  cmd.busybox ? `can't remove '${path}'` : `cannot remove ${quoteaf(path)}`;
