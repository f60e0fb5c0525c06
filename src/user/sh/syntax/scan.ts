// Finding where a word ends: quotes, substitutions and expansions may hold anything.
//
// unbash recovers from errors, which suits an editor; a shell has to know exactly where input is wrong or
// merely not finished yet. So this scanner and check.ts walk over the text first, by the grammar of bash(1).

/** Thrown where the text ends inside something: `closer` is what would end it, "" for a command. */
export class Unfinished {
  readonly closer: string;
  readonly pos: number;
  /** The word that a compound command waits for: what dash names in its message. */
  expected: string | null = null;
  constructor(closer: string, pos: number) {
    this.closer = closer;
    this.pos = pos;
  }
}

/** Thrown at a token that may not stand where it stands, or (with a message) at another mistake. */
export class Misplaced {
  readonly token: string;
  readonly pos: number;
  readonly message: string | null;
  expected: string | null = null;
  constructor(token: string, pos: number, message: string | null = null) {
    this.token = token;
    this.pos = pos;
    this.message = message;
  }
}

export interface Heredoc {
  readonly delimiter: string;
  readonly strip: boolean;
  readonly pos: number;
}

export interface Cursor {
  readonly text: string;
  i: number;
  /** Here-documents whose bodies begin at the next newline. */
  pending: Heredoc[];
  /** One that the end of the text cut off. */
  open: Heredoc | null;
  /** [[ ]], arrays, extended patterns as bash has them. */
  readonly extended: boolean;
  readonly extglob: boolean;
  /** Walks over the commands in $( ), up to and including the ")". */
  readonly commands: (c: Cursor) => void;
}

const META = new Set(["|", "&", ";", "(", ")", "<", ">", " ", "\t", "\n"]);

/** Moves behind the word at the cursor. `pattern`: ?( ) and the like are part of it. */
export function skipWord(c: Cursor, pattern = c.extglob): void {
  const { text } = c;
  while (c.i < text.length) {
    const ch = text[c.i] as string;
    const next = text[c.i + 1];
    if (pattern && next === "(" && "?*+@!".includes(ch)) {
      c.i += 2;
      skipParens(c);
    } else if ((ch === "<" || ch === ">") && next === "(" && c.extended) {
      c.i += 2;
      inCommands(c);
    } else if (META.has(ch)) {
      return;
    } else {
      skipPiece(c, ch);
    }
  }
}

/** One character, or the quoted or expanded thing that begins with it. */
export function skipPiece(c: Cursor, ch: string): void {
  if (ch === "\\") c.i = Math.min(c.i + 2, c.text.length);
  else if (ch === "'") skipSingle(c);
  else if (ch === '"') skipDouble(c);
  else if (ch === "`") skipBacktick(c);
  else if (ch === "$") skipDollar(c, false);
  else c.i++;
}

function skipSingle(c: Cursor): void {
  const end = c.text.indexOf("'", c.i + 1);
  if (end < 0) throw new Unfinished("'", c.i);
  c.i = end + 1;
}

function skipDouble(c: Cursor): void {
  const start = c.i++;
  for (;;) {
    const ch = c.text[c.i];
    if (ch === undefined) throw new Unfinished('"', start);
    if (ch === '"') break;
    if (ch === "\\") c.i += 2;
    else if (ch === "`") skipBacktick(c);
    else if (ch === "$") skipDollar(c, true);
    else c.i++;
  }
  c.i++;
}

function skipBacktick(c: Cursor): void {
  const start = c.i++;
  while (c.text[c.i] !== "`") {
    if (c.i >= c.text.length) throw new Unfinished("`", start);
    c.i += c.text[c.i] === "\\" ? 2 : 1;
  }
  c.i++;
}

function skipDollar(c: Cursor, quoted: boolean): void {
  const next = c.text[c.i + 1];
  if (next === "(" && c.text[c.i + 2] === "(") {
    const start = c.i;
    c.i += 3;
    if (skipArithmetic(c, start)) return;
    c.i = start + 2;
    inCommands(c);
  } else if (next === "(") {
    c.i += 2;
    inCommands(c);
  } else if (next === "{") {
    skipBraces(c);
  } else if (next === "'" && !quoted && c.extended) {
    skipAnsi(c);
  } else if (next === '"' && !quoted && c.extended) {
    c.i++;
    skipDouble(c);
  } else {
    c.i += next === "$" ? 2 : 1;
  }
}

function skipAnsi(c: Cursor): void {
  const start = c.i;
  c.i += 2;
  while (c.text[c.i] !== "'") {
    if (c.i >= c.text.length) throw new Unfinished("'", start);
    c.i += c.text[c.i] === "\\" ? 2 : 1;
  }
  c.i++;
}

function skipBraces(c: Cursor): void {
  const start = c.i;
  c.i += 2;
  for (;;) {
    const ch = c.text[c.i];
    if (ch === undefined) throw new Unfinished("}", start);
    if (ch === "}") break;
    skipPiece(c, ch);
  }
  c.i++;
}

/** Behind "((": true and past "))", or false where it turns out to be two subshells. */
export function skipArithmetic(c: Cursor, start: number): boolean {
  let depth = 0;
  for (;;) {
    const ch = c.text[c.i];
    if (ch === undefined) throw new Unfinished(")", start);
    if (ch === "(") depth++;
    if (ch === ")") {
      if (depth === 0) {
        if (c.text[c.i + 1] !== ")") return false;
        c.i += 2;
        return true;
      }
      depth--;
    }
    skipPiece(c, ch);
  }
}

/** Behind "(" of a pattern or an array: to the matching ")". */
export function skipParens(c: Cursor): void {
  const start = c.i;
  let depth = 1;
  while (depth > 0) {
    const ch = c.text[c.i];
    if (ch === undefined) throw new Unfinished(")", start);
    if (ch === "#" && /\s/.test(c.text[c.i - 1] ?? "")) {
      while (c.i < c.text.length && c.text[c.i] !== "\n") c.i++;
      continue;
    }
    if (ch === "(") depth++;
    if (ch === ")") depth--;
    skipPiece(c, ch);
  }
}

function inCommands(c: Cursor): void {
  const before = c.pending;
  c.pending = [];
  try {
    c.commands(c);
  } catch (e) {
    // The end of input inside $( ) is told by its own closer, at the end of the text.
    if (e instanceof Unfinished && e.closer === "") throw new Unfinished(")", c.text.length + 1);
    throw e;
  }
  c.pending = before;
}

/** Behind a newline: the bodies of the here-documents that the line announced. */
export function skipHeredocs(c: Cursor): void {
  for (const doc of c.pending) {
    for (;;) {
      if (c.i >= c.text.length) {
        c.open ??= doc;
        break;
      }
      const end = c.text.indexOf("\n", c.i);
      const line = c.text.slice(c.i, end < 0 ? c.text.length : end);
      c.i = end < 0 ? c.text.length : end + 1;
      if ((doc.strip ? line.replace(/^\t+/, "") : line) === doc.delimiter) break;
    }
  }
  c.pending = [];
}
