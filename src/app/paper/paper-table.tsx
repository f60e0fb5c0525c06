import type { FactTable } from "../../learn/facts.ts";
import { isWithin, type Measure, type Pair, type PaperRow } from "../../learn/paper.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { writeBare } from "./number.ts";
import { words } from "./words.ts";

interface Props {
  readonly table: FactTable;
  readonly rows: readonly PaperRow[];
  readonly measure: Measure;
  readonly band: number;
}

/** One table of the paper, turned on its side: a row for each column of the paper, a group of columns for each system. */
export function PaperTable({ table, rows, measure, band }: Props) {
  const t = usePageWords(words);
  const language = useLanguage();
  const [first] = rows;
  const systems = first?.pairs.map(({ system }) => system) ?? [];
  const title = `${table.title[language]} · ${t.where(table.where)}`;
  return (
    <>
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section className="paper-scroll" tabIndex={0} aria-label={title}>
        <table className="paper-table">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {t.column}
              </th>
              {systems.map(({ id, world, name }) => (
                <th key={id} scope="colgroup" colSpan={world ? 3 : 1} title={name[language]}>
                  {world && <span className="paper-shape" data-shape={world} aria-hidden="true" />} {id}
                  {!world && <small>{t.notModelled}</small>}
                </th>
              ))}
            </tr>
            <tr>
              {systems.flatMap(({ id, world }) =>
                (world ? [t.paper, t.model, t.ratioHead] : [t.paper]).map((head) => (
                  <th key={`${id} ${head}`} scope="col">
                    {head}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ column, pairs }) => (
              <tr key={column}>
                <th scope="row">
                  <code>{column}</code>
                </th>
                {pairs.map((pair) => (
                  <Cells key={pair.system.id} pair={pair} measure={measure} band={band} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Cells({
  pair: { system, published, model, ratio, fitted },
  measure,
  band,
}: Omit<Props, "table" | "rows"> & { readonly pair: Pair }) {
  const t = usePageWords(words);
  // An overhead is a quotient of two measured values.
  const paper = <td data-mark={measure === "time" ? "measured" : "derived"}>{writeBare(published)}</td>;
  if (!system.world) return paper;
  return (
    <>
      {paper}
      <td data-mark={model === null ? undefined : fitted ? "fitted" : "derived"}>
        {model === null ? t.notComputed : writeBare(model)}
      </td>
      <td className="paper-ratio" data-off={ratio !== null && !isWithin(ratio, band)}>
        {ratio === null ? t.notComputed : t.ratio(ratio)}
      </td>
    </>
  );
}
