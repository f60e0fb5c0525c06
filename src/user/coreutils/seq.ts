import type { Run } from "../program.ts";
import { quote } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { formatFloat } from "./number-format.ts";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A decimal number exactly: digits as an integer, and how many of them stand after the point. */
interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

export const seqMain = tool(
  {
    name: "seq",
    usage: ["[OPTION]... LAST", "[OPTION]... FIRST LAST", "[OPTION]... FIRST INCREMENT LAST"],
    stop: true,
    options: `
  -f, --format=FORMAT      use printf style floating-point FORMAT
  -s, --separator=STRING   use STRING to separate numbers (default: \\n)
  -w, --equal-width        equalize width by padding with leading zeroes
`,
    // A negative number is no option.
    rewrite: (args) => {
      const at = args.findIndex((a) => /^-[\d.]/.test(a) || !a.startsWith("-"));
      return at < 0 || !args[at]?.startsWith("-") ? args : [...args.slice(0, at), "--", ...args.slice(at)];
    },
  },
  function* (cmd): Run<number> {
    const words = cmd.operands;
    if (words.length === 0) return yield* cmd.misuse("missing operand");
    if (words.length > 3) return yield* cmd.misuse(`extra operand ${quote(words[3] ?? "")}`);
    const [first = "1", step = "1", last = "1"] =
      words.length === 1 ? ["1", "1", ...words] : words.length === 2 ? [words[0], "1", words[1]] : words;
    const numbers: Decimal[] = [];
    for (const word of [first, step, last]) numbers.push(yield* read(cmd, word));
    const [from, by, to] = numbers as [Decimal, Decimal, Decimal];
    if (by.digits === 0n) return yield* cmd.misuse(`invalid Zero increment value: ${quote(step)}`);
    const format = cmd.last("format");
    if (format !== undefined && cmd.has("equal-width")) {
      return yield* cmd.misuse("format string may not be specified when printing equal width strings");
    }
    if (format !== undefined) yield* checkFormat(cmd, format);
    yield* emit(cmd, from, by, to, format);
    return 0;
  },
);

/** "FORMAT must be suitable for printing one argument of type 'double'" - seq(1) */
function* checkFormat(cmd: Cmd, format: string): Run<void> {
  const shown = `format ${quote(format)}`;
  const rest = format.replace(/%%/g, "");
  const first = /%[-+ #0']*\d*(?:\.\d*)?L?(.?)/.exec(rest);
  if (!first) yield* cmd.die(1, `${shown} has no % directive`);
  else if (first[1] === "") yield* cmd.die(1, `${shown} ends in %`);
  else if (!/[aefgAEFG]/.test(first[1] ?? "")) yield* cmd.die(1, `${shown} has unknown %${first[1]} directive`);
  else if (rest.slice(first.index + first[0].length).includes("%")) {
    yield* cmd.die(1, `${shown} has too many % directives`);
  }
}

function* read(cmd: Cmd, word: string): Run<Decimal> {
  if (!NUMBER.test(word)) return yield* cmd.misuse(`invalid floating point argument: ${quote(word)}`);
  const [mantissa = "", power = "0"] = word.toLowerCase().replace(/^\+/, "").split("e");
  const [whole = "", part = ""] = mantissa.split(".");
  const places = part.length - Number(power);
  const digits = BigInt(`${whole}${part}`.replace(/^-?$/, "0"));
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 };
}

function* emit(cmd: Cmd, from: Decimal, by: Decimal, to: Decimal, format: string | undefined): Run<void> {
  const scale = Math.max(from.places, by.places, to.places);
  const places = Math.max(from.places, by.places);
  const at = (d: Decimal) => d.digits * 10n ** BigInt(scale - d.places);
  const [start, step, end] = [at(from), at(by), at(to)];
  const text = (n: bigint): string => {
    const size = (n < 0n ? -n : n).toString().padStart(scale + 1, "0");
    const whole = size.slice(0, size.length - scale);
    const part = size.slice(size.length - scale).slice(0, places);
    return `${n < 0n ? "-" : ""}${whole}${places > 0 ? `.${part}` : ""}`;
  };
  const separator = cmd.last("separator") ?? "\n";
  const beyond = (n: bigint) => (step > 0n ? n > end : n < end);
  if (beyond(start)) return;
  const lastValue = start + ((end - start) / step) * step;
  const width = cmd.has("equal-width") ? Math.max(text(start).length, text(lastValue).length) : 0;
  const shape = (n: bigint): string => {
    if (format !== undefined) return formatted(format, Number(text(n)));
    const plain = text(n);
    return plain.startsWith("-") ? `-${plain.slice(1).padStart(width - 1, "0")}` : plain.padStart(width, "0");
  };
  for (let n = start; !beyond(n); n += step) yield* cmd.print((n === start ? "" : separator) + shape(n));
  yield* cmd.print("\n");
}

function formatted(format: string, value: number): string {
  return format.replace(
    /%%|%([-+ #0']*)(\d*)(?:\.(\d*))?([efgEFG])/g,
    (whole, flags = "", width = "", precision, kind = "g") =>
      whole === "%%"
        ? "%"
        : formatFloat(value, kind, {
            flags,
            width: Number(width),
            precision: precision === undefined ? -1 : Number(precision),
          }),
  );
}
