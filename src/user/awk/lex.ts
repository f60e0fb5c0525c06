// The words of an awk program.

export interface Token {
  readonly kind: "number" | "string" | "regex" | "name" | "call" | "builtin" | "keyword" | "op" | "newline" | "end";
  readonly text: string;
  readonly line: number;
}

export class AwkError extends Error {
  readonly status: number;
  constructor(message: string, status = 2) {
    super(message);
    this.status = status;
  }
}

const KEYWORDS = new Set(
  "BEGIN END function func if else while for do break continue next nextfile exit return delete in getline print printf".split(
    " ",
  ),
);
export const BUILTINS = new Set(
  "length substr index split sub gsub match sprintf sin cos atan2 exp log sqrt int rand srand tolower toupper system close fflush".split(
    " ",
  ),
);
const OPERATORS = /^(?:&&|\|\||\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|!~|>>|[-+*/%^!<>|?:~$=,;(){}[\]])/;
const LETTERS: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  '"': '"',
  "/": "/",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
};

/** Undoes the escapes of a string constant or of -v. */
export function undoAwkEscapes(text: string): string {
  return text.replace(/\\(?:([0-7]{1,3})|([\s\S]))/g, (whole, octal?: string, c?: string) =>
    octal !== undefined ? String.fromCharCode(Number.parseInt(octal, 8) & 255) : (LETTERS[c ?? ""] ?? whole),
  );
}

export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  const add = (kind: Token["kind"], text: string) => tokens.push({ kind, text, line });
  /** After these a "/" divides; elsewhere it begins a regular expression. */
  const divides = (): boolean => {
    const last = tokens.at(-1);
    if (!last) return false;
    if (last.kind === "number" || last.kind === "string" || last.kind === "name" || last.kind === "builtin")
      return true;
    return last.kind === "op" && /^(?:\)|\]|\$|\+\+|--)$/.test(last.text);
  };
  while (at < source.length) {
    const rest = source.slice(at);
    const blank = /^(?:[ \t\r]+|\\\n|#[^\n]*)/.exec(rest);
    if (blank) {
      if (blank[0] === "\\\n") line++;
      at += blank[0].length;
      continue;
    }
    if (rest.startsWith("\n")) {
      add("newline", "\n");
      line++;
      at++;
      continue;
    }
    const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/.exec(rest);
    if (number) {
      add("number", number[0]);
      at += number[0].length;
      continue;
    }
    const name = /^[A-Za-z_]\w*/.exec(rest);
    if (name) {
      const word = name[0];
      at += word.length;
      if (KEYWORDS.has(word)) add("keyword", word === "func" ? "function" : word);
      else if (BUILTINS.has(word)) add("builtin", word);
      else add(source[at] === "(" ? "call" : "name", word);
      continue;
    }
    if (rest.startsWith('"')) {
      const m = /^"((?:[^"\\\n]|\\[\s\S])*)"/.exec(rest);
      if (!m) throw new AwkError(`line ${line}: runaway string constant ${rest.split("\n")[0]?.slice(0, 11)} ...`);
      add("string", undoAwkEscapes((m[1] ?? "").replace(/\\\n/g, "")));
      at += m[0].length;
      continue;
    }
    if (rest.startsWith("/") && !divides()) {
      const m = /^\/((?:[^/\\\n[]|\\.|\[\^?\]?(?:\[:[a-z]+:\]|\\.|[^\]\n\\])*\])*)\//.exec(rest);
      if (!m) throw new AwkError(`line ${line}: runaway regular expression ${rest.split("\n")[0]?.slice(0, 11)} ...`);
      add("regex", (m[1] ?? "").replace(/\\\//g, "/"));
      at += m[0].length;
      continue;
    }
    const op = OPERATORS.exec(rest);
    if (!op) throw new AwkError(`line ${line}: syntax error at or near ${rest[0]}`);
    add("op", op[0]);
    at += op[0].length;
  }
  add("newline", "\n");
  line++;
  add("end", "end of file");
  return tokens;
}
