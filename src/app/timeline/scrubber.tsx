import type { KeyboardEvent } from "react";
import { useMessages } from "../i18n/messages.ts";
import { stepAt } from "../playback/steps.ts";
import { useRun, useRunState } from "../run/run-context.ts";
import { useCaptionAt } from "../stage/caption.ts";

const PAGE = 10; // steps
const STEPS_BY_KEY: ReadonlyMap<string, number> = new Map([
  ["ArrowRight", 1],
  ["ArrowUp", 1],
  ["ArrowLeft", -1],
  ["ArrowDown", -1],
  ["PageUp", PAGE],
  ["PageDown", -PAGE],
]);

/** The position in time as a native slider; the arrow keys go from step to step, not from event to event. */
const THUMB = 16; // px, as in timeline.css

interface Props {
  /** Where the line below begins and ends, px from either edge; the slider's thumb stands over it. */
  readonly inset: { readonly left: number; readonly right: number } | null;
}

export function Scrubber({ inset }: Props) {
  const run = useRun();
  const { time } = useMessages();
  const at = useRunState((state) => state.at);
  const boot = useRunState((state) => state.session.boot);
  const length = useRunState((state) => state.session.length);
  const caption = useCaptionAt(at);

  const toStep = (n: number) => {
    const { steps } = run.getState();
    run.seek(Math.max(boot, steps.bounds[stepAt(steps, n)] ?? n));
  };
  const move = (by: number) => {
    const { steps } = run.getState();
    const k = Math.max(0, Math.min(stepAt(steps, at) + by, steps.bounds.length - 1));
    run.seek(Math.max(boot, steps.bounds[k] ?? at));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const by = STEPS_BY_KEY.get(event.key);
    if (by !== undefined) move(by);
    else if (event.key === "Home") run.seek(boot);
    else if (event.key === "End") run.seek(length);
    else if (event.key === " ") run.getState().playing ? run.pause() : run.play();
    else return;
    event.preventDefault();
  };

  return (
    <input
      className="scrubber"
      type="range"
      aria-label={time.position}
      aria-valuetext={time.positionText(at, length, caption)}
      min={boot}
      max={length}
      style={inset ? { marginLeft: inset.left - THUMB / 2, marginRight: inset.right - THUMB / 2 } : undefined}
      value={Math.max(at, boot)}
      onChange={(event) => toStep(Number(event.target.value))}
      onKeyDown={onKeyDown}
    />
  );
}
