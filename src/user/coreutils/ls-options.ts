import { argmatch } from "../argmatch.ts";
import { globMatch } from "../glob.ts";
import { getenv } from "../libc.ts";
import type { Run } from "../program.ts";
import { quote } from "../quote.ts";
import { type Cmd, NOT_MODELLED } from "../tool.ts";
import type { Timespec } from "./clock.ts";
import type { Shape } from "./ls-format.ts";

export const LS_OPTIONS = `
  -a, --all                do not ignore entries starting with .
  -A, --almost-all         do not list implied . and ..
  ! --author               with -l, print the author of each file
  -b, --escape             print C-style escapes for nongraphic characters
  ! --block-size=SIZE      with -l, scale sizes by SIZE when printing them
  -B, --ignore-backups     do not list implied entries ending with ~
  -c                       with -lt: sort by, and show, ctime; with -l: show ctime and sort by name
  -C                       list entries by columns
  --color[=WHEN]           color the output WHEN: always, auto or never
  -d, --directory          list directories themselves, not their contents
  ! -D, --dired            generate output designed for Emacs' dired mode
  -f                       same as -a -U
  -F, --classify[=WHEN]    append indicator (one of */=>@|) to entries
  --file-type              likewise, except do not append '*'
  --format=WORD            across -x, commas -m, horizontal -x, long -l, single-column -1, verbose -l, vertical -C
  --full-time              like -l --time-style=full-iso
  -g                       like -l, but do not list owner
  --group-directories-first  group directories before files
  -G, --no-group           in a long listing, don't print group names
  -h, --human-readable     with -l and -s, print sizes like 1K 234M 2G etc.
  --si                     likewise, but use powers of 1000 not 1024
  -H, --dereference-command-line  follow symbolic links listed on the command line
  --dereference-command-line-symlink-to-dir  follow each command line symbolic link that points to a directory
  --hide=PATTERN           do not list implied entries matching shell PATTERN
  ! --hyperlink[=WHEN]     hyperlink file names WHEN
  --indicator-style=WORD   append indicator with style WORD: none, slash (-p), file-type (--file-type), classify (-F)
  -i, --inode              print the index number of each file
  -I, --ignore=PATTERN     do not list implied entries matching shell PATTERN
  -k, --kibibytes          default to 1024-byte blocks for file system usage
  -l                       use a long listing format
  -L, --dereference        when showing file information for a symbolic link, show that of the file it references
  -m                       fill width with a comma separated list of entries
  -n, --numeric-uid-gid    like -l, but list numeric user and group IDs
  -N, --literal            print entry names without quoting
  -o                       like -l, but do not list group information
  -p                       append / indicator to directories
  -q, --hide-control-chars  print ? instead of nongraphic characters
  --show-control-chars     show nongraphic characters as-is
  -Q, --quote-name         enclose entry names in double quotes
  --quoting-style=WORD     use quoting style WORD for entry names
  -r, --reverse            reverse order while sorting
  -R, --recursive          list subdirectories recursively
  -s, --size               print the allocated size of each file, in blocks
  -S                       sort by file size, largest first
  --sort=WORD              change default 'name' sort to WORD: none (-U), size (-S), time (-t), version (-v), extension (-X), name
  --time=WORD              select which timestamp used to display or sort
  --time-style=TIME_STYLE  time/date format with -l
  -t                       sort by time, newest first
  -T, --tabsize=COLS       assume tab stops at each COLS instead of 8
  -u                       with -lt: sort by, and show, access time
  -U                       do not sort directory entries
  -v                       natural sort of (version) numbers within text
  -w, --width=COLS         set output width to COLS.  0 means no limit
  -x                       list entries by lines instead of by columns
  -X                       sort alphabetically by entry extension
  ! -Z, --context          print any security context of each file
  --zero                   end each output line with NUL, not newline
  -1                       list one file per line
`;

const FORMATS = [
  ["long", "verbose"],
  ["commas"],
  ["across", "horizontal"],
  ["columns", "vertical"],
  ["one", "single-column"],
];
const LETTER_FORMATS: Readonly<Record<string, Shape["format"]>> = { C: "columns", x: "across", m: "commas" };
const SORTS = [["none"], ["time"], ["size"], ["extension"], ["version"], ["width"], ["name"]];
const TIMES = [
  ["atime", "access", "use"],
  ["ctime", "status"],
  ["mtime", "modification"],
  ["birth", "creation"],
];
const INDICATORS = [["none"], ["slash"], ["type", "file-type"], ["classify"]];
const QUOTINGS = [
  ["literal"],
  ["shell"],
  ["shell-always"],
  ["shell-escape"],
  ["shell-escape-always"],
  ["c"],
  ["c-maybe"],
  ["escape"],
  ["locale"],
  ["clocale"],
];
const WHEN = [
  ["always", "yes", "force"],
  ["never", "no", "none"],
  ["auto", "tty", "if-tty"],
];

/** What the options say together; of contradicting ones the last wins. */
export function* readShape(cmd: Cmd, terminal: boolean, columns: number, now: Timespec): Run<Shape> {
  let format: Shape["format"] = terminal ? "columns" : "one";
  let sort: Shape["sort"] | undefined;
  let time: Shape["time"] = "mtime";
  let timeStyle = "";
  let quoting: Shape["quoting"] = terminal ? "shell" : "literal";
  let indicator: Shape["indicator"] = "none";
  let hidden: Shape["hidden"] = "dot";
  let follow: Shape["follow"] | undefined;
  let sizes: Shape["sizes"] = "bytes";
  let color = false;
  let control = terminal && !cmd.busybox;
  let width = columns;
  let tab = 8;
  let long = false; // -l was given: a later -1 does not undo it
  const skip: string[] = [];
  const hide: string[] = [];

  function* when(flag: string, value: string): Run<boolean> {
    const word = yield* argmatch(cmd, flag, value, WHEN);
    return word === "auto" ? terminal : word === "always";
  }
  function* count(what: string, value: string): Run<number> {
    if (/^\d+$/.test(value)) return Number(value);
    return yield* cmd.die(2, `invalid ${what}: ${quote(value)}`);
  }

  for (const { name, value = "" } of cmd.given) {
    switch (name) {
      case "all":
        hidden = "none";
        break;
      case "almost-all":
        hidden = "implied";
        break;
      case "f":
        hidden = "none";
        sort = "none";
        break;
      case "escape":
        quoting = "escape";
        break;
      case "literal":
        quoting = "literal";
        break;
      case "quote-name":
        quoting = "c";
        break;
      case "quoting-style":
        quoting = yield* quotingStyle(cmd, value);
        break;
      case "hide-control-chars":
        control = true;
        break;
      case "show-control-chars":
        control = false;
        break;
      case "ignore-backups":
        skip.push("*~");
        break;
      case "ignore":
        skip.push(value);
        break;
      case "hide":
        hide.push(value);
        break;
      case "c":
        time = "ctime";
        break;
      case "u":
        time = "atime";
        break;
      case "time":
        time = (yield* argmatch(cmd, "--time", value, TIMES)) as Shape["time"];
        break;
      case "color":
        color = yield* when("--color", value || "always");
        break;
      case "classify":
        indicator = (yield* when("--classify", value || "always")) ? "classify" : "none";
        break;
      case "file-type":
        indicator = "type";
        break;
      case "p":
        indicator = "slash";
        break;
      case "indicator-style":
        indicator = (yield* argmatch(cmd, "--indicator-style", value, INDICATORS)) as Shape["indicator"];
        break;
      case "format":
        format = (yield* argmatch(cmd, "--format", value, FORMATS)) as Shape["format"];
        break;
      case "l":
      case "g":
      case "o":
      case "numeric-uid-gid":
        format = "long";
        long = true;
        break;
      case "full-time":
        format = "long";
        timeStyle = "full-iso";
        break;
      case "1":
        if (!long || format !== "long") format = "one";
        break;
      case "C":
      case "x":
      case "m":
        format = LETTER_FORMATS[name] ?? format;
        break;
      case "human-readable":
        sizes = "human";
        break;
      case "si":
        sizes = "si";
        break;
      case "dereference":
        follow = "always";
        break;
      case "dereference-command-line":
        follow = "operands";
        break;
      case "dereference-command-line-symlink-to-dir":
        follow = "dirs";
        break;
      case "sort":
        sort = (yield* argmatch(cmd, "--sort", value, SORTS)) as Shape["sort"];
        break;
      case "S":
        sort = "size";
        break;
      case "t":
        sort = "time";
        break;
      case "U":
        sort = "none";
        break;
      case "v":
        sort = "version";
        break;
      case "X":
        sort = "extension";
        break;
      case "tabsize":
        tab = yield* count("tab size", value);
        break;
      case "width":
        width = yield* count("line width", value);
        break;
      case "time-style":
        timeStyle = value;
        break;
      case "zero":
        if (format !== "long") format = "one";
        quoting = "literal";
        control = false;
        color = false;
        break;
    }
  }
  color = color && knowsColors(cmd);
  if ((time as string) === "birth") yield* cmd.die(NOT_MODELLED, "option '--time=birth' is not modelled in Cutaway");
  const directory = cmd.has("directory");
  const isLong = format === "long";
  // "-c: with -l: show ctime and sort by name; otherwise: sort by ctime, newest first" - ls(1)
  sort ??= !isLong && time !== "mtime" ? "time" : "name";
  follow ??= directory || indicator === "classify" || isLong ? "never" : "dirs";
  const blocks = cmd.has("size");
  const style = timeStyle.replace(/^posix-/, "");
  if (style !== "" && !/^(full-iso|long-iso|iso|locale|\+.*)$/s.test(style)) {
    yield* cmd.misuse(`invalid argument ${quote(style)} for ${quote("time style")}`);
  }
  return {
    format,
    sort,
    time,
    timeStyle: timeStyle.startsWith("posix-") ? "" : style,
    quoting,
    control,
    indicator,
    hidden,
    follow,
    sizes,
    color,
    width,
    tab,
    directory,
    blocks,
    now,
    busybox: cmd.busybox,
    recursive: cmd.has("recursive") && !directory,
    reverse: cmd.has("reverse"),
    dirsFirst: cmd.has("group-directories-first"),
    inode: cmd.has("inode"),
    numeric: cmd.has("numeric-uid-gid"),
    owner: !cmd.has("g"),
    group: !cmd.has("o") && !cmd.has("no-group"),
    end: cmd.has("zero") ? "\0" : "\n",
    needsStat: isLong || blocks || sort === "time" || sort === "size" || indicator === "classify" || color,
    needsType:
      indicator !== "none" || color || (cmd.has("recursive") && !directory) || cmd.has("group-directories-first"),
    checksLinks: color || (isLong && indicator !== "none"),
    lsColors: getenv(cmd.self, "LS_COLORS") ?? "",
    shows: (name) => {
      if (name.startsWith(".") && (hidden === "dot" || (hidden === "implied" && (name === "." || name === ".."))))
        return false;
      if (hidden === "dot" && hide.some((p) => globMatch(p, name, { period: true }))) return false;
      return !skip.some((p) => globMatch(p, name, { period: true }));
    },
  };
}

const KNOWN_STYLES: Readonly<Record<string, Shape["quoting"]>> = {
  literal: "literal",
  "shell-escape": "shell",
  c: "c",
  escape: "escape",
};

function* quotingStyle(cmd: Cmd, value: string): Run<Shape["quoting"]> {
  const word = yield* argmatch(cmd, "--quoting-style", value, QUOTINGS);
  const style = KNOWN_STYLES[word];
  return style ?? (yield* cmd.die(NOT_MODELLED, `option '--quoting-style=${word}' is not modelled in Cutaway`));
}

// The terminals that dircolors(1) knows: without LS_COLORS there are colours only on one of them.
const TERMS = [
  "Eterm",
  "ansi",
  "*color*",
  "con[0-9]*x[0-9]*",
  "cons25",
  "console",
  "cygwin",
  "*direct*",
  "dtterm",
  "gnome",
  "hurd",
  "jfbterm",
  "konsole",
  "kterm",
  "linux",
  "linux-c",
  "mlterm",
  "putty",
  "rxvt*",
  "screen*",
  "st",
  "terminator",
  "tmux*",
  "vt100",
  "vt220",
  "xterm*",
];

function knowsColors(cmd: Cmd): boolean {
  if (getenv(cmd.self, "LS_COLORS") || getenv(cmd.self, "COLORTERM")) return true;
  const term = getenv(cmd.self, "TERM") ?? "";
  return TERMS.some((pattern) => globMatch(pattern, term));
}
