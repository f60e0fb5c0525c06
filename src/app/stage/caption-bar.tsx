import { useEffect, useState } from "react";
import { useMessages } from "../i18n/messages.ts";
import { useRunState } from "../run/run-context.ts";
import { PlayButtons } from "../timeline/transport.tsx";
import { useCaptionAt } from "./caption.ts";

const PAUSE = 1400; // ms between two sentences read aloud while playing

/** The sentence for what just happened: always to be read, spoken no faster than it can be heard. */
export function CaptionBar() {
  const { stage } = useMessages();
  const at = useRunState(({ at, frame }) => (frame.u > 0 ? frame.to : at)); // what is under way, else what was
  const playing = useRunState((state) => state.playing !== null);
  const text = useCaptionAt(at);
  const spoken = useSpaced(text ?? "", playing ? PAUSE : 0);
  return (
    <div className="caption">
      <div className="caption-play">
        <PlayButtons />
      </div>
      <p aria-hidden="true" title={stage.caption}>
        {text ?? stage.empty}
      </p>
      <p className="hidden" role="status">
        {spoken}
      </p>
    </div>
  );
}

/** `value`, but changed no more often than every `pause` ms; the last one always comes. */
function useSpaced(value: string, pause: number): string {
  const [shown, setShown] = useState(value);
  const [last, setLast] = useState(0);
  useEffect(() => {
    if (shown === value) return;
    const wait = Math.max(0, last + pause - performance.now());
    const timer = setTimeout(() => {
      setShown(value);
      setLast(performance.now());
    }, wait);
    return () => clearTimeout(timer);
  }, [value, shown, pause, last]);
  return shown;
}
