// A terminal of native parts: a log and a text field. The browser's own field composes Hangul, selects, zooms and
// reflows; the simulated kernel echoes and the simulated shell prints its prompt.

import { memo, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { HOST } from "../../kernel/apply.ts";
import type { TtyId } from "../../kernel/fs/file.ts";
import { get } from "../../kernel/table.ts";
import { fromBytes, toBytes } from "../../user/libc.ts";
import { useMessages } from "../i18n/messages.ts";
import { useInPast, useRun, useRunState, useWorld } from "../run/run-context.ts";
import { useView } from "../view/view.ts";
import { CommandLine } from "./command-line.tsx";
import { type Row, readScreen, rowText, type Screen } from "./screen.ts";
import { Spans } from "./spans.tsx";
import { TerminalBar } from "./terminal-bar.tsx";
import "./terminal.css";

const NEAR = 24; // px from the end that still count as the end

interface Props {
  readonly tty: number;
  /** What tells it from others, where there are several: "pts/0". */
  readonly name?: string;
  readonly draft: string;
  readonly onDraft: (text: string) => void;
}

export function Terminal({ tty, name, draft, onDraft }: Props) {
  const run = useRun();
  const { terminal: words } = useMessages();
  const inPast = useInPast();
  const { machines } = useWorld();
  const text = get(machines[HOST]?.kernel.ttys ?? never(), tty as TtyId)?.screen ?? "";
  const guests = Object.keys(machines).length > 1;
  const [cleared, setCleared] = useState(0); // how much of the text Ctrl+L has put away
  const screen = useMemo(
    () => readScreen(fromBytes(text.length >= cleared ? text.slice(cleared) : text)),
    [text, cleared],
  );
  const view = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  useStickToEnd(view, screen, draft);
  useEffect(() => {
    // The early terminal, which stood here until the simulator came, hands on the keyboard.
    if (!useView.getState().typing) return;
    input.current?.focus();
    input.current?.setSelectionRange(input.current.value.length, input.current.value.length);
  }, []);

  const focus = () => {
    if (window.getSelection()?.isCollapsed ?? true) input.current?.focus();
  };
  const clear = () => setCleared(text.lastIndexOf("\n") + 1);
  const type = (line: string) => run.type(toBytes(line), tty);

  return (
    <section className="terminal" aria-label={name ? `${words.label} ${name}` : words.label}>
      <TerminalBar
        name={name ?? words.label}
        screen={screen}
        onClear={clear}
        onType={type}
        guests={guests}
        input={input}
      />
      {inPast && <PastNote />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the text goes to the field, as in any terminal */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field itself is reached by Tab */}
      <div className="terminal-view" ref={view} onClick={focus}>
        {screen.dropped > 0 && <p className="terminal-note">{words.dropped(screen.dropped)}</p>}
        <Log rows={screen.rows} first={screen.dropped} label={words.log} quiet={inPast} />
        <CommandLine
          ref={input}
          prompt={screen.prompt}
          draft={draft}
          onDraft={onDraft}
          onType={type}
          onClear={clear}
          tty={tty}
          label={name ? `${words.input} ${name}` : words.input}
        />
      </div>
      <Working />
    </section>
  );
}

function never(): never {
  throw new Error("this world has no host");
}

interface LogProps {
  readonly rows: readonly Row[];
  /** Number of the first of them, so that a line stays itself when older ones go. */
  readonly first: number;
  readonly label: string;
  readonly quiet: boolean;
}

const Log = memo(function Log({ rows, first, label, quiet }: LogProps) {
  return (
    <div className="terminal-log" role="log" aria-label={label} aria-live={quiet ? "off" : "polite"}>
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
        <Line key={first + i} row={row} />
      ))}
    </div>
  );
});

const Line = memo(
  function Line({ row }: { row: Row }) {
    return (
      <div className="terminal-row">
        <Spans row={row} />
      </div>
    );
  },
  (a, b) => rowText(a.row) === rowText(b.row) && a.row.length === b.row.length,
);

function PastNote() {
  const run = useRun();
  const { terminal: words } = useMessages();
  const toNow = () => run.seek(run.getState().session.length);
  return (
    <p className="terminal-past">
      <span>{words.past}</span>
      <button type="button" className="terminal-button" onClick={toNow}>
        {words.toNow}
      </button>
    </p>
  );
}

/** Said only of work that takes long enough to be noticed. */
function Working() {
  const run = useRun();
  const working = useRunState((state) => state.working);
  const { terminal: words } = useMessages();
  if (working === null || working < 2000) return null;
  return (
    <p className="terminal-past" role="status">
      <span>{words.working(Math.floor(working / 1000) * 1000)}</span>
      <button type="button" className="terminal-button" onClick={() => run.stop()}>
        {words.stop}
      </button>
    </p>
  );
}

/** Keeps the newest line in view, unless the reader scrolled back. */
function useStickToEnd(view: RefObject<HTMLDivElement | null>, screen: Screen, draft: string): void {
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const element = view.current;
    if (!element) return;
    const note = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    };
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  }, [view]);
  const tab = useView((view) => view.tab); // on a narrow screen the terminal may not have been shown
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text and the draft change the height
  useLayoutEffect(() => {
    if (atEnd.current && view.current) view.current.scrollTop = view.current.scrollHeight;
  }, [screen, draft, view, tab]);
}
