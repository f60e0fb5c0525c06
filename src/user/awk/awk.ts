// awk(1), as mawk 1.3.4 which Debian installs: patterns and actions over records.

import { failed, strerror } from "../../kernel/abi/errno.ts";
import { O_RDONLY } from "../../kernel/abi/flags.ts";
import { readAll, readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { type Cmd, plainTool, type Tool } from "../tool.ts";
import { evaluate, type Flow, Leaving, run } from "./interpret.ts";
import { closeAll } from "./io.ts";
import { AwkError, undoAwkEscapes } from "./lex.ts";
import { type Machine, numberOf, setRecord, text } from "./machine.ts";
import { type Program, parseAwk, type Rule, type Statement } from "./parse.ts";
import { type RecordReader, recordReader } from "./records.ts";
import { MAWK_USAGE } from "./usage.ts";
import { fromOutside, isTrue, toNumber } from "./value.ts";

const AWK: Tool = { name: "awk", usage: "[Options] [Program] [file ...]", options: "" };
const ASSIGNMENT = /^([A-Za-z_]\w*)=([\s\S]*)$/;

interface Options {
  readonly fs: string | null;
  readonly assignments: readonly string[];
  readonly programFiles: readonly string[];
  readonly rest: readonly string[];
}

export const awkMain = plainTool(AWK, function* (cmd): Run<number> {
  const o = yield* readOptions(cmd);
  if (typeof o === "number") return o;
  let rest = o.rest;
  let source = "";
  for (const path of o.programFiles) {
    const part = path === "-" ? yield* readAll(0) : yield* readFile(path);
    if (failed(part)) return yield* cmd.die(2, `cannot open "${path}" (${strerror(part)})`);
    source += `${part}\n`;
  }
  if (o.programFiles.length === 0) {
    const [first, ...files] = rest;
    if (first === undefined) {
      yield* sys("write", { fd: 2, data: MAWK_USAGE });
      return 0;
    }
    source = first;
    rest = files;
  }
  let program: Program;
  try {
    program = parseAwk(source);
  } catch (e) {
    if (!(e instanceof AwkError)) throw e;
    return yield* cmd.die(e.status, e.message);
  }
  return yield* execute(cmd, program, o, rest);
});

function* readOptions(cmd: Cmd): Run<Options | number> {
  let fs: string | null = null;
  const assignments: string[] = [];
  const programFiles: string[] = [];
  let i = 0;
  const words = cmd.operands;
  for (; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word === "--") {
      i++;
      break;
    }
    if (!word.startsWith("-") || word === "-") break;
    if (word === "--version" || /^-W[ ]?v/.test(word) || (word === "-W" && /^v/.test(words[i + 1] ?? ""))) {
      yield* cmd.print("mawk 1.3.4 20250131\n");
      return 0;
    }
    const m = /^-([Fvf])([\s\S]*)$/.exec(word);
    if (!m) return yield* cmd.die(2, `not an option: ${word}`);
    let value = m[2] ?? "";
    if (value === "") {
      const next = words[++i];
      if (next === undefined) return yield* cmd.die(2, `option -${m[1]} lacks argument`);
      value = next;
    }
    if (m[1] === "F") fs = value === "t" ? "\t" : undoAwkEscapes(value);
    else if (m[1] === "f") programFiles.push(value);
    else if (ASSIGNMENT.test(value)) assignments.push(value);
    else return yield* cmd.die(2, `improper assignment: -v ${value}`);
  }
  return { fs, assignments, programFiles, rest: words.slice(i) };
}

function setVariable(m: Machine, assignment: string): void {
  const [, name = "", value = ""] = ASSIGNMENT.exec(assignment) ?? [];
  m.globals.set(name, fromOutside(undoAwkEscapes(value)));
}

function* execute(cmd: Cmd, program: Program, o: Options, args: readonly string[]): Run<number> {
  const main = mainInput(cmd, () => m);
  const m: Machine = {
    cmd,
    program,
    globals: new Map<string, string | number>([
      ["FS", o.fs ?? " "],
      ["OFS", " "],
      ["RS", "\n"],
      ["ORS", "\n"],
      ["NR", 0],
      ["FNR", 0],
      ["FILENAME", ""],
      ["SUBSEP", "\x1c"],
      ["CONVFMT", "%.6g"],
      ["OFMT", "%.6g"],
      ["RSTART", 0],
      ["RLENGTH", -1],
      ["ARGC", args.length + 1],
    ]),
    arrays: new Map(),
    frames: [],
    outputs: new Map(),
    inputs: new Map(),
    record: "",
    fields: null,
    stale: false,
    open: new Set(),
    seed: 0,
    nextRecord: main.next,
  };
  m.arrays.set("ARGV", new Map([cmd.who, ...args].map((a, i) => [String(i), fromOutside(a)])));
  m.arrays.set(
    "ENVIRON",
    new Map(cmd.self.env.map((e) => [e.slice(0, e.indexOf("=")), fromOutside(e.slice(e.indexOf("=") + 1))])),
  );
  for (const each of o.assignments) setVariable(m, each);
  try {
    return yield* runProgram(m, main);
  } catch (e) {
    if (!(e instanceof AwkError)) throw e;
    const where = `FILENAME="${text(m, m.globals.get("FILENAME"))}" FNR=${numberOf(m, "FNR")} NR=${numberOf(m, "NR")}`;
    return yield* cmd.die(e.status, `run time error: ${e.message}\n\t${where}`);
  }
}

function* runProgram(m: Machine, main: MainInput): Run<number> {
  const { program } = m;
  let flow: Flow = null;
  for (const s of program.begin) {
    flow = yield* guarded(m, s);
    if (isExit(flow)) break;
  }
  if (!isExit(flow) && (program.rules.length > 0 || program.end.length > 0)) flow = yield* mainLoop(m, main);
  let status = isExit(flow) ? flow.exit : undefined;
  // "exit" in BEGIN or a rule still runs END; in END it ends.
  for (const s of program.end) {
    const last = yield* guarded(m, s);
    if (isExit(last)) {
      status = last.exit ?? status;
      break;
    }
  }
  yield* closeAll(m);
  return main.failed() && status === undefined ? 2 : Math.trunc(toNumber(status)) & 255;
}

const isExit = (flow: Flow): flow is Extract<Flow, { exit: unknown }> =>
  flow !== null && typeof flow === "object" && "exit" in flow;

/** A statement, with next and exit inside functions brought out. */
function* guarded(m: Machine, s: Statement): Run<Flow> {
  try {
    return yield* run(m, s);
  } catch (e) {
    if (!(e instanceof Leaving)) throw e;
    m.frames.length = 0;
    return e.flow;
  }
}

function* mainLoop(m: Machine, main: MainInput): Run<Flow> {
  for (;;) {
    const record = yield* main.next();
    if (record === null) return null;
    m.globals.set("NR", numberOf(m, "NR") + 1);
    m.globals.set("FNR", numberOf(m, "FNR") + 1);
    setRecord(m, record);
    for (const [i, rule] of m.program.rules.entries()) {
      if (!(yield* selects(m, rule, i))) continue;
      const flow = yield* guarded(m, rule.body ?? { kind: "print", printf: false, args: [], to: null });
      if (isExit(flow)) return flow;
      if (flow === "nextfile") yield* main.skipFile();
      if (flow === "next" || flow === "nextfile") break;
    }
  }
}

function* selects(m: Machine, { pattern }: Rule, i: number): Run<boolean> {
  if (!pattern) return true;
  if (!pattern.to) return isTrue(yield* evaluate(m, pattern.from));
  if (!m.open.has(i)) {
    if (!isTrue(yield* evaluate(m, pattern.from))) return false;
    m.open.add(i);
  }
  if (isTrue(yield* evaluate(m, pattern.to))) m.open.delete(i);
  return true;
}

interface MainInput {
  next(): Run<string | null>;
  skipFile(): Run<void>;
  failed(): boolean;
}

/** The files of ARGV, read when they come up; "name=value" between them is an assignment. */
function mainInput(cmd: Cmd, machine: () => Machine): MainInput {
  let at = 1;
  let reader: RecordReader | null = null;
  let fd = -1;
  let none = true; // no file so far: then standard input
  let bad = false;
  function* close(): Run<void> {
    if (fd > 0) yield* sys("close", { fd });
    reader = null;
  }
  function* open(): Run<RecordReader | null> {
    const m = machine();
    for (; at < toNumber(m.globals.get("ARGC")); at++) {
      const arg = text(m, m.arrays.get("ARGV")?.get(String(at)));
      if (arg === "") continue;
      if (ASSIGNMENT.test(arg)) {
        setVariable(m, arg);
        continue;
      }
      none = false;
      at++;
      m.globals.set("FILENAME", arg);
      m.globals.set("FNR", 0);
      const opened = arg === "-" || arg === "/dev/stdin" ? 0 : yield* sys("openat", { path: arg, flags: O_RDONLY });
      if (failed(opened)) return yield* cmd.die(2, `cannot open "${arg}" (${strerror(opened)})`);
      fd = opened;
      return recordReader(opened);
    }
    if (!none) return null;
    none = false;
    fd = 0;
    return recordReader(0);
  }
  return {
    *next() {
      for (;;) {
        reader ??= yield* open();
        if (!reader) return null;
        const record = yield* reader.next(text(machine(), machine().globals.get("RS")));
        if (failed(record)) bad = true;
        else if (record !== null) return record;
        yield* close();
      }
    },
    skipFile: close,
    failed: () => bad,
  };
}
