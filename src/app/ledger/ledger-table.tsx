// The numbers of the ledger as a table: every charge by layer, cause and name, with how well its price is known.

import { ledgerRows, type Side, shortNumber } from "../../scene/ledger.ts";
import { LEDGER_WORDS } from "../../scene/ledger-words.ts";
import { WORDS } from "../../scene/words.ts";
import type { Charge } from "../../virt/ledger.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

export function LedgerTable({ sides }: { readonly sides: readonly Side[] }) {
  const t = usePageWords(words);
  const lang = useLanguage();
  const { causes } = LEDGER_WORDS[lang];
  const { layers } = WORDS[lang].machines;
  const rows = ledgerRows(sides);
  return (
    <details className="ledger-table">
      <summary>{t.table(rows.length)}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="ledger-scroll" tabIndex={0} aria-label={t.table(rows.length)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.columns.layer}</th>
              <th scope="col">{t.columns.cause}</th>
              <th scope="col">{t.columns.what}</th>
              {sides.map(({ key, name }) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ layer, cause, name, cells }) => (
              <tr key={`${layer} ${cause} ${name}`}>
                <th scope="row">{layers[layer]}</th>
                <td>{causes[cause]}</td>
                <td className="mono">{name}</td>
                {cells.map((cell, i) => (
                  <td key={sides[i]?.key} className="mono">
                    <Cell charge={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {t.total}
              </th>
              {sides.map(({ key, ledger }) => (
                <td key={key} className="mono">
                  {Math.round(ledger.cycles).toLocaleString("en")}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
    </details>
  );
}

function Cell({ charge }: { readonly charge: Charge | null }) {
  const lang = useLanguage();
  const { marks, times } = LEDGER_WORDS[lang];
  if (!charge) return "–";
  const sign = { measured: "", derived: "≈", unmeasured: "?" }[charge.mark];
  return (
    <span title={marks[charge.mark]}>
      {sign}
      {Math.round(charge.cycles).toLocaleString("en")} · {times(shortNumber(charge.count))}
      {sign !== "" && <span className="hidden"> {marks[charge.mark]}</span>}
    </span>
  );
}
