import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play } from "lucide-react";
import { useEffect, useState } from "react";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

const PACE = 900; // ms a step stands while it plays

interface Props {
  readonly at: number;
  /** The last step; the first is 0. */
  readonly last: number;
  readonly go: (at: number) => void;
  /** The step in a sentence: shown, and announced when it changes. */
  readonly says: string;
}

/** Walks through steps, forwards and back: buttons, a slider with the arrow keys, and playback that ends at the end. */
export function Stepper({ at, last, go, says }: Props) {
  const t = usePageWords(words).step;
  const [playing, setPlaying] = useState(false);
  const runs = playing && at < last;
  useEffect(() => {
    if (!runs) return;
    const timer = setTimeout(() => go(at + 1), PACE);
    return () => clearTimeout(timer);
  }, [runs, at, go]);
  const move = (to: number) => {
    setPlaying(false);
    go(Math.min(last, Math.max(0, to)));
  };
  const play = () => {
    if (!runs && at >= last) go(0);
    setPlaying(!runs);
  };
  const buttons = [
    { label: t.first, icon: ChevronFirst, to: 0, off: at === 0 },
    { label: t.back, icon: ChevronLeft, to: at - 1, off: at === 0 },
    { label: t.forward, icon: ChevronRight, to: at + 1, off: at >= last },
    { label: t.last, icon: ChevronLast, to: last, off: at >= last },
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced with every button
    <div className="stepper" role="group" aria-label={t.label}>
      <div className="stepper-buttons">
        {buttons.slice(0, 2).map((button) => (
          <StepButton key={button.label} {...button} move={move} />
        ))}
        <button type="button" className="icon-button" aria-label={runs ? t.pause : t.play} onClick={play}>
          {runs ? <Pause aria-hidden size={18} /> : <Play aria-hidden size={18} />}
        </button>
        {buttons.slice(2).map((button) => (
          <StepButton key={button.label} {...button} move={move} />
        ))}
      </div>
      <input
        type="range"
        min={0}
        max={last}
        value={at}
        aria-label={t.position}
        aria-valuetext={`${t.of(at, last)}: ${says}`}
        onChange={(event) => move(Number(event.target.value))}
      />
      <output className="stepper-count">{t.of(at, last)}</output>
      <p className="stepper-says" role="status">
        {says}
      </p>
    </div>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly icon: typeof Play;
  readonly to: number;
  readonly off: boolean;
  readonly move: (to: number) => void;
}

// A button that ends up disabled would lose the focus, so it only says that it leads nowhere.
function StepButton({ label, icon: Icon, to, off, move }: StepButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      aria-disabled={off}
      onClick={() => !off && move(to)}
    >
      <Icon aria-hidden size={18} />
    </button>
  );
}
