import { useCallback } from "react";
import type { MeasuredWorld } from "../../learn/facts.ts";
import { agreement, type Measure, type PaperRow } from "../../learn/paper.ts";
import { type RatioGroup, ratioPlot } from "../../scene/ratio-plot.ts";
import { Figure } from "../explore/figure.tsx";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { write } from "./number.ts";
import { words } from "./words.ts";

interface Props {
  readonly rows: readonly PaperRow[];
  readonly shown: ReadonlySet<MeasuredWorld>;
  readonly band: number;
  readonly measure: Measure;
}

/** A dot for each value that the model can be held to. */
export function Plot({ rows, shown, band, measure }: Props) {
  const t = usePageWords(words);
  const language = useLanguage();
  const make = useCallback(
    (width: number) => {
      const seen = (row: PaperRow) =>
        row.pairs.filter(({ system: { world }, ratio }) => world && ratio !== null && shown.has(world));
      // On the hardware, the overhead is 1 by definition: it would be a dot that cannot be wrong.
      const kept = (row: PaperRow) => seen(row).filter(({ system }) => measure === "time" || system.world !== "bare");
      const groups = [...new Set(rows.map(({ table }) => table))].flatMap((table): RatioGroup[] => {
        const inside = rows.flatMap((row) => {
          if (row.table !== table) return [];
          const dots = kept(row).map(({ system, published, model, ratio, fitted }) => ({
            fitted,
            world: system.world ?? system.id,
            ratio: ratio ?? 1,
            title: t.dot(
              row.column,
              system.name[language],
              write(published, measure),
              write(model ?? 0, measure),
              ratio ?? 1,
            ),
          }));
          return dots.length === 0 ? [] : [{ key: `${table.id}/${row.column}`, label: row.column, dots }];
        });
        return inside.length === 0 ? [] : [{ key: table.id, title: table.title[language], rows: inside }];
      });
      const { within, compared } = agreement(
        rows.map((row) => ({ ...row, pairs: kept(row) })),
        band,
        false,
      );
      const title = `${t.title}. ${t.agree(within, compared, band)}`;
      return ratioPlot(groups, { width, title, band, ratio: t.ratio, less: t.less, more: t.more });
    },
    [rows, shown, band, measure, language, t],
  );
  return <Figure make={make} moves />;
}
