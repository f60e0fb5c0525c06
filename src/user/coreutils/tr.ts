import { failed } from "../../kernel/abi/errno.ts";
import { type Run, sys } from "../program.ts";
import { quote } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /\d/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\n\v\f\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};
const BYTES = Array.from({ length: 256 }, (_, i) => String.fromCharCode(i));

/** A set as tr expands it: characters, and one place that [c*] fills up. */
interface Expanded {
  readonly chars: string[];
  readonly fill: { readonly at: number; readonly char: string } | null;
}

export const trMain = tool(
  {
    name: "tr",
    usage: "[OPTION]... STRING1 [STRING2]",
    stop: true,
    options: `
  -c, -C, --complement     use the complement of ARRAY1
  -d, --delete             delete characters in ARRAY1, do not translate
  -s, --squeeze-repeats    replace each sequence of a repeated character that is listed in the last specified ARRAY
  -t, --truncate-set1      first truncate ARRAY1 to length of ARRAY2
`,
  },
  function* (cmd): Run<number> {
    const [first, second, extra] = cmd.operands;
    const [deletes, squeezes] = [cmd.has("delete"), cmd.has("squeeze-repeats")];
    if (first === undefined) return yield* cmd.misuse("missing operand");
    const two = deletes === squeezes;
    if (second === undefined && two) {
      yield* cmd.warn(`missing operand after ${quote(first)}`);
      const why = deletes
        ? "Two strings must be given when both deleting and squeezing repeats."
        : "Two strings must be given when translating.";
      yield* sys("write", { fd: 2, data: `${why}\n` });
      return yield* cmd.tryHelp();
    }
    if (second !== undefined && deletes && !squeezes) {
      yield* cmd.warn(`extra operand ${quote(second)}`);
      yield* sys("write", { fd: 2, data: "Only one string may be given when deleting without squeezing repeats.\n" });
      return yield* cmd.tryHelp();
    }
    if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
    const one = yield* expand(cmd, first);
    const other = second === undefined ? null : yield* expand(cmd, second);
    const set1 = cmd.has("complement") ? BYTES.filter((c) => !one.chars.includes(c)) : one.chars;
    const map = new Map<string, string>();
    if (other && !deletes) {
      const to = fillUp(other, set1.length);
      if (to.length === 0 && !cmd.has("truncate-set1")) {
        return yield* cmd.die(1, "when not truncating set1, string2 must be non-empty");
      }
      set1.forEach((c, i) => {
        if (i >= to.length && cmd.has("truncate-set1")) return;
        map.set(c, to[i] ?? to.at(-1) ?? c);
      });
    }
    const gone = new Set(deletes ? set1 : []);
    const squeezed = new Set(!squeezes ? [] : other ? fillUp(other, deletes ? 0 : set1.length) : set1);
    yield* pump(cmd, gone, map, squeezed);
    return 0;
  },
);

function* pump(cmd: Cmd, gone: Set<string>, map: Map<string, string>, squeezed: Set<string>): Run<void> {
  let last = "";
  for (;;) {
    const part = yield* sys("read", { fd: 0, count: 8192 });
    if (failed(part)) yield* cmd.die(1, "read error", part);
    if (part === "" || failed(part)) return;
    let out = "";
    for (const c of part) {
      if (gone.has(c)) continue;
      const to = map.get(c) ?? c;
      if (to === last && squeezed.has(to)) continue;
      out += to;
      last = to;
    }
    yield* cmd.print(out);
  }
}

function fillUp({ chars, fill }: Expanded, length: number): string[] {
  if (!fill) return chars;
  const more = Math.max(0, length - chars.length);
  return [...chars.slice(0, fill.at), ...new Array<string>(more).fill(fill.char), ...chars.slice(fill.at)];
}

const ESCAPED: Readonly<Record<string, string>> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** Reads escapes first: each piece is a character, and whether it was written with a backslash. */
function pieces(text: string): { c: string; escaped: boolean }[] {
  const out: { c: string; escaped: boolean }[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? "";
    if (c !== "\\" || i + 1 >= text.length) {
      out.push({ c, escaped: false });
      continue;
    }
    const octal = /^[0-7]{1,3}/.exec(text.slice(i + 1))?.[0];
    const next = text[i + 1] ?? "";
    if (octal) {
      out.push({ c: String.fromCharCode(Number.parseInt(octal, 8) & 0xff), escaped: true });
      i += octal.length;
    } else {
      out.push({ c: ESCAPED[next] ?? next, escaped: true });
      i++;
    }
  }
  return out;
}

function* expand(cmd: Cmd, text: string): Run<Expanded> {
  const all = pieces(text);
  const chars: string[] = [];
  let fill: Expanded["fill"] = null;
  const plain = (i: number, c: string) => all[i]?.c === c && !all[i]?.escaped;
  for (let i = 0; i < all.length; i++) {
    const c = all[i]?.c ?? "";
    if (plain(i, "[")) {
      const rest = all
        .slice(i)
        .map((p) => (p.escaped ? "\u0100" : p.c))
        .join("");
      const named = /^\[:([^\]]*):\]/.exec(rest);
      const same = /^\[=(.)=\]/s.exec(rest);
      const repeat = /^\[(.)\*(\d*)\]/s.exec(rest);
      if (named) {
        const kind = CLASSES[named[1] ?? ""];
        if (!kind) return yield* cmd.die(1, `invalid character class ${quote(named[1] ?? "")}`);
        chars.push(...BYTES.filter((b) => kind.test(b)));
        i += named[0].length - 1;
        continue;
      }
      if (same) {
        chars.push(all[i + 2]?.c ?? "");
        i += same[0].length - 1;
        continue;
      }
      if (repeat) {
        const count = repeat[2] ?? "";
        const n = count.startsWith("0") ? Number.parseInt(count, 8) : Number(count);
        const char = all[i + 1]?.c ?? "";
        if (n === 0) fill = { at: chars.length, char };
        else chars.push(...new Array<string>(n).fill(char));
        i += repeat[0].length - 1;
        continue;
      }
    }
    if (plain(i + 1, "-") && i + 2 < all.length) {
      const to = all[i + 2]?.c ?? "";
      if (to < c) {
        return yield* cmd.die(1, `range-endpoints of ${quote(`${c}-${to}`)} are in reverse collating sequence order`);
      }
      chars.push(...BYTES.slice(c.charCodeAt(0), to.charCodeAt(0) + 1));
      i += 2;
      continue;
    }
    chars.push(c);
  }
  return { chars, fill };
}
