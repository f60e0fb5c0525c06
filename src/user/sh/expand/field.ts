// The fields a word becomes. Each piece of text is added with what may still happen to it: quoted text is only text,
// literal text may hold pattern characters, the result of an expansion may also be split at IFS.

export interface Field {
  readonly text: string;
  /** The same with quoted characters escaped; null where nothing in it is a pattern. */
  readonly pattern: string | null;
}

export interface Fields {
  readonly done: Field[];
  text: string;
  pattern: string;
  /** There is a field, be it empty: "" makes one, an unset $x does not. */
  active: boolean;
  hasPattern: boolean;
  /** null: never split (an assignment, a redirection target of dash, a case word). */
  readonly ifs: string | null;
  readonly escape: (text: string) => string;
  readonly metacharacters: RegExp;
}

const GLOB = /[*?[\\]/;
const EXTGLOB = /[*?[\\]|[+@!]\(/;

/** In a glob pattern every one of these may mean something. */
export const escapeGlob = (text: string): string => text.replace(/[\\*?[\]()|!+@^-]/g, "\\$&");
export const escapeRegex = (text: string): string => text.replace(/[\\^$.[\]|()?*+{}]/g, "\\$&");

export function newFields(ifs: string | null, quote = escapeGlob, extglob = false): Fields {
  const metacharacters = extglob ? EXTGLOB : GLOB;
  return { done: [], text: "", pattern: "", active: false, hasPattern: false, ifs, escape: quote, metacharacters };
}

export function addQuoted(f: Fields, text: string): void {
  f.active = true;
  f.text += text;
  f.pattern += f.escape(text);
}

export function addLiteral(f: Fields, text: string): void {
  f.active = true;
  f.text += text;
  f.pattern += text;
  if (!f.hasPattern && f.metacharacters.test(text)) f.hasPattern = true;
}

export function endField(f: Fields): void {
  f.done.push({ text: f.text, pattern: f.hasPattern ? f.pattern : null });
  f.text = "";
  f.pattern = "";
  f.active = false;
  f.hasPattern = false;
}

/** Ends the last field, if there is one, and gives all. */
export function finish(f: Fields): readonly Field[] {
  if (f.active) endField(f);
  return f.done;
}

/** Adds the result of an unquoted expansion: "Word Splitting" - bash(1). */
export function addSplit(f: Fields, value: string): void {
  if (f.ifs === null || f.ifs === "") {
    if (value !== "") addLiteral(f, value);
    return;
  }
  const { ifs } = f;
  let i = 0;
  while (i < value.length) {
    const from = i;
    while (i < value.length && !ifs.includes(value[i] as string)) i++;
    if (i > from) addLiteral(f, value.slice(from, i));
    if (i >= value.length) return;
    // "any character in IFS that is not IFS whitespace, along with any adjacent IFS whitespace, delimits a field"
    let hard = false;
    while (i < value.length && ifs.includes(value[i] as string)) {
      if (!isBlank(value[i] as string)) {
        if (hard) break;
        hard = true;
      }
      i++;
    }
    if (hard || f.active) endField(f);
  }
}

const isBlank = (ch: string): boolean => ch === " " || ch === "\t" || ch === "\n";
