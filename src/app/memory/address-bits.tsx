import { indexOf, levelsOf, PAGING, type PagingMode, spanOf } from "../../machine/page-table.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

interface Props {
  readonly mode: PagingMode;
  readonly address: number;
  /** Level of the entry that ends the walk: what is below it chooses the byte. */
  readonly level: number;
}

/** The address, and which entry each level makes of it. */
export function AddressBits({ mode, address, level: last }: Props) {
  const t = usePageWords(words);
  const levels = Array.from({ length: levelsOf(mode) - last + 1 }, (_, i) => levelsOf(mode) - i);
  const low = Math.log2(spanOf(mode, last));
  return (
    <figure className="address">
      <figcaption>
        {t.address}: <code>0x{address.toString(16)}</code>
      </figcaption>
      <ol>
        {levels.map((level) => {
          const from = Math.log2(spanOf(mode, level));
          const bits = PAGING[mode].bits[level - 1] ?? 0;
          return (
            <li key={level} style={{ flexGrow: bits }}>
              <small>
                L{level}
                <span className="address-range"> · {`${from + bits - 1}–${from}`}</span>
              </small>
              <code>{indexOf(mode, level, address)}</code>
            </li>
          );
        })}
        <li className="address-offset" style={{ flexGrow: low }}>
          <small>
            {t.offset}
            <span className="address-range"> · {`${low - 1}–0`}</span>
          </small>
          <code>0x{(address % 2 ** low).toString(16)}</code>
        </li>
      </ol>
    </figure>
  );
}
