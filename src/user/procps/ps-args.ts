// The arguments of ps(1): UNIX options with a dash, BSD options without, GNU long options, all at once.
//
// "a large number of options … if a user named x does not exist, ps -aux is read as ps aux": what cannot be read as
// UNIX options is read again as if no dash were there.

import type { Group, User } from "../accounts.ts";
import { type Proc, ttyName } from "./proc.ts";
import { COLUMNS, MISSING } from "./ps-columns.ts";
import { type Field, type FieldList, parseFormat, preset } from "./ps-format.ts";

/** A wrong command line; the text that follows "error: ". */
export class PsError extends Error {}
/** An option or column that real ps has and the model has not. */
export class PsMissing extends Error {}

export interface SortKey {
  readonly name: string;
  readonly down: boolean;
}

/** Who is asking, and the names of users and groups. */
export interface Asker {
  readonly euid: number;
  readonly tty: number;
  readonly users: readonly User[];
  readonly groups: readonly Group[];
}

export interface PsArgs {
  readonly accepts: (p: Proc) => boolean;
  readonly fields: readonly Field[];
  readonly sort: readonly SortKey[];
  readonly forest: "unix" | "bsd" | null;
  readonly headers: boolean;
  readonly trueNames: boolean;
  readonly numeric: boolean;
  readonly environment: boolean;
  /** How often w was given. */
  readonly wide: number;
  readonly action: "list" | "version" | "help" | "columns";
  readonly helpTopic: string;
}

type Test = (p: Proc) => boolean;

class Reader {
  readonly tests: Test[] = [];
  readonly letters = new Set<string>(); // "-f" "-l" … and BSD "u" "l" …
  readonly formats: Field[] = [];
  sort: SortKey[] = [];
  all = false;
  unixA = false;
  unixD = false;
  bsdA = false;
  bsdX = false;
  bsd = false;
  running = false;
  negate = false;
  forest: PsArgs["forest"] = null;
  headers = true;
  wide = 0;
  action: PsArgs["action"] = "list";
  helpTopic = "";
  readonly asker: Asker;
  readonly forceBsd: boolean;

  constructor(asker: Asker, forceBsd: boolean) {
    this.asker = asker;
    this.forceBsd = forceBsd;
    this.bsd = forceBsd;
  }

  read(words: readonly string[]): void {
    for (let i = 0; i < words.length; i++) {
      const word = words[i] ?? "";
      // The argument of an option: the rest of its word, else the next word.
      const next = (rest: string, problem: string): string => {
        const value = rest !== "" ? rest : words[++i];
        if (value === undefined) throw new PsError(problem);
        return value;
      };
      if (word.startsWith("--")) this.long(word.slice(2), next);
      else if (word.startsWith("-") && word.length > 1 && !this.forceBsd) this.unix(word.slice(1), next);
      else if (/^\d/.test(word.replace(/^-/, ""))) {
        this.bsd = true;
        this.list("p", word.replace(/^-/, ""));
      } else this.bsdWord(word.replace(/^-/, ""), next);
    }
  }

  private unix(letters: string, next: (rest: string, problem: string) => string): void {
    for (let i = 0; i < letters.length; i++) {
      const c = letters[i] ?? "";
      const rest = letters.slice(i + 1);
      const problem = LIST_PROBLEMS[c];
      if (problem !== undefined) {
        const value = next(rest, `${problem} must follow -${c}`);
        if (c === "o") this.format(value);
        else if (c === "O") this.formatBetween(value);
        else this.list(c, value);
        return;
      }
      if ("cFfjlLMTy".includes(c)) this.letters.add(`-${c}`);
      else if (c === "A" || c === "e") this.all = true;
      else if (c === "a") this.unixA = true;
      else if (c === "d") this.unixD = true;
      else if (c === "H") this.forest = "unix";
      else if (c === "N") this.negate = true;
      else if (c === "w") this.wide++;
      else if (c === "V") this.action = "version";
      else if ("mPD".includes(c)) throw new PsMissing(`-${c}`);
      else throw new PsError("unsupported SysV option");
    }
  }

  private bsdWord(letters: string, next: (rest: string, problem: string) => string): void {
    this.bsd = true;
    for (let i = 0; i < letters.length; i++) {
      const c = letters[i] ?? "";
      const rest = letters.slice(i + 1);
      if (c === "o") {
        this.format(next(rest, "format specification must follow o"));
        return;
      }
      if (c === "k") {
        this.sortBy(next(rest, "long sort specification must follow 'k'"));
        return;
      }
      if (c === "p" || c === "q") {
        this.list("p", next(rest, "list of process IDs must follow p"));
        return;
      }
      if (c === "U") {
        this.list("u", next(rest, "list of user names must follow U"));
        return;
      }
      if (c === "t") {
        this.list("t", next(rest, "list of terminals (pty, tty...) must follow t"));
        return;
      }
      this.bsdLetter(c);
    }
  }

  private bsdLetter(c: string): void {
    if ("ucljsen".includes(c)) {
      this.letters.add(c);
      if (["u", "l", "j", "s"].filter((f) => this.letters.has(f)).length > 1) {
        throw new PsError("conflicting format options");
      }
    } else if (c === "a") this.bsdA = true;
    else if (c === "x") this.bsdX = true;
    else if (c === "f") this.forest = "bsd";
    else if (c === "h") this.headers = false;
    else if (c === "r") this.running = true;
    else if (c === "w") this.wide++;
    else if (c === "T") this.tests.push((p) => p.tty === this.asker.tty);
    else if (c === "V") this.action = "version";
    else if (c === "L") this.action = "columns";
    else if (c === "g" || c === "S" || c === "H")
      return; // no difference: every process has one thread
    else if ("vXmNOZ".includes(c)) throw new PsMissing(c);
    else throw new PsError(`unsupported option (BSD syntax)`);
  }

  private long(word: string, next: (rest: string, problem: string) => string): void {
    const [name = "", attached = ""] = word.split(/=(.*)/s);
    const list = LONG_LISTS[name];
    if (list !== undefined) this.list(list, next(attached, `list of ${name} must follow --${name}`));
    else if (/^no-?head(ing|er)s?$/.test(name)) this.headers = false;
    else if (/^head(ing|er)s?$/.test(name) || name === "cumulative") return;
    else if (name === "format") this.format(next(attached, "format specification must follow --format"));
    else if (name === "sort") this.sortBy(next(attached, "long sort specification must follow --sort"));
    else if (name === "forest") this.forest = "bsd";
    else if (name === "deselect") this.negate = true;
    else if (name === "version") this.action = "version";
    else if (name === "help") {
      this.action = "help";
      this.helpTopic = attached;
    } else if (MISSING_LONG.has(name)) throw new PsMissing(`--${name}`);
    else throw new PsError("unknown gnu long option");
  }

  private format(list: string): void {
    this.formats.push(...usable(parseFormat(list)));
  }

  private formatBetween(list: string): void {
    this.formats.push(...preset("pid"), ...usable(parseFormat(list)), ...preset("state,tname,time,command"));
  }

  private sortBy(list: string): void {
    for (const item of list.split(",")) {
      const name = item.replace(/^[+-]/, "");
      if (MISSING.has(name)) throw new PsMissing(`--sort ${name}`);
      if (!Object.hasOwn(COLUMNS, name)) throw new PsError("unknown sort specifier");
      this.sort.push({ name, down: item.startsWith("-") });
    }
  }

  private list(kind: string, text: string): void {
    const items = text.split(/[ ,\t\n]+/).filter((w) => w !== "");
    if (items.length === 0) throw new PsError("list cannot be empty");
    for (const item of items) this.tests.push(this.test(kind, item));
  }

  private test(kind: string, item: string): Test {
    switch (kind) {
      case "p":
      case "q": {
        const pid = processId(item);
        return (p) => p.pid === pid;
      }
      case "ppid": {
        const pid = processId(item);
        return (p) => p.ppid === pid;
      }
      case "C":
        return (p) => p.comm === item.slice(0, 15);
      case "s": {
        const sid = processId(item);
        return (p) => p.session === sid;
      }
      case "g": {
        if (/^\d+$/.test(item)) return (p) => p.session === Number(item);
        const gid = this.groupId(item);
        return (p) => p.gids[1] === gid;
      }
      case "G": {
        const gid = this.groupId(item);
        return (p) => p.gids[0] === gid;
      }
      case "u":
      case "U": {
        const uid = this.userId(item);
        const which = kind === "u" ? 1 : 0;
        return (p) => p.uids[which] === uid;
      }
      default:
        return terminal(item);
    }
  }

  private userId(item: string): number {
    const known = this.asker.users.find((u) => u.name === item);
    if (known) return known.uid;
    if (!/^\d+$/.test(item)) throw new PsError("user name does not exist");
    return Number(item);
  }

  private groupId(item: string): number {
    const known = this.asker.groups.find((g) => g.name === item);
    if (known) return known.gid;
    if (!/^\d+$/.test(item)) throw new PsError("group name does not exist");
    return Number(item);
  }

  /** "By default, ps selects all processes with the same effective user ID and the same terminal" - ps(1) */
  private simple(): Test {
    const { euid, tty } = this.asker;
    const mine: Test = (p) => p.uids[1] === euid;
    if (this.all || (this.bsdA && this.bsdX)) return () => true;
    if (this.bsdA) return (p) => p.tty !== 0;
    if (this.bsdX) return mine;
    if (this.unixD) return (p) => p.session !== p.pid;
    if (this.unixA) return (p) => p.tty !== 0 && p.session !== p.pid;
    if (this.tests.length > 0) return () => false;
    return this.bsd ? (p) => mine(p) && p.tty !== 0 : (p) => mine(p) && p.tty === tty;
  }

  result(): PsArgs {
    const simple = this.simple();
    const chosen: Test = (p) => simple(p) || this.tests.some((t) => t(p));
    const has = (f: string) => this.letters.has(f);
    return {
      accepts: (p) => (!this.running || p.state === "R" || p.state === "D") && chosen(p) !== this.negate,
      fields: this.fields(),
      sort: this.sort,
      forest: this.forest,
      headers: this.headers,
      trueNames: has("c"),
      numeric: has("n"),
      environment: has("e"),
      wide: this.wide,
      action: this.action,
      helpTopic: this.helpTopic,
    };
  }

  private fields(): readonly Field[] {
    const has = (f: string) => this.letters.has(f);
    const shaped = ["-f", "-F", "-l", "-j", "u", "l", "j", "s"].some(has);
    if (this.formats.length > 0) {
      if (shaped) throw new PsError("conflicting format options");
      return this.formats;
    }
    if (has("u")) return preset("user,pid,%cpu,%mem,vsz,rss,tname,stat,start_time,bsdtime,args");
    if (has("l")) return preset("f,uid,pid,ppid,priority,ni,vsz,rss,wchan,stat,tname,bsdtime,args");
    if (has("j")) return preset("ppid,pid,pgid,sid,tname,tpgid,stat,uid,bsdtime,args");
    if (has("s")) return preset("uid,pid,pending,blocked,ignored,caught,stat,tname,bsdtime,args");
    if (this.bsd && !shaped) return preset("pid,tname,stat,bsdtime,args");
    return preset(unixFormat(has, this.bsd));
  }
}

/** The columns that -f, -F, -l, -j, -L, -T, -c, -y and -M make together. */
function unixFormat(has: (letter: string) => boolean, withState: boolean): string {
  const [full, long, jobs] = [has("-f") || has("-F"), has("-l"), has("-j")];
  const extra = has("-F");
  const list: (string | false)[] = [
    has("-M") && "label",
    long && !has("-y") && "f",
    long && "s",
    full ? "uname=UID" : long && "uid",
    "pid",
    has("-T") && "spid",
    (full || long) && "ppid",
    jobs && "pgid",
    jobs && "sid",
    has("-L") && "lwp",
    has("-c") ? "class" : (full || long) && "c",
    has("-L") && full && "nlwp",
    has("-c") ? "pri" : long && "opri",
    long && !has("-c") && "ni",
    long && (has("-y") ? "rss" : "addr"),
    (long || extra) && "sz",
    extra && "rss",
    extra && "psr",
    long && "wchan",
    full && "stime",
    "tname",
    full && withState && "stat",
    full && withState ? "bsdtime" : "time",
    full ? "cmd" : "ucmd",
  ];
  return list.filter((c) => c !== false).join(",");
}

const LIST_PROBLEMS: Readonly<Record<string, string>> = {
  C: "list of command names",
  G: "list of real groups",
  g: "list of session leaders OR effective group names",
  O: "format or sort specification",
  o: "format specification",
  p: "list of process IDs",
  q: "list of process IDs",
  s: "list of session IDs",
  t: "list of terminals (pty, tty...)",
  U: "list of real users",
  u: "list of users",
};

const LONG_LISTS: Readonly<Record<string, string>> = {
  Group: "G",
  group: "g",
  pid: "p",
  ppid: "ppid",
  "quick-pid": "q",
  sid: "s",
  tty: "t",
  User: "U",
  user: "u",
};

const MISSING_LONG = new Set(["cols", "columns", "width", "rows", "lines", "context", "info", "signames"]);

function processId(item: string): number {
  if (!/^\d+$/.test(item)) throw new PsError("process ID list syntax error");
  const pid = Number(item);
  if (pid < 1 || pid > 0x7fffffff) throw new PsError("process ID out of range");
  return pid;
}

function terminal(item: string): Test {
  const name = item.replace(/^\/dev\//, "");
  if (name === "?" || name === "-") return (p) => p.tty === 0;
  const names = /^\d+$/.test(name) ? [`pts/${name}`, `tty${name}`] : [name, `tty${name}`, `pts/${name}`];
  return (p) => names.includes(ttyName(p.tty));
}

function usable(list: FieldList): readonly Field[] {
  if ("error" in list) throw new PsError(list.error);
  if ("missing" in list) throw new PsMissing(`-o ${list.missing}`);
  return list;
}

/** Throws PsError or PsMissing. */
export function parsePsArgs(words: readonly string[], asker: Asker): PsArgs {
  const read = (forceBsd: boolean): PsArgs => {
    const reader = new Reader(asker, forceBsd);
    reader.read(words);
    return reader.result();
  };
  try {
    return read(false);
  } catch (first) {
    if (!(first instanceof PsError)) throw first;
    try {
      return read(true);
    } catch (second) {
      if (second instanceof PsMissing) throw second;
      throw first;
    }
  }
}
