// What the audience sees: the stage, one line about it, the last lines of the terminal; a question beside it when one is
// asked; a larger terminal when the presenter types.

import { useMemo, useState } from "react";
import { HOST } from "../../kernel/apply.ts";
import type { TtyId } from "../../kernel/fs/file.ts";
import { get } from "../../kernel/table.ts";
import { fromBytes } from "../../user/libc.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import type { Run } from "../run/run.ts";
import { RunContext, useWorld } from "../run/run-context.ts";
import { Stage } from "../stage/stage.tsx";
import { readScreen, rowText } from "../terminal/screen.ts";
import { Terminal } from "../terminal/terminal.tsx";
import { QuestionPanel } from "./question-panel.tsx";
import { beatAt, useTalk, useTalkState } from "./talk-context.ts";
import { words } from "./words.ts";

const TTY = 1;
const PEEK_ROWS = 5;

export function TalkStage({ terminalOpen }: { readonly terminalOpen: boolean }) {
  const talk = useTalk();
  const view = useTalkState((all) => all);
  const found = beatAt(view, view.at);
  const run = found && view.runs.get(found.beat.lesson);
  // Whatever is typed here goes off the path, and never onto the prepared line.
  const guarded = useMemo(
    (): Run | null => (run ? { ...run, type: (bytes, tty) => talk.type(bytes, tty) } : null),
    [run, talk],
  );
  if (!found || !guarded) return null;
  const { beat, step } = found;
  const asked = beat.kind === "ask" || beat.kind === "proof";
  const right = view.prepared.get(beat.lesson)?.steps.get(beat.step)?.ask?.right ?? null;
  return (
    <RunContext value={guarded}>
      <div className="talk-main" data-asked={asked && step.ask !== null}>
        {asked && step.ask && <QuestionPanel question={step.ask} right={beat.kind === "proof" ? right : null} />}
        <div className="talk-stage" key={beat.lesson}>
          <Stage />
        </div>
      </div>
      <div className="talk-foot" data-terminal={terminalOpen}>
        <TalkLine />
        {terminalOpen ? <TalkTerminal key={beat.lesson} /> : <TerminalPeek />}
      </div>
    </RunContext>
  );
}

/** Which cue this is, and whether the stage shows it. */
function TalkLine() {
  const t = usePageWords(words);
  const language = useLanguage();
  const talk = useTalk();
  const view = useTalkState((all) => all);
  const found = beatAt(view, view.at);
  if (!found) return null;
  return (
    <div className="talk-line">
      <p className="talk-cue">{t.cueOf(found.beat.cue + 1, view.seminar.cues.length)}</p>
      <h1>{found.step.title[language]}</h1>
      {found.beat.line !== null && <code className="talk-command">$ {found.beat.line}</code>}
      {view.life.path === "off-path" && (
        <p className="talk-off" role="status">
          {t.offPath}
          <button type="button" className="button primary" onClick={talk.returnToPath}>
            {t.returnAct} <kbd>{t.returnKey}</kbd>
          </button>
        </p>
      )}
    </div>
  );
}

function TalkTerminal() {
  const [draft, setDraft] = useState("");
  return (
    <div className="talk-terminal">
      <Terminal tty={TTY} draft={draft} onDraft={setDraft} />
    </div>
  );
}

function TerminalPeek() {
  const ttys = useWorld().machines[HOST]?.kernel.ttys;
  const text = (ttys && get(ttys, TTY as TtyId)?.screen) ?? "";
  const lines = useMemo(() => {
    const { rows, prompt } = readScreen(fromBytes(text));
    return [...rows, prompt].slice(-PEEK_ROWS).map(rowText).join("\n");
  }, [text]);
  return <pre className="talk-peek">{lines}</pre>;
}
