// Prose as data: what is left of Markdown after the build. The page makes elements of it, never HTML text.

export type Inline =
  | string
  | { readonly code: string }
  | { readonly strong: readonly Inline[] }
  | { readonly em: readonly Inline[] }
  | { readonly link: string; readonly text: readonly Inline[] };

export type Block =
  | { readonly p: readonly Inline[] }
  | { readonly list: readonly (readonly Inline[])[]; readonly ordered: boolean }
  | { readonly pre: string };

export type Prose = readonly Block[];

/** The words alone. */
export function plain(inlines: readonly Inline[]): string {
  return inlines
    .map((i) => {
      if (typeof i === "string") return i;
      if ("code" in i) return i.code;
      return plain("strong" in i ? i.strong : "em" in i ? i.em : i.text);
    })
    .join("");
}
