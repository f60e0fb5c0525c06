import { failed } from "../../kernel/abi/errno.ts";
import { execStatus, execvp } from "../exec.ts";
import { getenv } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { tool } from "../tool.ts";
import { handleSignals } from "./env-signals.ts";

export const envMain = tool(
  {
    name: "env",
    usage: "[OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]",
    failure: 125,
    stop: true,
    rewrite: splitStrings,
    options: `
  ! -a, --argv0=ARG        pass ARG as the zeroth argument of COMMAND
  -i, --ignore-environment  start with an empty environment
  -0, --null               end each output line with NUL, not newline
  -u, --unset=NAME         remove variable from the environment
  -C, --chdir=DIR          change working directory to DIR
  -S, --split-string=S     process and split S into separate arguments
  --block-signal[=SIG]     block delivery of SIG signal(s) to COMMAND
  --default-signal[=SIG]   reset handling of SIG signal(s) to the default
  --ignore-signal[=SIG]    set handling of SIG signal(s) to do nothing
  --list-signal-handling   list non default signal handling to stderr
  ! -v, --debug            print verbose information for each processing step
`,
  },
  function* (cmd): Run<number> {
    let words = cmd.operands;
    let empty = cmd.has("ignore-environment");
    if (words[0] === "-") {
      empty = true;
      words = words.slice(1);
    }
    let env = empty ? [] : [...cmd.self.env];
    for (const name of cmd.all("unset")) {
      if (name === "" || name.includes("="))
        return yield* cmd.die(125, `cannot unset ${quote(name)}: Invalid argument`);
      env = env.filter((e) => !e.startsWith(`${name}=`));
    }
    const command = words.findIndex((w) => !w.includes("="));
    for (const word of command < 0 ? words : words.slice(0, command)) env = setVariable(env, word);
    if (command < 0) {
      if (cmd.has("chdir")) return yield* cmd.misuse("must specify command with --chdir (-C)");
      for (const e of env) yield* cmd.print(e + (cmd.has("null") ? "\0" : "\n"));
      return 0;
    }
    if (cmd.has("null")) return yield* cmd.misuse("cannot specify --null (-0) with command");
    yield* handleSignals(cmd);
    const dir = cmd.last("chdir");
    if (dir !== undefined) {
      const e = yield* sys("chdir", { path: dir });
      if (failed(e)) return yield* cmd.die(125, `cannot change directory to ${quoteaf(dir)}`, e);
    }
    const argv = words.slice(command);
    const e = yield* execvp(argv, env, cmd.self);
    yield* cmd.warn(cmd.busybox ? `can't execute '${argv[0]}'` : quote(argv[0] ?? ""), e);
    if (execStatus(e) === 127 && /\s/.test(argv[0] ?? ""))
      yield* cmd.warn("use -[v]S to pass options in shebang lines");
    return execStatus(e);
  },
);

/**
 * -S puts the words of its argument in its own place, as a #! line needs that gives the interpreter one argument only:
 * "#!/usr/bin/env -S awk -f".
 */
function splitStrings(args: readonly string[]): readonly string[] {
  for (const [i, word] of args.entries()) {
    const m = /^(?:-([v0i]*)S(.*)|--split-string=(.*))$/s.exec(word);
    if (m) {
      const own = m[2] ?? m[3] ?? "";
      const text = own === "" ? (args[i + 1] ?? "") : own;
      const flags = m[1] ? [`-${m[1]}`] : [];
      return [...args.slice(0, i), ...flags, ...words(text), ...args.slice(own === "" ? i + 2 : i + 1)];
    }
    if (!word.startsWith("-") || word === "--") break;
    if (/^-[^-]*[uC]$/.test(word)) return [...args.slice(0, i + 2), ...splitStrings(args.slice(i + 2))];
  }
  return args;
}

/** Words between blanks; quotes keep blanks together, a backslash takes the next character as it is. */
function words(text: string): string[] {
  const found = text.matchAll(/((?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+)/gs);
  return Array.from(found, ([word]) =>
    word.replace(
      /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs,
      (_, single?: string, double?: string, c?: string) =>
        c !== undefined ? (c === "_" ? " " : c) : (single ?? double ?? "").replace(/\\(['"\\$])/g, "$1"),
    ),
  );
}

/** putenv(3): in its place where the variable exists, else at the end. */
function setVariable(env: readonly string[], assignment: string): string[] {
  const prefix = assignment.slice(0, assignment.indexOf("=") + 1);
  const at = env.findIndex((e) => e.startsWith(prefix));
  return at < 0 ? [...env, assignment] : env.map((e, i) => (i === at ? assignment : e));
}

export const printenvMain = tool(
  {
    name: "printenv",
    usage: "[OPTION]... [VARIABLE]...",
    failure: 2,
    options: `
  -0, --null               end each output line with NUL, not newline
`,
  },
  function* (cmd): Run<number> {
    const end = cmd.has("null") ? "\0" : "\n";
    if (cmd.operands.length === 0) {
      for (const e of cmd.self.env) yield* cmd.print(e + end);
      return 0;
    }
    let status = 0;
    for (const name of cmd.operands) {
      const value = name.includes("=") ? undefined : getenv(cmd.self, name);
      if (value === undefined) status = 1;
      else yield* cmd.print(value + end);
    }
    return status;
  },
);
