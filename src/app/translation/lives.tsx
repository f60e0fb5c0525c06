import { useCallback } from "react";
import { lifeChart } from "../../scene/life-chart.ts";
import { blockMachine, dispatchMachine } from "../../virt/bt/life.ts";
import type { RecordedStep } from "../../virt/bt/recording.ts";
import { Figure } from "../explore/figure.tsx";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

interface Props {
  readonly step: RecordedStep;
  readonly before: RecordedStep | undefined;
}

/** The two machines that the translator runs by, as charts of their very definitions. */
export function Lives({ step, before }: Props) {
  const t = usePageWords(words);
  const { where, cache } = step.state;
  const last = where === before?.state.where ? undefined : step.events.findLast(({ type }) => MOVES.has(type))?.type;
  const dispatch = useCallback(
    (width: number) => lifeChart(dispatchMachine, { width, title: t.whoTitle, active: where, last }),
    [where, last, t],
  );
  const life = step.block === null ? null : (cache.blocks[step.block]?.life ?? null);
  const block = useCallback(
    (width: number) => lifeChart(blockMachine, { width, title: t.lifeTitle, active: life ?? "untranslated" }),
    [life, t],
  );
  return (
    <>
      <Figure make={dispatch} />
      {life !== null && (
        <>
          <h3>{t.lifeTitle}</h3>
          <Figure make={block} />
        </>
      )}
    </>
  );
}

/** Events of the recording that are events of the machine, too. */
const MOVES: ReadonlySet<string> = new Set(["vmm.called", "fault.taken", "interrupt.taken"]);
