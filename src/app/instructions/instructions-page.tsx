// The explorer of the sensitive instructions: one at a time, run four ways; and all of them, as two sets.

import { useMemo, useState } from "react";
import * as v from "valibot";
import type { Kind } from "../../machine/cpu/kind.ts";
import { describeRun } from "../../scene/instruction-run.ts";
import { EXPERIMENTS } from "../../virt/explorer/experiments.ts";
import { WAYS } from "../../virt/explorer/explore.ts";
import { Explorer } from "../explore/explorer.tsx";
import { Predict } from "../explore/predict.tsx";
import { useView } from "../explore/use-view.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { caseOf, fourRuns, type GuestState } from "./four-runs.ts";
import { InstructionPicker } from "./instruction-picker.tsx";
import { questionOn } from "./question.ts";
import { Runs } from "./runs.tsx";
import { Sets } from "./sets.tsx";
import { StateControls } from "./state-controls.tsx";
import { words } from "./words.ts";
import "./instructions.css";

const KINDS = EXPERIMENTS.map(({ mnemonic }) => mnemonic);
const ENTRIES = {
  insn: v.picklist(KINDS),
  /** Name of a case; one that the instruction does not have leads to its first. */
  case: v.pipe(v.string(), v.regex(/^[a-z0-9-]*$/), v.maxLength(40)),
  open: v.boolean(),
  wide: v.boolean(),
  if: v.picklist(["", "on", "off"]),
  ts: v.picklist(["", "on", "off"]),
  iopl: v.picklist([-1, 0, 1, 2, 3]),
  gdt: v.picklist(["", "high"]),
  way: v.picklist(WAYS),
  umip: v.boolean(),
};
export type View = { [F in keyof typeof ENTRIES]: v.InferOutput<(typeof ENTRIES)[F]> };
const FIRST: View = {
  ...{ insn: "popf", case: "", open: false, wide: false, if: "", ts: "", iopl: -1, gdt: "" },
  ...{ way: "deprivileged", umip: false },
};
const GDT_HIGH = 0x11000;

export function InstructionsPage() {
  const t = usePageWords(words);
  const language = useLanguage();
  const [view, change] = useView(ENTRIES, FIRST);
  const { insn, if: interrupts, ts, iopl, gdt, umip } = view;
  const chosen = caseOf(insn, view.case);
  const runs = useMemo(() => {
    const state: GuestState = {
      if: interrupts === "" ? null : interrupts === "on",
      ts: ts === "" ? null : ts === "on",
      iopl: iopl < 0 ? null : iopl,
      gdt: gdt === "high" ? GDT_HIGH : null,
    };
    return fourRuns(insn, chosen.id, state, umip);
  }, [insn, chosen, interrupts, ts, iopl, gdt, umip]);
  const asked = questionOn(runs.deprivileged, t);
  const question = `${insn} ${chosen.id} ${interrupts} ${ts} ${iopl} ${gdt} ${umip}`;
  // Who comes by a link to the runs has not come for the question.
  const [linked] = useState(() => (view.open ? question : null));
  const choose = (kind: Kind) => change({ ...FIRST, insn: kind, way: view.way, umip: view.umip });
  const listed = EXPERIMENTS.filter(({ group }) => group !== "contrast").length;
  return (
    <Explorer title={t.title} lead={t.lead}>
      <p className="instructions-count">{t.count(listed)}</p>
      <InstructionPicker insn={insn} choose={choose} />
      <h2 className="instructions-text">
        <code>{runs.native.text}</code>
      </h2>
      <p className="explore-note">{t.does[insn]}</p>
      <StateControls
        view={view}
        kind={insn}
        chosen={chosen}
        change={change}
        reset={() => change({ ...FIRST, insn, way: view.way })}
      />
      {question !== linked && (
        <Predict
          key={`${question} ${language}`}
          {...asked}
          because={describeRun(runs.deprivileged, runs.native, language)}
          done={() => change({ open: true })}
        />
      )}
      <h2>{t.runs}</h2>
      {view.open ? (
        <Runs runs={runs} wide={view.wide} widen={(wide) => change({ wide })} />
      ) : (
        <p className="explore-note">{t.hidden}</p>
      )}
      <h2>{t.sets}</h2>
      <p className="explore-note">{t.setsLead}</p>
      <Sets way={view.way} umip={view.umip} insn={insn} change={change} choose={choose} />
      <p className="explore-note instructions-sources">{t.sources}</p>
    </Explorer>
  );
}
