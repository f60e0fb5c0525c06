// What a card is about, at work: the stage, and below it the terminal. The line of time comes with the answer, for it
// would give the answer away.

import { useState } from "react";
import { useStore } from "zustand";
import { useMessages } from "../i18n/messages.ts";
import { Fault } from "../shell/fault.tsx";
import { Stage } from "../stage/stage.tsx";
import { Terminal } from "../terminal/terminal.tsx";
import { Counter } from "../timeline/counter.tsx";
import { TimeLine } from "../timeline/time-line.tsx";
import { Transport } from "../timeline/transport.tsx";
import type { AskedCard } from "./asked-card.ts";
import { TerminalStill } from "./terminal-still.tsx";
import "../timeline/timeline.css";

export function CardBench({ asked }: { readonly asked: AskedCard }) {
  const { stage, time, terminal, loading } = useMessages();
  const { run, life, examined } = useStore(asked);
  const [draft, setDraft] = useState("");
  if (!run || !examined) {
    return (
      <p className="card-stage card-waiting" role="status">
        {loading}
      </p>
    );
  }
  const answered = life !== "asking";
  return (
    <>
      <div className="card-stage" data-asking={!answered}>
        <Fault name={stage.label}>
          <Stage />
        </Fault>
      </div>
      {answered && (
        <section className="card-time" aria-label={time.label}>
          <Fault name={time.label}>
            <div className="time-bar">
              <Transport />
              <Counter />
            </div>
            <TimeLine />
          </Fault>
        </section>
      )}
      <div className="card-terminal" data-wide={!answered}>
        <Fault name={terminal.label}>
          {answered ? <Terminal tty={1} draft={draft} onDraft={setDraft} /> : <TerminalStill text={examined.before} />}
        </Fault>
      </div>
    </>
  );
}
