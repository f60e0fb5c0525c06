// The model against the paper: a plot of how far off it is, and every number beneath.

import { FACTS } from "virtual:facts";
import { useMemo } from "react";
import * as v from "valibot";
import { MEASURED_WORLDS, type MeasuredWorld } from "../../learn/facts.ts";
import { agreement, MEASURES, paperRows, unpublishedRows } from "../../learn/paper.ts";
import { Choice } from "../explore/choice.tsx";
import { Explorer } from "../explore/explorer.tsx";
import { useView } from "../explore/use-view.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { type RunWorld, runInWorker, useModelRows } from "./model-rows.ts";
import { PaperTable } from "./paper-table.tsx";
import { Plot } from "./plot.tsx";
import { Unpublished } from "./unpublished.tsx";
import { words } from "./words.ts";
import { WorldPicker } from "./world-picker.tsx";
import "./paper.css";

const BAND = 1.3; // the agreement that the model aims at

/** Worlds in one field of the address: "bare.xen". */
const worldList = v.pipe(
  v.string(),
  v.check((text) => text.split(".").every((world) => (MEASURED_WORLDS as readonly string[]).includes(world))),
);
const ENTRIES = { measure: v.picklist(MEASURES), worlds: worldList };
const FIRST = { measure: "time", worlds: MEASURED_WORLDS.join(".") } as const;

export function PaperPage({ run = runInWorker }: { readonly run?: RunWorld }) {
  const t = usePageWords(words);
  const language = useLanguage();
  const [{ measure, worlds }, change] = useView(
    ENTRIES,
    FIRST as { measure: (typeof MEASURES)[number]; worlds: string },
  );
  const model = useModelRows(run);
  const computed = model.rows;
  const source = FACTS.find(({ id }) => id === "barham-2003");
  const rows = useMemo(() => (source ? paperRows(source, computed, measure) : []), [source, computed, measure]);
  if (!source) throw new Error("content/facts has no barham-2003");
  const shown = new Set(worlds.split(".") as MeasuredWorld[]);
  const foretold = agreement(rows, BAND, false);
  const fitted = agreement(rows, BAND, true);
  const any = foretold.compared + fitted.compared > 0;
  return (
    <Explorer title={t.title} lead={t.lead}>
      <div className="paper-state">
        {model.done < model.of && !model.failed && (
          <>
            <p>{t.computing(model.done, model.of)}</p>
            <progress aria-label={t.computing(model.done, model.of)} max={model.of} value={model.done} />
          </>
        )}
        {model.failed && <p role="alert">{t.failed}</p>}
        {foretold.furthest && (
          <p className="paper-sum" role="status">
            <strong>{t.agree(foretold.within, foretold.compared, BAND)}</strong>{" "}
            {t.furthest(
              `${foretold.furthest.row.column}, ${foretold.furthest.pair.system.name[language]}`,
              foretold.furthest.ratio,
            )}
          </p>
        )}
        {fitted.compared > 0 && measure === "time" && (
          <p className="explore-note">{t.fittedNote(fitted.within, fitted.compared, BAND)}</p>
        )}
      </div>
      <div className="controls">
        <Choice
          label={t.measure}
          value={measure}
          options={MEASURES.map((value) => ({ value, label: t.measures[value] }))}
          choose={(value) => change({ measure: value })}
        />
        <WorldPicker source={source} shown={shown} choose={(next) => change({ worlds: next.join(".") })} />
      </div>
      <p className="explore-note">
        {t.measureNote[measure]} {any && t.band(BAND)}
      </p>
      {any && <Plot rows={rows} shown={shown} band={BAND} measure={measure} />}
      <h2>{t.tables}</h2>
      <p className="explore-note">{measure === "time" ? t.unit : t.unitOverhead}</p>
      <Marks />
      {source.tables.map((table) => (
        <PaperTable
          key={table.id}
          table={table}
          rows={rows.filter((row) => row.table === table)}
          measure={measure}
          band={BAND}
        />
      ))}
      <h2>{t.unpublished}</h2>
      <Unpublished source={source} rows={unpublishedRows(source, computed)} />
      <h2>{t.meanings}</h2>
      <dl className="paper-meanings">
        {Object.entries(t.explain).map(([column, text]) => (
          <div key={column}>
            <dt>
              <code>{column}</code>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <h2>{t.source}</h2>
      <p className="explore-note">
        <span lang="en">{source.cite}</span>. {source.testbed[language]}.
      </p>
    </Explorer>
  );
}

function Marks() {
  const t = usePageWords(words);
  return (
    <ul className="paper-marks" aria-label={t.marksNote}>
      {(["measured", "fitted", "derived", "unmeasured"] as const).map((mark) => (
        <li key={mark} data-mark={mark}>
          {t.marks[mark]}
        </li>
      ))}
    </ul>
  );
}
