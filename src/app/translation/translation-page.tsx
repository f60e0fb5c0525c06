// The translation cache looked into: one recorded run, walked by instructions or by blocks.

import { useCallback, useMemo } from "react";
import * as v from "valibot";
import { codePicture, describeStep, mapPicture } from "../../scene/translation.ts";
import { TRANSLATION_WORDS } from "../../scene/translation-words.ts";
import { blockSteps, chainsOf, nameAddress, type Recording, recordGuest } from "../../virt/bt/recording.ts";
import { Choice } from "../explore/choice.tsx";
import { Explorer } from "../explore/explorer.tsx";
import { Figure } from "../explore/figure.tsx";
import { Stepper } from "../explore/stepper.tsx";
import { useView } from "../explore/use-view.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { CodeTable } from "./code-table.tsx";
import { Counters } from "./counters.tsx";
import { Lives } from "./lives.tsx";
import { MOMENTS, momentAt } from "./moments.ts";
import { words } from "./words.ts";
import "./translation.css";

const GRAINS = ["block", "instruction"] as const;
const ENTRIES = {
  /** Step of the recording. */
  at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
  by: v.picklist(GRAINS),
};
type View = { [F in keyof typeof ENTRIES]: v.InferOutput<(typeof ENTRIES)[F]> };
const FIRST: View = { at: 0, by: "block" };

let kept: Recording | null = null;

/** The run: the same for everybody, made once. */
function recording(): Recording {
  kept ??= recordGuest();
  return kept;
}

export function TranslationPage() {
  const t = usePageWords(words);
  const language = useLanguage();
  const [view, change] = useView(ENTRIES, FIRST);
  const recorded = recording();
  const at = Math.min(view.at, recorded.steps.length - 1);
  const stops = useMemo(
    () => (view.by === "block" ? blockSteps(recording()) : recording().steps.map((_, i) => i)),
    [view.by],
  );
  const stop = Math.max(
    0,
    stops.findLastIndex((n) => n <= at),
  );
  const go = useCallback((to: number) => change({ at: stops[to] ?? 0 }), [change, stops]);
  return (
    <Explorer title={t.title} lead={t.lead}>
      <div className="controls">
        <Choice
          label={t.grain}
          value={view.by}
          options={GRAINS.map((value) => ({ value, label: t.grains[value] }))}
          choose={(by) => change({ by })}
        />
        <fieldset className="choice">
          <legend>{t.jumps}</legend>
          <div className="choice-options">
            {MOMENTS.map((moment) => (
              <button
                key={moment}
                type="button"
                className="small-button translation-jump"
                onClick={() => change({ at: momentAt(recorded, moment) })}
              >
                {t.moments[moment]}
              </button>
            ))}
          </div>
        </fieldset>
      </div>
      <Stepper at={stop} last={stops.length - 1} go={go} says={describeStep(recorded, at, language)} />
      <Step recording={recorded} at={at} />
      <p className="explore-note translation-sources">{t.sources}</p>
    </Explorer>
  );
}

function Step({ recording, at }: { readonly recording: Recording; readonly at: number }) {
  const t = usePageWords(words);
  const language = useLanguage();
  const { kinds } = TRANSLATION_WORDS[language];
  const step = recording.steps[at];
  const code = useCallback(
    (width: number) => codePicture(recording, at, { width, lang: language, guest: t.guest, cache: t.cache }),
    [recording, at, language, t],
  );
  const map = useCallback(
    (width: number) => {
      const state = recording.steps[at]?.state;
      const blocks = Object.keys(state?.cache.blocks ?? {}).length;
      const title = t.mapTitle(blocks, state ? chainsOf(state).length : 0);
      return mapPicture(recording, at, { width, lang: language, title, empty: t.empty });
    },
    [recording, at, language, t],
  );
  if (!step) return null;
  const { block, state } = step;
  const asleep = block === null && state.where === "vmm" && state.stop !== undefined;
  return (
    <div className="translation">
      <section aria-labelledby="code" className="translation-code">
        <h2 id="code">
          {block !== null ? t.block(nameAddress(recording.labels, block)) : asleep ? t.asleep : t.program}
        </h2>
        <Figure make={code} />
        <ul className="translation-legend" aria-label={t.legend}>
          {(["ident", "in-tc", "call-out", "exit", "look-up"] as const).map((kind) => (
            <li key={kind} data-emitted={kind}>
              {kinds[kind]}
            </li>
          ))}
        </ul>
        <CodeTable recording={recording} at={at} />
      </section>
      <section aria-labelledby="map" className="translation-map">
        <h2 id="map">{t.map}</h2>
        <p className="explore-note">{t.mapLead}</p>
        <Figure make={map} />
      </section>
      <section aria-labelledby="who" className="translation-who">
        <h2 id="who">{t.who}</h2>
        <Lives step={step} before={recording.steps[at - 1]} />
      </section>
      <section aria-labelledby="counts" className="translation-counts">
        <h2 id="counts">{t.counts}</h2>
        <Counters now={state.counts} before={recording.steps[at - 1]?.state.counts} />
      </section>
    </div>
  );
}
