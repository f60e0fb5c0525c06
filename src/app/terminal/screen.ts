// What was written to a terminal, as lines of styled text: the part of ECMA-48 that the modelled programs use.
//
// Colours and weight (SGR), return, backspace, tab and clearing are obeyed; other sequences are dropped. What a
// program prints stays text: it becomes text nodes, never markup.

/** A stretch of text in one style. `className` is made of the sgr-* classes of terminal.css. */
export interface Span {
  readonly text: string;
  readonly className: string;
}

export type Row = readonly Span[];

export interface Screen {
  /** Finished lines. */
  readonly rows: readonly Row[];
  /** What stands before the cursor: the prompt, when a shell waits. */
  readonly prompt: Row;
  /** Lines before those of `rows` that are not shown, to keep the page quick. */
  readonly dropped: number;
}

const SHOWN_CHARS = 40_000; // of the end of the text
const SHOWN_ROWS = 500;
const TAB = 8; // columns

interface Style {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly colour: number | null;
  readonly background: number | null;
}

const PLAIN: Style = {
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  colour: null,
  background: null,
};

const TOKEN =
  /\x1b\[([0-9;?]*)([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b.|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f\x1b]+/g;

/** Reads the text of a terminal (decoded, not bytes). */
export function readScreen(text: string): Screen {
  const { rest, dropped } = lastPart(text);
  const rows: Row[] = [];
  let row: Cell[] = [];
  let column = 0;
  let style = PLAIN;
  for (const [token, parameters, final] of rest.matchAll(TOKEN)) {
    if (final === "m") style = styled(style, parameters ?? "");
    else if (final === "J" && parameters !== "" && parameters !== "0") {
      rows.length = 0;
      row = [];
      column = 0;
    } else if (final === "K") row.length = Math.min(row.length, column);
    else if (token === "\n") {
      rows.push(spans(row));
      row = [];
      column = 0;
    } else if (token === "\r") column = 0;
    else if (token === "\b") column = Math.max(0, column - 1);
    else if (token === "\t") {
      const target = (Math.floor(column / TAB) + 1) * TAB;
      for (; column < target; column++) row[column] ??= { char: " ", style };
    } else if (token >= " " && !token.startsWith("\x7f")) {
      for (const char of token) row[column++] = { char, style };
    }
  }
  const extra = Math.max(0, rows.length - SHOWN_ROWS);
  return { rows: extra > 0 ? rows.slice(extra) : rows, prompt: spans(row), dropped: dropped + extra };
}

interface Cell {
  readonly char: string;
  readonly style: Style;
}

function lastPart(text: string): { rest: string; dropped: number } {
  if (text.length <= SHOWN_CHARS) return { rest: text, dropped: 0 };
  const cut = text.indexOf("\n", text.length - SHOWN_CHARS) + 1;
  const from = cut > 0 ? cut : text.length - SHOWN_CHARS;
  let dropped = 0;
  for (let i = text.indexOf("\n"); i !== -1 && i < from; i = text.indexOf("\n", i + 1)) dropped++;
  return { rest: text.slice(from), dropped };
}

function spans(cells: readonly (Cell | undefined)[]): Row {
  const out: { text: string; className: string }[] = [];
  for (const cell of cells) {
    const className = cell ? classes(cell.style) : "";
    const last = out.at(-1);
    if (last?.className === className) last.text += cell?.char ?? " ";
    else out.push({ text: cell?.char ?? " ", className });
  }
  return out;
}

function styled(style: Style, parameters: string): Style {
  let next = style;
  const codes = parameters.split(";").map(Number);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if ((code === 38 || code === 48) && codes[i + 1] === 5) {
      const value = codes[i + 2] ?? 0;
      next = code === 38 ? { ...next, colour: value % 16 } : { ...next, background: value % 16 };
      i += 2;
    } else next = sgr(next, code);
  }
  return next;
}

function sgr(style: Style, code: number): Style {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 3) return { ...style, italic: true };
  if (code === 4) return { ...style, underline: true };
  if (code === 7) return { ...style, inverse: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 23) return { ...style, italic: false };
  if (code === 24) return { ...style, underline: false };
  if (code === 27) return { ...style, inverse: false };
  if (code >= 30 && code <= 37) return { ...style, colour: code - 30 };
  if (code === 39) return { ...style, colour: null };
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 };
  if (code === 49) return { ...style, background: null };
  if (code >= 90 && code <= 97) return { ...style, colour: code - 82 };
  if (code >= 100 && code <= 107) return { ...style, background: code - 92 };
  return style;
}

const remembered = new Map<Style, string>([[PLAIN, ""]]);

function classes(style: Style): string {
  const known = remembered.get(style);
  if (known !== undefined) return known;
  const { bold, dim, italic, underline, inverse, colour, background } = style;
  const names = [
    bold && "sgr-bold",
    dim && "sgr-dim",
    italic && "sgr-italic",
    underline && "sgr-underline",
    inverse && "sgr-inverse",
    colour !== null && `sgr-fg-${colour}`,
    background !== null && `sgr-bg-${background}`,
  ].filter(Boolean);
  const className = names.join(" ");
  if (remembered.size < 500) remembered.set(style, className);
  return className;
}

/** The plain text of a row. */
export const rowText = (row: Row): string => row.map(({ text }) => text).join("");
