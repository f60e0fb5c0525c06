import type { KeyboardEvent } from "react";
import { useMessages } from "../i18n/messages.ts";
import { stepAt } from "../playback/steps.ts";
import { useRun, useRunState } from "../run/run-context.ts";
import { useCaptionAt } from "../stage/caption.ts";

const PAGE = 10; // steps

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
    const keys: Readonly<Record<string, () => void>> = {
      ArrowRight: () => move(1),
      ArrowUp: () => move(1),
      ArrowLeft: () => move(-1),
      ArrowDown: () => move(-1),
      PageUp: () => move(PAGE),
      PageDown: () => move(-PAGE),
      Home: () => run.seek(boot),
      End: () => run.seek(length),
      " ": () => (run.getState().playing ? run.pause() : run.play()),
    };
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act();
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
