// A terminal to be read, not typed into: what stands on it when a question is asked.

import { useMemo } from "react";
import { useMessages } from "../i18n/messages.ts";
import { readScreen } from "../terminal/screen.ts";
import { Spans } from "../terminal/spans.tsx";
import "../terminal/terminal.css";

export function TerminalStill({ text }: { readonly text: string }) {
  const { terminal: words } = useMessages();
  const { rows, prompt } = useMemo(() => readScreen(text), [text]);
  return (
    <section className="terminal" aria-label={words.label}>
      <div className="terminal-bar">
        <h2>{words.label}</h2>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="terminal-view" tabIndex={0} aria-label={words.log} ref={toEnd}>
        {[...rows, prompt].map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
          <div className="terminal-row" key={i}>
            <Spans row={row} />
          </div>
        ))}
      </section>
    </section>
  );
}

function toEnd(element: HTMLElement | null): void {
  if (element) element.scrollTop = element.scrollHeight;
}
