import { useMemo } from "react";
import { allFields, describeRun, instructionPicture, tellingFields } from "../../scene/instruction-run.ts";
import { INSTRUCTION_WORDS } from "../../scene/instruction-words.ts";
import { WAYS } from "../../virt/explorer/explore.ts";
import { Figure } from "../explore/figure.tsx";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import type { FourRuns } from "./four-runs.ts";
import { TranslatedCode } from "./translated-code.tsx";
import { words } from "./words.ts";

interface Props {
  readonly runs: FourRuns;
  readonly wide: boolean;
  readonly widen: (wide: boolean) => void;
}

/** The same instruction four ways, side by side. */
export function Runs({ runs, wide, widen }: Props) {
  const t = usePageWords(words);
  const language = useLanguage();
  const said = INSTRUCTION_WORDS[language];
  const pictures = useMemo(() => {
    const fields = wide ? allFields(runs.native) : tellingFields(WAYS.map((way) => runs[way]));
    return WAYS.map(
      (way) => (width: number) => instructionPicture(runs[way], runs.native, fields, { width, lang: language }),
    );
  }, [runs, wide, language]);
  return (
    <>
      <label className="instructions-wide">
        <input type="checkbox" checked={wide} onChange={(event) => widen(event.target.checked)} />
        {t.wide}
      </label>
      <div className="instructions-runs">
        {WAYS.map((way, i) => {
          const run = runs[way];
          const make = pictures[i];
          return (
            <section key={way} aria-labelledby={`way-${way}`} data-verdict={run.verdict}>
              <h3 id={`way-${way}`}>
                {said.ways[way]} <small>{said.places[way]}</small>
              </h3>
              <p className="instructions-verdict">{way === "native" ? said.measure : said.verdicts[run.verdict]}</p>
              {make && <Figure make={make} />}
              <p>{describeRun(run, runs.native, language)}</p>
              {run.translation && <TranslatedCode lines={run.translation} />}
            </section>
          );
        })}
      </div>
    </>
  );
}
