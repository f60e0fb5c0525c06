// getopt_long(3): how programs read their arguments.
//
// A tool's table is text, one option a line, in the form that --help prints:
//
//   -a, --all                do not ignore entries starting with .
//   -w, --width=COLS         an argument, as "-w 80", "-w80", "--width=80" or "--width 80"
//       --color[=WHEN]       an optional argument, only as "--color=always" (short: attached, "-kWHEN")
//   ! -Z, --context          an option of the real tool that the model does not have: refused, never ignored
//   ~ --legacy=N             taken, but not listed by --help: an old spelling that `rewrite` of tool.ts turns into this
//
// It lists every option of the real tool, so that a typing error gets glibc's message, an abbreviation is as
// ambiguous as on Linux, and what is left out says so. The same table makes --help and completion.

export type ArgKind = "none" | "required" | "optional";

export interface Option {
  /** Long name, else the letter: what `Given.name` says. */
  readonly name: string;
  readonly shorts: readonly string[];
  readonly longs: readonly string[];
  readonly arg: ArgKind;
  readonly modelled: boolean;
  readonly listed: boolean;
  /** The line of --help without its "!". */
  readonly line: string;
}

/** One option as it was given, in the order of the command line. */
export interface Given {
  readonly name: string;
  /** As typed: "-l" or "--long" (never abbreviated). */
  readonly flag: string;
  readonly value: string | undefined;
  readonly modelled: boolean;
}

export interface Parsed {
  readonly given: readonly Given[];
  readonly operands: readonly string[];
  /** glibc's message without the program's name; the options before it are in `given`. */
  readonly problem: string | null;
}

const NAME = /^(--)([^\s,=[]+?)(?:(=|\[=|\[| )(\S+?)\]?)?$/;

/** Reads a table of options. */
export function optionTable(text: string): readonly Option[] {
  return text
    .split("\n")
    .filter((line) => /^\s*([!~]\s*)?-/.test(line))
    .map(readLine);
}

function readLine(line: string): Option {
  const modelled = !/^\s*!/.test(line);
  const listed = !/^\s*~/.test(line);
  const bare = line.replace(/^\s*[!~]?\s*/, "");
  const names = (/^(.*?)(\s{2,}|$)/.exec(bare)?.[1] ?? bare).split(/, +/);
  const shorts: string[] = [];
  const longs: string[] = [];
  let arg: ArgKind = "none";
  for (const each of names) {
    // "-kWHEN" is a letter with its argument; "--long=ARG" and "-k ARG" say it themselves.
    const short = /^-([^-])(\[?=?[A-Z]\S*)?( \S+)?$/.exec(each);
    const long = NAME.exec(each);
    if (short?.[1]) shorts.push(short[1]);
    else if (long?.[2]) longs.push(long[2]);
    else throw new Error(`option table: cannot read "${line}"`);
    if (/\[=|^-[^-]\[/.test(each)) arg = "optional";
    else if (arg === "none" && (short ? (short[2] ?? short[3]) : long?.[3])) arg = "required";
  }
  return { name: longs[0] ?? shorts[0] ?? "", shorts, longs, arg, modelled, listed, line: bare };
}

/**
 * Takes `args` (without argv[0]) apart. Operands may stand between options, unless `stop`: then the first operand
 * ends the options ("+" of getopt(3), or POSIXLY_CORRECT in the environment).
 */
export function getopt(table: readonly Option[], args: readonly string[], stop = false): Parsed {
  const given: Given[] = [];
  const operands: string[] = [];
  const end = (problem: string): Parsed => ({ given, operands, problem });
  const add = (o: Option, flag: string, value: string | undefined) =>
    given.push({ name: o.name, flag, value, modelled: o.modelled });

  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? "";
    if (word === "--") {
      operands.push(...args.slice(i + 1));
      break;
    }
    if (word.startsWith("--")) {
      const eq = word.indexOf("=");
      const found = findLong(table, word.slice(2), eq < 0 ? word.slice(2) : word.slice(2, eq));
      if (typeof found === "string") return end(found);
      const { option, long } = found;
      let value = eq < 0 ? undefined : word.slice(eq + 1);
      if (value !== undefined && option.arg === "none") return end(`option '--${long}' doesn't allow an argument`);
      if (value === undefined && option.arg === "required") {
        value = args[++i];
        if (value === undefined) return end(`option '--${long}' requires an argument`);
      }
      add(option, `--${long}`, value);
    } else if (word.startsWith("-") && word.length > 1) {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] ?? "";
        const option = letter === ":" || letter === ";" ? undefined : table.find((o) => o.shorts.includes(letter));
        if (!option) return end(`invalid option -- '${letter}'`);
        if (option.arg === "none") {
          add(option, `-${letter}`, undefined);
          continue;
        }
        let value: string | undefined = word.slice(at + 1) || undefined;
        if (value === undefined && option.arg === "required") {
          value = args[++i];
          if (value === undefined) return end(`option requires an argument -- '${letter}'`);
        }
        add(option, `-${letter}`, value);
        break;
      }
    } else if (stop) {
      operands.push(...args.slice(i));
      break;
    } else operands.push(word);
  }
  return { given, operands, problem: null };
}

// An exact name wins; else the one option that begins so. Names of the same option are no ambiguity.
function findLong(table: readonly Option[], typed: string, name: string): { option: Option; long: string } | string {
  const all = table.flatMap((option) => option.longs.map((long) => ({ option, long })));
  const exact = all.find((c) => c.long === name);
  if (exact) return exact;
  const begins = all.filter((c) => c.long.startsWith(name));
  const first = begins[0];
  if (!first) return `unrecognized option '--${typed}'`;
  const others = begins.filter((c) => c.option !== first.option);
  if (others.length === 0) return first;
  const list = [first, ...others].map((c) => ` '--${c.long}'`).join("");
  return `option '--${typed}' is ambiguous; possibilities:${list}`;
}

/** What can be completed after a "-": every modelled spelling. */
export function completions(table: readonly Option[]): readonly string[] {
  return table
    .filter((o) => o.modelled && o.listed)
    .flatMap((o) => [...o.shorts.map((s) => `-${s}`), ...o.longs.map((l) => `--${l}`)]);
}

/** The options as --help lists them, what is not modelled marked so. */
export function optionHelp(table: readonly Option[]): string {
  return table
    .filter((o) => o.listed)
    .map((o) => `  ${o.shorts.length > 0 ? "" : "    "}${o.line}${o.modelled ? "" : "  (not modelled in Cutaway)"}\n`)
    .join("");
}
