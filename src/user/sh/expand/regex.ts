// POSIX extended regular expressions, as [[ =~ ]] takes them, in JavaScript's syntax.

const CLASSES: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  blank: " \\t",
  cntrl: "\\x00-\\x1f\\x7f",
  digit: "0-9",
  graph: "\\x21-\\x7e",
  lower: "a-z",
  print: "\\x20-\\x7e",
  punct: "!-/:-@\\[-`{-~",
  space: "\\s",
  upper: "A-Z",
  xdigit: "0-9A-Fa-f",
};

export function posixRegex(source: string): string {
  let out = "";
  for (let i = 0; i < source.length; i++) {
    const ch = source[i] as string;
    if (ch === "\\") {
      const next = source[++i];
      if (next === undefined) throw new SyntaxError("trailing backslash");
      // A backslash before anything but GNU's \w \W \s \S \b \B \< \> only quotes it.
      if (next === "<" || next === ">") out += "\\b";
      else out += /[wWsSbB\d]/.test(next) ? `\\${next}` : quoted(next);
    } else if (ch === "[") {
      const end = bracketEnd(source, i);
      out += bracket(source.slice(i + 1, end));
      i = end;
    } else if (ch === ".") out += "[^]";
    else if (ch === "(" && source[i + 1] === "?") throw new SyntaxError("nothing to repeat");
    else out += ch === "/" ? "\\/" : ch;
  }
  return out;
}

const quoted = (ch: string): string => (/[\\^$.[\]|()?*+{}/]/.test(ch) ? `\\${ch}` : ch);

function bracketEnd(source: string, open: number): number {
  let i = open + 1;
  if (source[i] === "^") i++;
  if (source[i] === "]") i++;
  while (i < source.length && source[i] !== "]")
    i = source.startsWith("[:", i) ? source.indexOf(":]", i) + 2 || source.length : i + 1;
  if (i >= source.length) throw new SyntaxError("unmatched [");
  return i;
}

function bracket(inner: string): string {
  const negated = inner.startsWith("^");
  const body = negated ? inner.slice(1) : inner;
  const text = body.replace(/\[:(\w+):\]|[\\[\]]/g, (whole, name?: string) =>
    name ? (CLASSES[name] ?? "") : `\\${whole}`,
  );
  return `[${negated ? "^" : ""}${text}]`;
}
