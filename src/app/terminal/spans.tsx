import type { Row } from "./screen.ts";

export function Spans({ row }: { readonly row: Row }) {
  return row.map(({ text, className }, i) =>
    className === "" ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is known by its place
      <span key={i} className={className}>
        {text}
      </span>
    ),
  );
}
