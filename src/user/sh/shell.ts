// The state of one shell process: plain values in JavaScript objects of its own, as a process has memory of its own.
// A subshell is a forked process, so it works on a copy: cloneShell.

import type { Function as FunctionNode, Pipeline, Statement } from "unbash";
import type { SigNo } from "../../kernel/abi/signal.ts";
import type { NsPid } from "../../kernel/task/task.ts";
import type { Run, Self } from "../program.ts";
import type { Dialect } from "./dialect.ts";
import type { Coprocess } from "./job/coprocess.ts";
import { cloneJobs, type JobProcess, type JobTable, noJobs } from "./job/table.ts";
import type { Unit } from "./syntax/unit.ts";
import { cloneVariables, type Variable, type Variables } from "./variable.ts";

/** The evaluator as the lower files see it: expansion must run commands, and commands must expand words. */
export interface Core {
  readonly runStatements: (sh: Shell, statements: readonly Statement[], mayExec: boolean) => Run<number>;
  /** Parses and runs a text: eval, source, a trap. */
  readonly runText: (sh: Shell, text: string, how: TextOrigin) => Run<number>;
  readonly callFunction: (sh: Shell, f: ShellFunction, argv: readonly string[]) => Run<number>;
  /** Runs a command by its words; without functions (and, for `builtin`, without files). */
  readonly runWords: (
    sh: Shell,
    argv: readonly string[],
    how: "all" | "command" | "builtin",
    mayExec: boolean,
  ) => Run<number>;
  /** The command of a process that was started for it alone. */
  readonly runInChild: (sh: Shell, node: Statement["command"]) => Run<number>;
  readonly startPipeline: (sh: Shell, node: Pipeline, foreground: boolean) => Run<readonly JobProcess[]>;
}

export interface TextOrigin {
  /** What an error calls the text: "bash", "x.sh". */
  readonly name: string;
  /** What a syntax error puts behind the name: "-c", "eval". */
  readonly label: string;
  readonly line: number;
  readonly mayExec?: boolean;
}

/** A node of the syntax tree, as far as line numbers need it. */
export interface Place {
  readonly type: string;
  readonly pos: number;
  readonly end: number;
}

export interface ShellFunction {
  readonly name: string;
  readonly node: FunctionNode;
  readonly unit: Unit;
}

/** A function call or a sourced file: what `local` and `return` refer to. */
export interface Frame {
  readonly kind: "function" | "source";
  readonly name: string;
  /** File where the function was defined, or the sourced file itself. */
  readonly file: string;
  readonly callerLine: number;
  /** What local variables hide, to put back at the end. */
  readonly saved: Map<string, Variable | undefined>;
}

export type OptionName =
  | "allexport"
  | "braceexpand"
  | "emacs"
  | "errexit"
  | "errtrace"
  | "functrace"
  | "hashall"
  | "histexpand"
  | "history"
  | "ignoreeof"
  | "interactive-comments"
  | "keyword"
  | "monitor"
  | "noclobber"
  | "noexec"
  | "noglob"
  | "nolog"
  | "notify"
  | "nounset"
  | "onecmd"
  | "physical"
  | "pipefail"
  | "posix"
  | "privileged"
  | "verbose"
  | "vi"
  | "xtrace";

export interface Shell {
  readonly core: Core;
  readonly dialect: Dialect;
  /** $0 */
  name: string;
  readonly vars: Variables;
  readonly functions: Map<string, ShellFunction>;
  readonly aliases: Map<string, string>;
  positional: readonly string[];
  readonly options: Set<OptionName>;
  readonly shopts: Set<string>;
  status: number;
  pipeStatus: readonly number[];
  /** $$ : the shell's own pid, the same in subshells. */
  readonly pid: NsPid;
  /** $BASHPID, null until asked for. */
  ownPid: NsPid | null;
  readonly ppid: NsPid;
  readonly uid: number;
  readonly euid: number;
  lastBackground: NsPid | null;
  /** $_ */
  lastArgument: string;
  cwd: string;
  frames: Frame[];
  loopDepth: number;
  /** Commands whose failure is asked for (if, while, &&, !) do not end the shell under set -e. */
  tolerant: number;
  /** Depth of ( ) and of commands in a pipeline: BASH_SUBSHELL. */
  subshells: number;
  /** Traps by signal name without SIG; EXIT, ERR, DEBUG, RETURN are pseudo signals. "" = ignore. */
  traps: Map<string, string>;
  /** Of the signals that were ever trapped: ignored when the shell started, so that no trap can change it. */
  ignoredOnEntry: Map<SigNo, boolean>;
  /** Signals that are caught only to run the EXIT trap before they end the shell. */
  terminating: Set<SigNo>;
  coprocess: Coprocess | null;
  /** How deep in functions each was set: a function does not inherit ERR, DEBUG and RETURN from outside. */
  readonly trapDepths: Map<string, number>;
  /** Caught and not acted on yet: bash runs a trap when the command in the foreground has ended. */
  pending: SigNo[];
  inTrap: boolean;
  /** eval, source and traps within each other: set -x shows it. */
  textDepth: number;
  /** dash names eval in front of what is not found in its text. */
  inEval: boolean;
  /** In a subshell that set no trap yet: `traps` are the parent's, listed but not run. */
  inheritedTraps: boolean;
  jobs: JobTable;
  /** Where commands were found: hash. */
  readonly hashed: Map<string, { readonly path: string; hits: number }>;
  readonly dirStack: string[];
  history: string[];
  /** What runs now: for line numbers. */
  unit: Unit;
  at: Place | null;
  interactive: boolean;
  /** The same, also in its subshells: errors come without line numbers. */
  fromInteractive: boolean;
  readonly login: boolean;
  /** Given by -c: single commands may replace the shell. */
  readonly commandString: boolean;
  /** The shell's process group and its terminal, where it does job control. */
  terminal: { readonly fd: number; pgid: NsPid } | null;
  /** SIGCHLD is looked at only once there can be a background child. */
  watchesChildren: boolean;
  /** It is in wait4(2) already: the SIGCHLD handler leaves the children to it. */
  waiting: number;
  /** The wait builtin returns for a trapped signal, waiting for the foreground does not. */
  interruptible: boolean;
  /** Descriptors of <( ) to close after the command. */
  substitutions: number[];
  /** A command substitution gave this command its status: x=$(false). */
  substituted: boolean;
  /** For $SECONDS, in nanoseconds: when it was set, and the time last asked for. */
  seconds: { since: number; base: number; now: number };
  random: number;
  readonly getopts: { word: number; letter: number };
  /** In a subshell: its traps are the parent's, to be listed but not run. */
  isSubshell: boolean;
  /** The script file; null for -c, standard input and interactive use. */
  scriptName: string | null;
  /** How many texts at the top level were wrong: one ends a script. */
  syntaxErrors: number;
  /** "There are stopped jobs." has been said. */
  warnedOfJobs: boolean;
  /** Commands come from standard input. */
  readsStdin: boolean;
  self: Self;
}

export type ShellStart = Pick<
  Shell,
  "core" | "dialect" | "name" | "vars" | "positional" | "pid" | "ppid" | "uid" | "euid" | "login" | "unit" | "self"
> & { readonly commandString: boolean };

export function newShell(start: ShellStart): Shell {
  return {
    ...start,
    functions: new Map(),
    aliases: new Map(),
    options: new Set(["braceexpand", "hashall", "interactive-comments"]),
    shopts: new Set([
      "checkwinsize",
      "cmdhist",
      "complete_fullquote",
      "extquote",
      "force_fignore",
      "globasciiranges",
      "globskipdots",
      "hostcomplete",
      "interactive_comments",
      "patsub_replacement",
      "progcomp",
      "promptvars",
      "sourcepath",
    ]),
    status: 0,
    pipeStatus: [0],
    ownPid: start.pid,
    lastBackground: null,
    lastArgument: start.self.argv[0] ?? "",
    cwd: "",
    frames: [],
    loopDepth: 0,
    tolerant: 0,
    subshells: 0,
    traps: new Map(),
    ignoredOnEntry: new Map(),
    terminating: new Set(),
    coprocess: null,
    trapDepths: new Map(),
    pending: [],
    inTrap: false,
    textDepth: 0,
    inEval: false,
    inheritedTraps: false,
    jobs: noJobs(),
    hashed: new Map(),
    dirStack: [],
    history: [],
    at: null,
    interactive: false,
    fromInteractive: false,
    terminal: null,
    watchesChildren: false,
    waiting: 0,
    interruptible: false,
    substitutions: [],
    substituted: false,
    seconds: { since: 0, base: 0, now: 0 },
    random: start.pid,
    getopts: { word: 1, letter: 0 },
    isSubshell: false,
    scriptName: null,
    readsStdin: false,
    syntaxErrors: 0,
    warnedOfJobs: false,
  };
}

/** What fork(2) would copy. */
export function cloneShell(sh: Shell): Shell {
  return {
    ...sh,
    vars: cloneVariables(sh.vars),
    functions: new Map(sh.functions),
    aliases: new Map(sh.aliases),
    options: new Set(sh.options),
    shopts: new Set(sh.shopts),
    frames: sh.frames.map((frame) => ({ ...frame, saved: new Map(frame.saved) })),
    traps: new Map(sh.traps),
    ignoredOnEntry: new Map(sh.ignoredOnEntry),
    terminating: new Set(sh.terminating),
    trapDepths: new Map(sh.trapDepths),
    pending: [],
    jobs: cloneJobs(sh.jobs),
    hashed: new Map(sh.hashed),
    dirStack: [...sh.dirStack],
    history: [...sh.history],
    substitutions: [...sh.substitutions],
    seconds: { ...sh.seconds },
    getopts: { ...sh.getopts },
    ownPid: null,
    isSubshell: true,
    inheritedTraps: sh.traps.size > 0,
    subshells: sh.subshells + 1,
  };
}
