// How GNU programs print a name in a message: gnulib's quotearg.c in the C locale.
//
//   quote("it's")     'it\'s'        the "locale" style: for options, numbers, words
//   quoteaf("a\nb")   'a'$'\n''b'    the "shell-escape-always" style: for file names, can be pasted into a shell
//   quotef("a b")     'a b'          the "shell-escape" style: the same, but only where needed

const ESCAPES: Readonly<Record<string, string>> = {
  "\x07": "a",
  "\b": "b",
  "\f": "f",
  "\n": "n",
  "\r": "r",
  "\t": "t",
  "\v": "v",
};

const printable = (c: string): boolean => c >= " " && c <= "~";
const octal = (c: string): string => `\\${c.charCodeAt(0).toString(8).padStart(3, "0")}`;
const escaped = (c: string): string => (ESCAPES[c] ? `\\${ESCAPES[c]}` : octal(c));

/** C escapes inside `mark`s. */
function cStyle(text: string, mark: string): string {
  const inside = Array.from(text, (c) => (c === mark || c === "\\" ? `\\${c}` : printable(c) ? c : escaped(c))).join(
    "",
  );
  return mark + inside + mark;
}

export const quote = (text: string): string => cStyle(text, "'");

/** Characters that a shell takes for itself anywhere in a word; {} # ~ only at certain places. */
const SPECIAL = /[\s!"$&()*;<=>[^`|?'\\]|[^ -~]|^[#~]|^[{}]$/;
// Characters that mean the same inside '…' and inside "…".
const SAME_IN_BOTH = /^(?:[ %+,\-./0-9:A-Z\]_a-z']|^[#~]|^[{}]$)*$/;

export function quoteaf(text: string): string {
  if (text.includes("'") && SAME_IN_BOTH.test(text)) return `"${text}"`;
  let out = "'";
  let inEscape = false; // inside $'…'
  for (const c of text) {
    if (printable(c)) {
      if (inEscape) out += "''";
      inEscape = false;
      out += c === "'" ? "'\\''" : c;
    } else {
      if (!inEscape) out += "'$'";
      inEscape = true;
      out += escaped(c);
    }
  }
  return `${out}'`;
}

/** ls's names on a terminal: quoted only where a shell needs it. */
export const quoteIfNeeded = (text: string): string => (text === "" || SPECIAL.test(text) ? quoteaf(text) : text);

/** In messages, where "name: text" must stay readable, a colon is quoted too. */
export const quotef = (text: string): string => (text.includes(":") ? quoteaf(text) : quoteIfNeeded(text));
