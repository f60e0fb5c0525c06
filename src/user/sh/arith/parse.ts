// Arithmetic in the shell: C's expressions over 64-bit integers - bash(1), ARITHMETIC EVALUATION.
// A Pratt parser: each operator knows how strongly it binds.

export type Expr =
  | { readonly type: "number"; readonly value: bigint }
  | { readonly type: "variable"; readonly name: string; readonly index: string | null }
  | { readonly type: "unary"; readonly op: string; readonly arg: Expr }
  | { readonly type: "step"; readonly op: "++" | "--"; readonly prefix: boolean; readonly arg: Expr }
  | { readonly type: "binary"; readonly op: string; readonly left: Expr; readonly right: Expr; readonly rest: string }
  | { readonly type: "assign"; readonly op: string; readonly left: Expr; readonly right: Expr; readonly rest: string }
  | { readonly type: "choice"; readonly test: Expr; readonly then: Expr; readonly other: Expr };

/** Thrown with what bash says behind the expression: `syntax error: operand expected (error token is "+")`. */
export class ArithmeticError {
  readonly message: string;
  /** The expression that bash shows in front: the text up to a bad number, or that of a variable's value. */
  text: string | null;
  constructor(message: string, text: string | null = null) {
    this.message = message;
    this.text = text;
  }
}

const BINDING: Readonly<Record<string, number>> = {
  ",": 1,
  "=": 2, "*=": 2, "/=": 2, "%=": 2, "+=": 2, "-=": 2, "<<=": 2, ">>=": 2, "&=": 2, "^=": 2, "|=": 2,
  "?": 3,
  "||": 4,
  "&&": 5,
  "|": 6,
  "^": 7,
  "&": 8,
  "==": 9, "!=": 9,
  "<": 10, "<=": 10, ">": 10, ">=": 10,
  "<<": 11, ">>": 11,
  "+": 12, "-": 12,
  "*": 13, "/": 13, "%": 13,
  "**": 14,
}; // biome-ignore format: one level a line
const ASSIGN = 2;
const CHOICE = 3;
const POWER = 14;
const UNARY = 15;

const TOKEN =
  /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(\d[0-9A-Za-z_@#]*)|(<<=|>>=|\*\*|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&^|]=|[-+*/%&^|<>=!~?:,()[\]]))/y;

interface Reader {
  readonly text: string;
  i: number;
  /** Where the token just read began: an error names the rest of the text from there. */
  last: number;
}

export function parseArithmetic(text: string): Expr {
  const r: Reader = { text, i: 0, last: 0 };
  if (text.trim() === "") return { type: "number", value: 0n };
  const expr = expression(r, 0);
  if (peek(r) === UNKNOWN) throw syntax(r, "syntax error: invalid arithmetic operator", rest(r));
  if (peek(r) !== "") throw syntax(r, "syntax error in expression", rest(r));
  return expr;
}

/** A character that arithmetic does not have. */
const UNKNOWN = "\u0000";

function peek(r: Reader): string {
  TOKEN.lastIndex = r.i;
  const m = TOKEN.exec(r.text);
  if (m) return m[1] ?? m[2] ?? m[3] ?? "";
  return r.text.slice(r.i).trim() === "" ? "" : UNKNOWN;
}

function next(r: Reader): string {
  TOKEN.lastIndex = r.i;
  const m = TOKEN.exec(r.text);
  if (!m) return "";
  r.last = r.i + m[0].length - m[0].trimStart().length;
  r.i = TOKEN.lastIndex;
  return m[1] ?? m[2] ?? m[3] ?? "";
}

const rest = (r: Reader): string => r.text.slice(r.i).trimStart();

function syntax(r: Reader, what: string, token = r.text.slice(r.last)): ArithmeticError {
  return new ArithmeticError(`${what} (error token is "${token}")`);
}

function expression(r: Reader, binding: number): Expr {
  let left = prefix(r);
  for (;;) {
    let op = peek(r);
    const twoSigns = op === "++" || op === "--";
    if (twoSigns) op = op[0] as string; // 1--2 is 1 - -2
    if (op === UNKNOWN) throw syntax(r, "syntax error: invalid arithmetic operator", rest(r));
    const power = BINDING[op];
    if (power === undefined || power < binding) return left;
    if (power === ASSIGN) {
      if (left.type !== "variable") throw syntax(r, "attempted assignment to non-variable", rest(r));
      next(r);
      const from = r.i;
      left = { type: "assign", op, left, right: expression(r, ASSIGN), rest: r.text.slice(from).trimStart() };
    } else if (power === CHOICE) {
      next(r);
      if (peek(r) === ":") throw syntax(r, "expression expected", rest(r));
      const then = expression(r, 1);
      if (peek(r) !== ":") throw syntax(r, "`:' expected for conditional expression", rest(r) || r.text.slice(r.last));
      next(r);
      left = { type: "choice", test: left, then, other: expression(r, CHOICE) };
    } else {
      next(r);
      if (twoSigns) r.i--;
      const from = r.i;
      // ** binds to the right, all others to the left.
      const right = expression(r, power === POWER ? POWER : power + 1);
      const after = op === "**" ? r.i : from;
      left = { type: "binary", op, left, right, rest: r.text.slice(after).trimStart() };
    }
  }
}

function prefix(r: Reader): Expr {
  const token = peek(r);
  if (token === UNKNOWN) throw syntax(r, "syntax error: operand expected", rest(r));
  if (token === "") throw syntax(r, "syntax error: operand expected", r.text.slice(r.last) || r.text);
  if (token === "++" || token === "--") {
    next(r);
    if (!/^\s*[A-Za-z_]/.test(r.text.slice(r.i))) {
      // Only before a name are two signs one operator.
      r.i--;
      return { type: "unary", op: token[0] as string, arg: expression(r, UNARY) };
    }
    const arg = prefix(r);
    if (arg.type === "variable") return { type: "step", op: token, prefix: true, arg };
    // "--5" is minus minus 5
    const sign = token[0] as string;
    return { type: "unary", op: sign, arg: { type: "unary", op: sign, arg } };
  }
  if (/^[-+!~]$/.test(token)) {
    next(r);
    return { type: "unary", op: token, arg: expression(r, UNARY) };
  }
  if (token === "(") {
    next(r);
    const inner = expression(r, 0);
    if (peek(r) !== ")") throw syntax(r, "missing `)'", rest(r) || r.text.slice(r.last));
    next(r);
    return inner;
  }
  if (/^\d/.test(token)) {
    next(r);
    return { type: "number", value: number(token, r) };
  }
  if (/^[A-Za-z_]/.test(token)) return variable(r);
  throw syntax(r, "syntax error: operand expected", rest(r));
}

function variable(r: Reader): Expr {
  const name = next(r);
  let index: string | null = null;
  if (r.text[r.i] === "[") {
    let depth = 0;
    let i = r.i;
    for (; i < r.text.length; i++) {
      if (r.text[i] === "[") depth++;
      if (r.text[i] === "]" && --depth === 0) break;
    }
    if (i >= r.text.length) throw new ArithmeticError(`bad array subscript (error token is "${r.text.slice(r.last)}")`);
    index = r.text.slice(r.i + 1, i);
    r.i = i + 1;
  }
  const arg: Expr = { type: "variable", name, index };
  const after = peek(r);
  if (after !== "++" && after !== "--") return arg;
  next(r);
  return { type: "step", op: after, prefix: false, arg };
}

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_";

function number(token: string, r: Reader): bigint {
  const based = /^(\d+)#(.*)$/.exec(token);
  if (based) {
    const base = Number(based[1]);
    if (base < 2 || base > 64) throw syntax(r, "invalid arithmetic base");
    if (based[2] === "") throw syntax(r, "invalid integer constant");
    return digits(based[2] as string, base, r);
  }
  if (/^0[xX]/.test(token)) return digits(token.slice(2), 16, r);
  if (/^0./.test(token)) return digits(token.slice(1), 8, r);
  return digits(token, 10, r);
}

function digits(text: string, base: number, r: Reader): bigint {
  let value = 0n;
  for (const ch of text) {
    const digit = DIGITS.indexOf(base <= 36 ? ch.toLowerCase() : ch);
    const what = digit < 0 ? "invalid number" : digit >= base ? "value too great for base" : null;
    if (what)
      throw new ArithmeticError(`${what} (error token is "${r.text.slice(r.last, r.i)}")`, r.text.slice(0, r.i));
    value = BigInt.asIntN(64, value * BigInt(base) + BigInt(digit));
  }
  return value;
}
