// Lettering: sizes by role, and how wide a text will be. A scene may not measure the page, so widths are estimated
// from a table made for Noto Sans KR and JetBrains Mono, a little on the wide side.

interface Style {
  /** px */
  readonly size: number;
  readonly mono?: boolean;
  readonly bold?: boolean;
}

export type Lettering = keyof typeof LETTERING;

export const LETTERING = {
  sign: { size: 14, bold: true },
  path: { size: 11, mono: true },
  pid: { size: 12, mono: true, bold: true },
  comm: { size: 11.5, mono: true },
  tag: { size: 11 },
  organ: { size: 12.5, bold: true },
  fact: { size: 11, mono: true },
  note: { size: 11.5 },
  letter: { size: 11, mono: true, bold: true },
  call: { size: 12, mono: true, bold: true },
  label: { size: 14 },
} as const satisfies Record<string, Style>;

const MONO = 0.6; // em; every Latin letter of JetBrains Mono
const HANGUL = 0.95; // em; Noto Sans KR sets 0.92
const BOLD = 1.06; // times the regular width
const NARROW = /[ijl.,:;'|!()[\]{}I`]/;
const WIDE = /[mwMW@%—…]/;

function em(char: string, mono: boolean): number {
  if (char.charCodeAt(0) > 0x2e7f) return HANGUL;
  if (mono) return char > "\u206f" ? 1 : MONO; // arrows and the like may come from another font
  if (NARROW.test(char)) return 0.3;
  if (WIDE.test(char)) return 0.9;
  if (char === " ") return 0.26;
  return char >= "A" && char <= "Z" ? 0.66 : 0.57;
}

const known = new Map<string, number>(); // em by text: the same names come again in every frame

function ems(text: string, mono: boolean): number {
  const key = mono ? `m${text}` : `s${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  let sum = 0;
  for (const char of text) sum += em(char, mono);
  if (known.size > 20_000) known.clear();
  known.set(key, sum);
  return sum;
}

/** Estimated width of a line of text and its size, in px. */
export function textWidth(text: string, as: Lettering, scale = 1): { readonly w: number; readonly size: number } {
  const style: Style = LETTERING[as];
  const size = style.size * scale;
  return { w: ems(text, style.mono === true) * size * (style.bold && !style.mono ? BOLD : 1), size };
}

/** The text, or as much of it as `width` px hold, with an ellipsis; empty when not even that fits. */
export function fitText(text: string, as: Lettering, width: number, scale = 1): string {
  if (textWidth(text, as, scale).w <= width) return text;
  const chars = [...text];
  while (chars.length > 0) {
    chars.pop();
    const cut = `${chars.join("").trimEnd()}…`;
    if (textWidth(cut, as, scale).w <= width) return chars.length > 0 ? cut : "";
  }
  return "";
}
