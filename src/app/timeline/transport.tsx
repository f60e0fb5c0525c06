import { ChevronFirst, ChevronLast, Pause, Play, StepBack, StepForward } from "lucide-react";
import { useMessages } from "../i18n/messages.ts";
import { useRun, useRunState } from "../run/run-context.ts";
import { reducedMotion } from "../view/appearance.ts";
import { SPEEDS, useSettings } from "../view/settings.ts";

const FRACTIONS: Readonly<Record<number, string>> = { 0.0625: "1/16", 0.125: "1/8", 0.25: "1/4", 0.5: "1/2" };
const speedName = (speed: number): string => `${FRACTIONS[speed] ?? speed}×`;

/** Play, step, speed. */
export function Transport() {
  const run = useRun();
  const { time } = useMessages();
  const speed = useSettings((settings) => settings.speed);
  const setSpeed = useSettings((settings) => settings.setSpeed);
  const atStart = useAtStart();
  const atEnd = useRunState(({ at, session }) => at >= session.length);
  return (
    <fieldset className="transport" aria-label={time.label}>
      <IconButton name={time.toStart} disabled={atStart} act={() => run.seek(run.getState().session.boot)}>
        <ChevronFirst aria-hidden size={18} />
      </IconButton>
      <PlayButtons />
      <IconButton name={time.toEnd} disabled={atEnd} act={() => run.seek(run.getState().session.length)}>
        <ChevronLast aria-hidden size={18} />
      </IconButton>
      <label className="speed">
        <span className="hidden">{time.speed}</span>
        <select value={speed} onChange={(event) => setSpeed(Number(event.target.value))}>
          {SPEEDS.map((one) => (
            <option key={one} value={one}>
              {speedName(one)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

/** A step back, play or pause, a step on. */
export function PlayButtons() {
  const run = useRun();
  const { time } = useMessages();
  const playing = useRunState((state) => state.playing !== null);
  const atStart = useAtStart();
  const atEnd = useRunState(({ at, session }) => at >= session.length);
  const moving = !reducedMotion();
  return (
    <>
      <IconButton name={time.back} disabled={atStart} act={() => run.step(-1, moving)}>
        <StepBack aria-hidden size={18} />
      </IconButton>
      <IconButton name={playing ? time.pause : time.play} act={() => (playing ? run.pause() : run.play())}>
        {playing ? <Pause aria-hidden size={20} /> : <Play aria-hidden size={20} />}
      </IconButton>
      <IconButton name={time.forward} disabled={atEnd} act={() => run.step(1, moving)}>
        <StepForward aria-hidden size={18} />
      </IconButton>
    </>
  );
}

const useAtStart = (): boolean => useRunState(({ at, frame, session }) => at <= session.boot && frame.u === 0);

interface ButtonProps {
  readonly name: string;
  readonly disabled?: boolean;
  readonly act: () => void;
  readonly children: React.ReactNode;
}

// aria-disabled instead of disabled: a button that goes away under the finger would lose the keyboard's place.
function IconButton({ name, disabled = false, act, children }: ButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      title={name}
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) act();
      }}
    >
      {children}
    </button>
  );
}
