// Three shells in one program. They differ in what they call themselves, how they word an error, and in what
// they know of bash's additions; the evaluator is the same.

export type DialectName = "bash" | "dash" | "ash";

export interface Dialect {
  readonly name: DialectName;
  /** bash's own syntax: [[ ]], arrays, {a,b}, <( ), $'..'. */
  readonly extended: boolean;
  /** busybox: names of applets need no file of that name (FEATURE_SH_STANDALONE). */
  readonly standalone: boolean;
  /** What an interactive shell says first. */
  readonly banner: string;
  /** "line 3: " of bash, "3: " of dash, nothing in busybox. */
  readonly place: (line: number) => string;
  readonly notFound: (command: string) => string;
  /** What to say of a file that cannot be opened for reading or created for writing. */
  readonly cannotOpen: (path: string, error: string, creating: boolean) => string;
  readonly cannotRun: (path: string, error: string) => string;
  readonly cannotFork: (error: string) => string;
  readonly unset: (name: string) => string;
  /** Status of a command whose redirection fails; busybox differs from dash by intent: redirectsafe() in its ash.c. */
  readonly redirectionStatus: number;
  /** `sh -c 'command'` becomes the command instead of waiting for it. */
  readonly execsLast: "simple" | "never" | "always";
  /** echo always takes \n and the like for what they mean. */
  readonly echoEscapes: boolean;
  readonly prompt: (isRoot: boolean) => string;
}

const bash: Dialect = {
  name: "bash",
  extended: true,
  standalone: false,
  banner: "",
  place: (line) => `line ${line}: `,
  notFound: (command) => `${command}: command not found`,
  cannotOpen: (path, error) => `${path}: ${error}`,
  cannotRun: (path, error) => `${path}: ${error}`,
  cannotFork: (error) => `fork: ${error}`,
  unset: (name) => `${name}: unbound variable`,
  redirectionStatus: 1,
  execsLast: "simple",
  echoEscapes: false,
  prompt: () => "\\s-\\v\\$ ",
};

// dash words only the two commonest errors in its own way: errmsg() in dash's error.c.
const shortError = (error: string, creating: boolean): string =>
  error === "No such file or directory" ? (creating ? "Directory nonexistent" : "No such file") : error;

const dash: Dialect = {
  name: "dash",
  extended: false,
  standalone: false,
  banner: "",
  place: (line) => `${line}: `,
  notFound: (command) => `${command}: not found`,
  cannotOpen: (path, error, creating) =>
    `cannot ${creating ? "create" : "open"} ${path}: ${shortError(error, creating)}`,
  cannotRun: (path, error) =>
    `${path}: ${error === "No such file or directory" ? "not found" : error === "Is a directory" ? "Permission denied" : error}`,
  cannotFork: () => "Cannot fork",
  unset: (name) => `${name}: parameter not set`,
  redirectionStatus: 2,
  execsLast: "never",
  echoEscapes: true,
  prompt: (isRoot) => (isRoot ? "# " : "$ "),
};

const ash: Dialect = {
  ...dash,
  name: "ash",
  standalone: true,
  banner:
    "\n\nBusyBox v1.37.0 (Debian 1:1.37.0-6+b9) built-in shell (ash)\nEnter 'help' for a list of built-in commands.\n\n",
  place: () => "",
  cannotOpen: (path, error, creating) =>
    `can't ${creating ? "create" : "open"} ${path}: ${
      error === "No such file or directory" ? (creating ? "nonexistent directory" : "no such file") : error
    }`,
  cannotFork: (error) => `can't fork: ${error}`,
  redirectionStatus: 1,
  execsLast: "always",
  echoEscapes: false,
  prompt: (isRoot) => (isRoot ? "\\w # " : "\\w $ "),
};

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = { bash, dash, ash };
