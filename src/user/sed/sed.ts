// sed(1) 4.9: edits a stream line by line.

import { EISDIR, failed } from "../../kernel/abi/errno.ts";
import { O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY, S_IFMT, S_IFREG } from "../../kernel/abi/flags.ts";
import { baseName, dirName, join } from "../coreutils/paths.ts";
import { readAll, readFile, write } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { flush, lineReader } from "../stdio.ts";
import { type Cmd, NOT_MODELLED, tool } from "../tool.ts";
import { SED_HELP, SED_USAGE } from "./help.ts";
import { createFiles, type Input, type Machine, runScript } from "./run.ts";
import { type Command, parseScript, SedError } from "./script.ts";

export const sedMain = tool(
  {
    name: "sed",
    usage: "[OPTION]... {script-only-if-no-other-script} [input-file]...",
    version: "(GNU sed) 4.9",
    usageHelp: SED_USAGE,
    help: SED_HELP,
    options: `
  -n, --quiet, --silent    suppress automatic printing of pattern space
  ! --debug                annotate program execution
  -e, --expression=SCRIPT  add the script to the commands to be executed
  -f, --file=SCRIPTFILE    add the contents of script-file to the commands to be executed
  ! --follow-symlinks      follow symlinks when processing in place
  -i, --in-place[=SUFFIX]  edit files in place (makes backup if SUFFIX supplied)
  -l, --line-length=N      specify the desired line-wrap length for the l command
  --posix                disable all GNU extensions
  -E, -r, --regexp-extended  use extended regular expressions in the script
  -s, --separate           consider files as separate rather than as a single continuous long stream
  ! --sandbox              operate in sandbox mode (disable e/r/w commands)
  -u, --unbuffered         load minimal amounts of data from the input files and flush the output buffers more often
  -z, --null-data          separate lines by NUL characters
`,
  },
  function* (cmd): Run<number> {
    const { commands, quiet, files } = yield* readScript(cmd);
    const status = { bad: 0 };
    const inPlace = cmd.has("in-place");
    const wrap = Number(cmd.last("line-length") ?? 70);
    const machine: Machine = {
      cmd,
      commands,
      quiet: quiet || cmd.has("quiet"),
      end: cmd.has("null-data") ? "\0" : "\n",
      wrap,
      posix: cmd.has("posix"),
      *emit(text) {
        yield* cmd.print(text);
        if (cmd.has("unbuffered")) yield* flush(cmd.out);
      },
      files: new Map(),
      hold: "",
      line: 0,
      quit: null,
      lastRegex: null,
      ranges: new Map(),
    };
    yield* createFiles(machine);
    const list = files.length > 0 ? files : ["-"];
    if (!inPlace && !cmd.has("separate")) yield* runScript(machine, chain(cmd, list, machine.end, status));
    else {
      for (const name of list) {
        if (machine.quit !== null) break;
        machine.line = 0;
        if (inPlace) yield* editInPlace(cmd, machine, name, status);
        else yield* runScript(machine, chain(cmd, [name], machine.end, status));
      }
    }
    return machine.quit ?? status.bad;
  },
);

function* readScript(cmd: Cmd): Run<{ commands: Command[]; quiet: boolean; files: readonly string[] }> {
  const extended = cmd.has("regexp-extended");
  const pieces: { text: string; where: string }[] = [];
  let files = cmd.operands;
  let expressions = 0;
  for (const { name, value = "" } of cmd.given) {
    if (name === "expression") pieces.push({ text: value, where: `-e expression #${++expressions}, ` });
    if (name === "file") {
      const text = value === "-" ? yield* readAll(0) : yield* readFile(value);
      if (failed(text)) return yield* cmd.die(1, `couldn't open file ${value}`, text);
      pieces.push({ text: text.replace(/\n$/, ""), where: `file ${value} ` });
    }
  }
  if (pieces.length === 0) {
    const [script, ...rest] = cmd.operands;
    if (script === undefined) return yield* cmd.tryHelp();
    pieces.push({ text: script, where: "-e expression #1, " });
    files = rest;
  }
  // "a\" at the end of one -e goes on in the next: they are lines of one script.
  const text = pieces.map((p) => p.text).join("\n");
  try {
    const parsed = parseScript(text, extended, cmd.has("posix"));
    for (const k of parsed.commands) {
      if (!/^[btT]$/.test(k.name) || k.text === "") continue;
      if (!parsed.commands.some((o) => o.name === ":" && o.text === k.text)) {
        return yield* cmd.die(4, `can't find label for jump to \`${k.text}'`);
      }
    }
    return { ...parsed, files };
  } catch (e) {
    if (!(e instanceof SedError)) throw e;
    if (e.notModelled) return yield* cmd.die(NOT_MODELLED, e.message);
    // Errors are counted within the piece they stand in.
    let at = Number(/^char (\d+)/.exec(e.message)?.[1] ?? 0);
    let piece = pieces[0];
    for (const p of pieces) {
      piece = p;
      if (at <= p.text.length + 1) break;
      at -= p.text.length + 1;
    }
    const what = e.message.replace(/^char \d+: /, "");
    const where = piece?.where ?? "";
    if (where.startsWith("file")) {
      const line = (piece?.text ?? "").slice(0, Math.max(0, at - 1)).split("\n").length;
      return yield* cmd.die(1, `${where}line ${line}: ${what}`);
    }
    return yield* cmd.die(1, `${where}char ${Math.min(at, (piece?.text ?? "").length)}: ${what}`);
  }
}

/** The files one after the other, read one line ahead so that "$" is known. */
function chain(cmd: Cmd, files: readonly string[], end: string, status: { bad: number }): Input {
  let at = -1;
  let fd = -1;
  let reader: ReturnType<typeof lineReader> | null = null;
  let ahead: { text: string; ended: boolean } | null | undefined;
  let current = "-";
  let aheadName = "-";
  const fetch = function* (): Run<{ text: string; ended: boolean } | null> {
    for (;;) {
      if (reader) {
        const line = yield* reader.next();
        if (failed(line)) {
          yield* cmd.warn(`read error on ${files[at] === "-" ? "stdin" : files[at]}`, line);
          status.bad = 2;
        } else if (line !== null) {
          aheadName = files[at] ?? "-";
          return line.endsWith(end) ? { text: line.slice(0, -1), ended: true } : { text: line, ended: false };
        }
        if (fd > 0) yield* sys("close", { fd });
        reader = null;
      }
      at++;
      const name = files[at];
      if (name === undefined) return null;
      const opened = name === "-" ? 0 : yield* sys("openat", { path: name, flags: O_RDONLY });
      if (failed(opened)) {
        yield* cmd.warn(`can't read ${name}`, opened);
        status.bad = 2;
        continue;
      }
      const st = yield* sys("fstat", { fd: opened });
      if (!failed(st) && (st.mode & S_IFMT) === 0o040000) {
        return yield* cmd.die(4, `read error on ${name}`, EISDIR);
      }
      fd = opened;
      reader = lineReader(opened, end);
    }
  };
  return {
    *next() {
      const line = ahead === undefined ? yield* fetch() : ahead;
      current = aheadName;
      ahead = undefined;
      if (line === null) return null;
      // A file that ends without a newline gets one, if another file's lines follow.
      if (!line.ended) {
        ahead = yield* fetch();
        if (ahead !== null) return { ...line, ended: true };
      }
      return line;
    },
    *isLast() {
      if (ahead === undefined) ahead = yield* fetch();
      return ahead === null;
    },
    name: () => current,
  };
}

/** -i: the output goes to a new file beside the old one, which it then replaces. */
function* editInPlace(cmd: Cmd, machine: Machine, name: string, status: { bad: number }): Run<void> {
  const st = yield* sys("stat", { path: name });
  if (failed(st)) {
    yield* cmd.warn(`can't read ${name}`, st);
    status.bad = 2;
    return;
  }
  if ((st.mode & S_IFMT) !== S_IFREG) {
    yield* cmd.warn(`couldn't edit ${name}: not a regular file`);
    status.bad = 4;
    return;
  }
  let out = "";
  const inner: Machine = {
    ...machine,
    // biome-ignore lint/correctness/useYield: kept until the whole file is edited
    *emit(text) {
      out += text;
    },
  };
  yield* runScript(inner, chain(cmd, [name], machine.end, status));
  machine.quit = inner.quit;
  machine.hold = inner.hold;
  const dir = dirName(name);
  const temporary = join(dir, `sed${st.ino.toString(36).padStart(6, "0").slice(-6)}`);
  const fd = yield* sys("openat", { path: temporary, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600 });
  if (failed(fd)) return yield* cmd.die(4, `couldn't open temporary file ${temporary}`, fd);
  const e = yield* write(fd, out);
  if (failed(e)) yield* cmd.die(4, `couldn't write to ${temporary}`, e);
  yield* sys("fchmod", { fd, mode: st.mode & 0o7777 });
  yield* sys("close", { fd });
  yield* sys("chown", { path: temporary, owner: st.uid, group: st.gid });
  const suffix = cmd.last("in-place");
  if (suffix) {
    const backup = suffix.includes("*") ? suffix.replaceAll("*", baseName(name)) : baseName(name) + suffix;
    yield* sys("rename", { oldpath: name, newpath: backup.includes("/") ? backup : join(dir, backup) });
  }
  const r = yield* sys("rename", { oldpath: temporary, newpath: name });
  if (failed(r)) yield* cmd.die(4, `cannot rename ${temporary}`, r);
}
