import { failed } from "../../kernel/abi/errno.ts";
import { O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY } from "../../kernel/abi/flags.ts";
import { argmatch } from "../argmatch.ts";
import { byBytes, readIntoMemory, write } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote, quotef } from "../quote.ts";
import { type Cmd, NOT_MODELLED, tool } from "../tool.ts";
import { splitLines } from "./inputs.ts";
import { compareKeys, type Key, keyText, type Ordering, PLAIN, parseKey, withFlag } from "./sort-keys.ts";

export const sortMain = tool(
  {
    name: "sort",
    usage: ["[OPTION]... [FILE]...", "[OPTION]... --files0-from=F"],
    failure: 2,
    options: `
  -b, --ignore-leading-blanks  ignore leading blanks
  -d, --dictionary-order   consider only blanks and alphanumeric characters
  -f, --ignore-case        fold lower case to upper case characters
  -g, --general-numeric-sort  compare according to general numerical value
  -i, --ignore-nonprinting  consider only printable characters
  -M, --month-sort         compare (unknown) < 'JAN' < ... < 'DEC'
  -h, --human-numeric-sort  compare human readable numbers (e.g., 2K 1G)
  -n, --numeric-sort       compare according to string numerical value
  ! -R, --random-sort      shuffle, but group identical keys
  ! --random-source=FILE   get random bytes from FILE
  -r, --reverse            reverse the result of comparisons
  --sort=WORD              sort according to WORD: general-numeric -g, human-numeric -h, month -M, numeric -n, version -V
  -V, --version-sort       natural sort of (version) numbers within text
  ! --batch-size=NMERGE    merge at most NMERGE inputs at once
  -c, --check[=WHEN]       check for sorted input; do not sort
  -C                       like -c, but do not report first bad line
  ! --compress-program=PROG  compress temporaries with PROG
  ! --debug                annotate the part of the line used to sort
  ! --files0-from=F        read input from the files specified by NUL-terminated names in file F
  -k, --key=KEYDEF         sort via a key; KEYDEF gives location and type
  -m, --merge              merge already sorted files; do not sort
  -o, --output=FILE        write result to FILE instead of standard output
  -s, --stable             stabilize sort by disabling last-resort comparison
  -S, --buffer-size=SIZE   use SIZE for main memory buffer
  -t, --field-separator=SEP  use SEP instead of non-blank to blank transition
  -T, --temporary-directory=DIR  use DIR for temporaries, not $TMPDIR or /tmp
  --parallel=N             change the number of sorts run concurrently to N
  -u, --unique             with -c, check for strict ordering; without -c, output only the first of an equal run
  -z, --zero-terminated    line delimiter is NUL, not newline
`,
  },
  function* (cmd): Run<number> {
    const order = yield* globalOrder(cmd);
    const keys: Key[] = [];
    for (const text of cmd.all("key")) {
      const key = parseKey(text, order);
      if (typeof key === "string") return yield* cmd.die(2, key);
      keys.push(key);
    }
    const separator = yield* readSeparator(cmd);
    const delimiter = cmd.has("zero-terminated") ? "\0" : "\n";
    const files = cmd.operands.length > 0 ? cmd.operands : ["-"];
    const compare = comparison(cmd, keys, order, separator);
    if (cmd.has("check", "C")) {
      if (files.length > 1) {
        const flag = cmd.has("C") ? "-C" : "-c";
        return yield* cmd.die(2, `extra operand ${quote(files[1] ?? "")} not allowed with ${flag}`);
      }
      return yield* check(cmd, files[0] ?? "-", compare, delimiter);
    }
    const inputs: string[][] = [];
    for (const name of files) inputs.push(splitLines(yield* readFile(cmd, name), delimiter));
    const sorted = cmd.has("merge") ? merge(inputs, compare.total) : inputs.flat().sort(compare.total);
    const kept = cmd.has("unique")
      ? sorted.filter((l, i) => i === 0 || compare.keys(sorted[i - 1] ?? "", l) !== 0)
      : sorted;
    yield* output(cmd, kept, delimiter);
    return 0;
  },
);

const WORDS = [["general-numeric"], ["human-numeric"], ["month"], ["numeric"], ["random"], ["version"]];

function* globalOrder(cmd: Cmd): Run<Ordering> {
  const letters: Readonly<Record<string, string>> = {
    "ignore-leading-blanks": "b",
    "dictionary-order": "d",
    "ignore-case": "f",
    "general-numeric-sort": "g",
    "ignore-nonprinting": "i",
    "month-sort": "M",
    "human-numeric-sort": "h",
    "numeric-sort": "n",
    reverse: "r",
    "version-sort": "V",
  };
  const words: Readonly<Record<string, string>> = {
    "general-numeric": "g",
    "human-numeric": "h",
    month: "M",
    numeric: "n",
    version: "V",
  };
  let order = PLAIN;
  let kinds = "";
  for (const { name, value } of cmd.given) {
    const letter = name === "sort" ? words[yield* argmatch(cmd, "--sort", value ?? "", WORDS)] : letters[name];
    if (name === "sort" && letter === undefined) {
      return yield* cmd.die(NOT_MODELLED, `option '--sort=${value}' is not modelled in Cutaway`);
    }
    if (letter === undefined) continue;
    order = withFlag(order, letter);
    if ("ghnMV".includes(letter) && !kinds.includes(letter)) kinds += letter;
  }
  if (kinds.length > 1) {
    const list = Array.from("dfghiMnRV")
      .filter((c) => kinds.includes(c))
      .join("");
    return yield* cmd.die(2, `options '-${list}' are incompatible`);
  }
  return order;
}

/** -m: always the least of the files' next lines; what is not sorted stays so. */
function merge(inputs: readonly string[][], compare: (a: string, b: string) => number): string[] {
  const heads = inputs.map(() => 0);
  const out: string[] = [];
  for (;;) {
    let least = -1;
    for (const [i, lines] of inputs.entries()) {
      const line = lines[heads[i] ?? 0];
      if (line === undefined) continue;
      const best = least < 0 ? undefined : inputs[least]?.[heads[least] ?? 0];
      if (best === undefined || compare(line, best) < 0) least = i;
    }
    if (least < 0) return out;
    out.push(inputs[least]?.[heads[least] ?? 0] ?? "");
    heads[least] = (heads[least] ?? 0) + 1;
  }
}

function* readSeparator(cmd: Cmd): Run<string | null> {
  const text = cmd.last("field-separator");
  if (text === undefined) return null;
  if (text === "") return yield* cmd.die(2, "empty tab");
  if (text === "\\0") return "\0";
  return text.length === 1 ? text : yield* cmd.die(2, `multi-character tab ${quote(text)}`);
}

interface Comparison {
  /** By keys alone. */
  readonly keys: (a: string, b: string) => number;
  /** With the whole line as the last resort. */
  readonly total: (a: string, b: string) => number;
}

function comparison(cmd: Cmd, keys: readonly Key[], order: Ordering, separator: string | null): Comparison {
  const byKeys = (a: string, b: string): number => {
    if (keys.length === 0) return compareKeys(a, b, order);
    for (const key of keys) {
      const d = compareKeys(keyText(a, key, separator), keyText(b, key, separator), key.order);
      if (d !== 0) return d;
    }
    return 0;
  };
  const stable = cmd.has("stable", "unique");
  const total = (a: string, b: string): number =>
    byKeys(a, b) || (stable ? 0 : order.reverse ? byBytes(b, a) : byBytes(a, b));
  return { keys: byKeys, total };
}

function* readFile(cmd: Cmd, name: string): Run<string> {
  const fd = name === "-" ? 0 : yield* sys("openat", { path: name, flags: O_RDONLY });
  if (failed(fd)) return yield* cmd.die(2, cmd.busybox ? name : `cannot read: ${quotef(name)}`, fd);
  const text = yield* readIntoMemory(fd);
  if (failed(text)) return yield* cmd.die(2, cmd.busybox ? name : `read failed: ${quotef(name)}`, text);
  if (fd !== 0) yield* sys("close", { fd });
  return text;
}

function* check(cmd: Cmd, name: string, compare: Comparison, delimiter: string): Run<number> {
  const lines = splitLines(yield* readFile(cmd, name), delimiter);
  const unique = cmd.has("unique");
  for (let i = 1; i < lines.length; i++) {
    const d = (unique ? compare.keys : compare.total)(lines[i - 1] ?? "", lines[i] ?? "");
    if (d < 0 || (d === 0 && !unique)) continue;
    if (!cmd.has("C")) yield* cmd.warn(`${name}:${i + 1}: disorder: ${lines[i] ?? ""}`);
    return 1;
  }
  return 0;
}

/** -o may name an input file: it is opened only now that everything has been read. */
function* output(cmd: Cmd, lines: readonly string[], delimiter: string): Run<void> {
  const text = lines.map((l) => l + delimiter).join("");
  const path = cmd.last("output");
  if (path === undefined) {
    yield* cmd.print(text);
    return;
  }
  const fd = yield* sys("openat", { path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o666 });
  if (failed(fd)) return yield* cmd.die(2, `open failed: ${quotef(path)}`, fd);
  const e = yield* write(fd, text);
  if (failed(e)) yield* cmd.die(2, `write failed: ${quotef(path)}`, e);
  yield* sys("close", { fd });
}
