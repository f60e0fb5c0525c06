import { CircleHelp, Copy, Eraser } from "lucide-react";
import { type RefObject, useId } from "react";
import { useMessages } from "../i18n/messages.ts";
import { tell } from "../view/notices.ts";
import { rowText, type Screen } from "./screen.ts";

interface Props {
  readonly name: string;
  readonly screen: Screen;
  readonly onClear: () => void;
  readonly onType: (text: string) => void;
  /** There are guests, whose consoles can be left. */
  readonly guests: boolean;
  readonly input: RefObject<HTMLTextAreaElement | null>;
}

/** What the keyboard does with Ctrl, for a hand without one. */
export function TerminalBar({ name, screen, onClear, onType, guests, input }: Props) {
  const { terminal: words, close } = useMessages();
  const help = useId();
  const act = (what: () => void) => () => {
    what();
    input.current?.focus();
  };
  const copy = () => {
    const text = [...screen.rows, screen.prompt].map(rowText).join("\n");
    navigator.clipboard?.writeText(text).catch(() => tell({ kind: "copy-failed" }));
  };
  return (
    <div className="terminal-bar">
      <h2>{name}</h2>
      <button type="button" className="terminal-button" title={words.interrupt} onClick={act(() => onType("\x03"))}>
        <span aria-hidden>^C</span>
        <span className="hidden">{words.interrupt}</span>
      </button>
      <button type="button" className="terminal-button" title={words.endInput} onClick={act(() => onType("\x04"))}>
        <span aria-hidden>^D</span>
        <span className="hidden">{words.endInput}</span>
      </button>
      {guests && (
        <button type="button" className="terminal-button" title={words.leave} onClick={act(() => onType("\x1d"))}>
          <span aria-hidden>^]</span>
          <span className="hidden">{words.leave}</span>
        </button>
      )}
      <button
        type="button"
        className="terminal-button"
        title={words.clear}
        aria-label={words.clear}
        onClick={act(onClear)}
      >
        <Eraser aria-hidden size={16} />
      </button>
      <button type="button" className="terminal-button" title={words.copy} aria-label={words.copy} onClick={copy}>
        <Copy aria-hidden size={16} />
      </button>
      <button
        type="button"
        className="terminal-button"
        title={words.helpButton}
        aria-label={words.helpButton}
        popoverTarget={help}
      >
        <CircleHelp aria-hidden size={16} />
      </button>
      <div className="popover" id={help} popover="auto">
        <h3>{words.helpButton}</h3>
        <dl className="keys">
          {words.helpRows.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <button type="button" className="button" popoverTarget={help} popoverTargetAction="hide">
          {close}
        </button>
      </div>
    </div>
  );
}
