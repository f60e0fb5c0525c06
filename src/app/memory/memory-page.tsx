// A walk of page tables three ways, one reference at a time, and what the guest is left for in two of them.

import { useCallback, useMemo, useState } from "react";
import * as v from "valibot";
import { levelsOf, PAGING, type PagingMode, spanOf } from "../../machine/page-table.ts";
import { describeWalks, nativeGrid, nestedGrid, shadowGrid } from "../../scene/three-walks.ts";
import { walkGrid } from "../../scene/walk-grid.ts";
import { guestLevels, mostReferences, type ThreeWalks, threeWalks } from "../../virt/walks/three-walks.ts";
import { Choice } from "../explore/choice.tsx";
import { Explorer } from "../explore/explorer.tsx";
import { Figure } from "../explore/figure.tsx";
import { Predict } from "../explore/predict.tsx";
import { Stepper } from "../explore/stepper.tsx";
import { useView } from "../explore/use-view.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { AddressBits } from "./address-bits.tsx";
import { Story } from "./story.tsx";
import { words } from "./words.ts";
import "./memory.css";

const MODES = Object.keys(PAGING) as readonly PagingMode[];
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(40));
const ENTRIES = {
  mode: v.picklist(MODES),
  page: v.picklist([1, 2, 3]),
  ept: v.picklist([4, 5] as const),
  host: v.picklist(["small", "large"]),
  at: count,
};
type View = { [F in keyof typeof ENTRIES]: v.InferOutput<(typeof ENTRIES)[F]> };
const FIRST: View = { mode: "4-level", page: 1, ept: 4, host: "small", at: 0 };

export function MemoryPage() {
  const t = usePageWords(words);
  const [view, change] = useView(ENTRIES, FIRST);
  const { mode, ept, host } = view;
  const levels = guestLevels(mode);
  const guestLevel = levels.includes(view.page) ? view.page : 1; // a page that this form of tables does not have
  const walks = useMemo(
    () => threeWalks({ mode, guestLevel, eptLevels: ept, hostLarge: host === "large" }),
    [mode, guestLevel, ept, host],
  );
  const at = Math.min(view.at, walks.nested.length);
  const go = useCallback((to: number) => change({ at: to }), [change]);
  // Asked once for each pair of tables; who comes by a link into the walk has not come for the question.
  const question = `${mode} ${ept}`;
  const [answered, setAnswered] = useState<string | null>(null);
  const asks = view.at === 0 && guestLevel === 1 && host === "small";
  const read = levelsOf(mode) - (mode === "pae" ? 1 : 0);
  const most = mostReferences(mode, ept);
  return (
    <Explorer title={t.title} lead={t.lead}>
      <div className="controls">
        <Choice
          label={t.mode}
          value={mode}
          options={MODES.map((value) => ({ value, label: t.modes[value] }))}
          choose={(value) => change({ mode: value, page: 1, at: 0 })}
        />
        <Choice
          label={t.guestPage}
          value={guestLevel}
          options={levels.map((value) => ({ value, label: t.size(spanOf(mode, value)) }))}
          choose={(value) => change({ page: value as View["page"], at: 0 })}
        />
        <Choice
          label={t.ept}
          value={ept}
          options={[4, 5].map((value) => ({ value, label: String(value) }))}
          choose={(value) => change({ ept: value as View["ept"], at: 0 })}
        />
        <Choice
          label={t.hostPage}
          value={host}
          options={[
            { value: "small", label: t.size(4096) },
            { value: "large", label: t.size(2 ** 21) },
          ]}
          choose={(value) => change({ host: value as View["host"], at: 0 })}
        />
      </div>
      {asks && (
        <Predict
          key={question}
          question={t.question(read, ept)}
          choices={[...new Set([read, read + ept, read * ept, most, read * 2])].sort((a, b) => a - b).map(String)}
          answer={String(walks.nested.length)}
          because={t.formula(read, ept)}
          done={() => setAnswered(question)}
        />
      )}
      <h2>{t.walks}</h2>
      <AddressBits mode={mode} address={walks.address} level={guestLevel} />
      {!asks || answered === question ? (
        <Walk walks={walks} ept={ept} at={at} go={go} />
      ) : (
        <p className="explore-note">{t.hidden}</p>
      )}
      <h2>{t.story}</h2>
      <p className="explore-note">{t.storyLead}</p>
      <Story mode={mode} />
      <p className="explore-note memory-sources">{t.sources}</p>
    </Explorer>
  );
}

interface WalkProps {
  readonly walks: ThreeWalks;
  readonly ept: number;
  readonly at: number;
  readonly go: (at: number) => void;
}

function Walk({ walks, ept, at, go }: WalkProps) {
  const t = usePageWords(words);
  const language = useLanguage();
  const { native, nested, shadow } = useMemo(() => {
    const said = describeWalks(walks, language);
    return {
      native: { grid: nativeGrid(walks, language), title: said.native },
      nested: { grid: nestedGrid(walks, ept, language), title: said.nested },
      shadow: { grid: shadowGrid(walks, language), title: said.shadow },
    };
  }, [walks, ept, language]);
  const last = nested.grid.cells.length;
  const make = (walk: typeof native) => (width: number) => walkGrid(walk.grid, { width, title: walk.title, at });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `make` depends on `at` alone
  const pictures = useMemo(
    () => ({ native: make(native), nested: make(nested), shadow: make(shadow) }),
    [native, nested, shadow, at],
  );
  const cell = nested.grid.cells[at - 1];
  const says = at === 0 ? t.start : at === last ? `${cell?.title} ${t.found}` : (cell?.title ?? "");
  const choose = (key: string) => {
    const place = /^nested\/cell:(\d+)\.(\d+)$/.exec(key);
    if (!place) return;
    go(nested.grid.cells.findIndex(({ row, column }) => row === Number(place[1]) && column === Number(place[2])) + 1);
  };
  return (
    <>
      <Stepper at={at} last={last} go={go} says={says} />
      <ul className="memory-owners">
        {(["host", "guest", "hypervisor"] as const).map((owner) => (
          <li key={owner} data-owner={owner}>
            {t.owners[owner]}
          </li>
        ))}
      </ul>
      <div className="memory-walks">
        <section aria-labelledby="walk-native">
          <h3 id="walk-native">{t.native}</h3>
          <Figure make={pictures.native} moves />
          <p>{native.title}</p>
        </section>
        <section aria-labelledby="walk-nested">
          <h3 id="walk-nested">{t.nested}</h3>
          <Figure make={pictures.nested} moves choose={choose} />
          <p>{nested.title}</p>
        </section>
        <section aria-labelledby="walk-shadow">
          <h3 id="walk-shadow">{t.shadow}</h3>
          <Figure make={pictures.shadow} moves />
          <p>{shadow.title}</p>
        </section>
      </div>
      <p className="explore-note">{t.firstTime(walks.exits.nested, walks.exits.shadow)}</p>
    </>
  );
}
