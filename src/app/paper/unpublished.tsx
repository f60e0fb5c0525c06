import type { FactSource } from "../../learn/facts.ts";
import type { UnpublishedRow } from "../../learn/paper.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { writeBare } from "./number.ts";
import { words } from "./words.ts";

/** What the model computes and nobody published, in microseconds. */
export function Unpublished({
  source,
  rows,
}: {
  readonly source: FactSource;
  readonly rows: readonly UnpublishedRow[];
}) {
  const t = usePageWords(words);
  const language = useLanguage();
  if (rows.length === 0) return <p className="explore-note">{t.unpublishedNone}</p>;
  const systems = source.systems.filter(({ world }) => world !== undefined);
  return (
    <>
      <p className="explore-note">{t.unpublishedNote}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section className="paper-scroll" tabIndex={0} aria-label={t.unpublished}>
        <table className="paper-table">
          <thead>
            <tr>
              <th scope="col">{t.column}</th>
              {systems.map(({ id, world, name }) => (
                <th key={id} scope="col" title={name[language]}>
                  <span className="paper-shape" data-shape={world} aria-hidden="true" /> {id}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ table, column, worlds }) => (
              <tr key={`${table} ${column}`}>
                <th scope="row">
                  <code>{column}</code>
                </th>
                {systems.map(({ id, world }) => {
                  const value = world && worlds[world];
                  return (
                    <td key={id} data-mark={value === undefined ? undefined : "derived"}>
                      {value === undefined ? t.notComputed : writeBare(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
