// JSON as Go's encoding/json writes and reads it: what runc prints, and how it complains.

/** json.MarshalIndent(v, prefix, "\t" or "  "): "<", ">" and "&" are written as escapes, since it may land in HTML. */
export const marshal = (value: unknown, indent = ""): string =>
  (JSON.stringify(value, null, indent) ?? "null").replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** The first value of `text`, or Go's message about it. json.NewDecoder(r).Decode(&v) */
export function decode(text: string): { readonly value: unknown } | { readonly problem: string } {
  if (text.trim() === "") return { problem: "EOF" };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: new Scanner(text).problem() };
  }
}

const quoted = (c: string): string =>
  c === "'" ? `'\\''` : c === '"' ? `'"'` : JSON.stringify(c).replace(/^"|"$/g, "'");

/** Finds the place where a text stops being JSON: scanner.go of encoding/json. */
class Scanner {
  private at = 0;
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  problem(): string {
    try {
      this.value();
      return "unexpected EOF";
    } catch (e) {
      return e instanceof Error ? e.message : String(e);
    }
  }

  private peek(): string {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
    const c = this.text[this.at];
    if (c === undefined) throw new Error("unexpected EOF");
    return c;
  }

  private wrong(where: string): never {
    throw new Error(`invalid character ${quoted(this.peek())} ${where}`);
  }

  private value(): void {
    const c = this.peek();
    if (c === "{") this.list("}", () => this.pair());
    else if (c === "[") this.list("]", () => this.value());
    else if (c === '"') this.string();
    else this.word();
  }

  private word(): void {
    const word = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?)/.exec(this.text.slice(this.at));
    if (!word) this.wrong("looking for beginning of value");
    this.at += word[0].length;
  }

  private list(end: string, element: () => void): void {
    this.at++;
    if (this.peek() === end) {
      this.at++;
      return;
    }
    for (;;) {
      element();
      const c = this.peek();
      if (c !== end && c !== ",") this.wrong(end === "}" ? "after object key:value pair" : "after array element");
      this.at++;
      if (c === end) return;
    }
  }

  private pair(): void {
    if (this.peek() !== '"') this.wrong("looking for beginning of object key string");
    this.string();
    if (this.peek() !== ":") this.wrong("after object key");
    this.at++;
    this.value();
  }

  private string(): void {
    const m = /^"(?:[^"\\\n]|\\["\\/bfnrtu])*/.exec(this.text.slice(this.at));
    this.at += m?.[0].length ?? 0;
    const c = this.text[this.at];
    if (c === undefined) throw new Error("unexpected EOF");
    if (c === "\\") throw new Error(`invalid character ${quoted(this.text[this.at + 1] ?? "")} in string escape code`);
    if (c !== '"') throw new Error(`invalid character ${quoted(c)} in string literal`);
    this.at++;
  }
}
