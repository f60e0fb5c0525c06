// The terminal until the simulator has come: what is entered waits its turn, as on a real terminal before the shell.

import type { KeyboardEvent } from "react";
import { useMessages } from "../i18n/messages.ts";
import { useView } from "../view/view.ts";
import { useOpenLesson, useStudyState } from "./lesson-context.ts";
import "../terminal/terminal.css";

export function EarlyTerminal() {
  const { terminal: words, lesson } = useMessages();
  const { study } = useOpenLesson();
  const draft = useStudyState((state) => state.draft);
  const waiting = useStudyState((state) => state.waiting);
  const tty = useView((view) => view.tty);
  const typing = (typing: boolean) => () => useView.setState({ typing });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    study.enter({ line: draft, tty });
    study.write("");
  };

  return (
    <section className="terminal" aria-label={words.label}>
      <div className="terminal-bar">
        <h2>{words.label}</h2>
      </div>
      <div className="terminal-view">
        <p className="terminal-note">{lesson.loadingRun}</p>
        {waiting.map(({ line }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines wait in order
          <div className="terminal-row" key={i}>
            {line}
          </div>
        ))}
        <div className="command-line">
          <span className="command-prompt" />
          <textarea
            rows={1}
            value={draft}
            aria-label={words.input}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            onFocus={typing(true)}
            onBlur={typing(false)}
            onChange={(event) => study.write(event.target.value)}
            onKeyDown={onKeyDown}
          />
        </div>
      </div>
    </section>
  );
}
