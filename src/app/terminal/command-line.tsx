// The line being typed. Enter enters it, unless a syllable is still being composed.

import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { useMessages } from "../i18n/messages.ts";
import { useRun } from "../run/run-context.ts";
import { readStored, writeStored } from "../view/storage.ts";
import { completeLine } from "./completion.ts";
import { type History, historyOf, recall, remember } from "./history.ts";
import type { Row } from "./screen.ts";
import { Spans } from "./spans.tsx";

const COMPOSING = 229; // keyCode of a key that belongs to an input method, where isComposing comes too late
const SHOWN_CANDIDATES = 40;

interface Props {
  readonly ref: RefObject<HTMLTextAreaElement | null>;
  readonly prompt: Row;
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  readonly onType: (text: string) => void;
  readonly onClear: () => void;
  readonly tty: number;
  /** Its accessible name. */
  readonly label: string;
}

export function CommandLine({ ref, prompt, draft, onDraft, onType, onClear, tty, label }: Props) {
  const run = useRun();
  const { terminal: words } = useMessages();
  const history = useRef<History>(null);
  history.current ??= historyOf(storedHistory());
  const leaving = useRef(false); // Escape was pressed: the next Tab leaves
  const [candidates, setCandidates] = useState<readonly string[]>([]);
  const help = useId();

  const edit = (text: string) => {
    setCandidates([]);
    onDraft(text);
  };

  const enter = () => {
    const past = remember(history.current ?? historyOf([]), draft);
    history.current = past;
    writeStored("history", JSON.stringify(past.lines));
    edit("");
    onType(`${draft}\n`);
  };

  const walk = (event: KeyboardEvent<HTMLTextAreaElement>, direction: -1 | 1) => {
    const { value, selectionStart } = event.currentTarget;
    const beside = direction === -1 ? value.slice(0, selectionStart) : value.slice(selectionStart);
    if (beside.includes("\n")) return; // inside a longer text the arrows move the cursor
    const found = recall(history.current ?? historyOf([]), value, direction);
    event.preventDefault();
    if (!found) return;
    history.current = found.history;
    edit(found.text);
  };

  const complete = async (element: HTMLTextAreaElement) => {
    const { session, at } = run.getState();
    const { value } = element;
    const result = await completeLine(session.at(at), tty, value, element.selectionStart);
    if (element.value !== value) return; // typed on in the meantime
    setCandidates(result.candidates);
    if (result.text === value) return;
    onDraft(result.text);
    // After React has put the text in place.
    requestAnimationFrame(() => element.setSelectionRange(result.cursor, result.cursor));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === COMPOSING) return;
    const element = event.currentTarget;
    const control = event.ctrlKey && !event.altKey && !event.metaKey;
    const key = event.key.toLowerCase();
    const done = () => event.preventDefault();
    if (event.key !== "Tab") leaving.current = event.key === "Escape";
    if (event.key === "Enter" && !event.shiftKey) {
      done();
      enter();
    } else if (event.key === "Tab" && !event.shiftKey && !leaving.current && draft !== "") {
      done();
      void complete(element);
    } else if (event.key === "ArrowUp") walk(event, -1);
    else if (event.key === "ArrowDown") walk(event, 1);
    else if (event.key === "Escape") setCandidates([]);
    else if (control && key === "c" && !hasSelection(element)) {
      done();
      edit("");
      onType("\x03");
    } else if (control && key === "d" && draft === "") {
      done();
      onType("\x04");
    } else if (control && event.key === "]") {
      done();
      onType("\x1d"); // what a guest's console is left by
    } else if (control && key === "l") {
      done();
      onClear();
    } else if (control && key === "u" && draft !== "") {
      done();
      edit(draft.slice(element.selectionStart));
    }
  };

  useTouchEnter(ref, enter);
  const lines = draft.split("\n").length;

  return (
    <div className="command-line">
      <span className="command-prompt" aria-hidden="true">
        <Spans row={prompt} />
      </span>
      <textarea
        ref={ref}
        rows={lines}
        value={draft}
        aria-label={label}
        aria-describedby={help}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="send"
        onChange={(event) => edit(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          leaving.current = false;
        }}
      />
      <span id={help} hidden>
        {words.help}
      </span>
      <div className="command-notes" role="status">
        {lines > 1 && <p>{words.pasted(lines)}</p>}
        {candidates.length > 1 && (
          <>
            <p className="hidden">{words.candidates(candidates.length)}</p>
            <p className="candidates">{candidates.slice(0, SHOWN_CANDIDATES).join("  ")}</p>
          </>
        )}
      </div>
    </div>
  );
}

/** A touch keyboard may send its Enter without a key. Elsewhere this input is Shift+Enter, and adds a line. */
function useTouchEnter(ref: RefObject<HTMLTextAreaElement | null>, enter: () => void): void {
  const latest = useRef(enter);
  useEffect(() => {
    latest.current = enter;
  });
  useEffect(() => {
    const element = ref.current;
    if (!element || !matchMedia("(pointer: coarse)").matches) return;
    const onBeforeInput = (event: InputEvent) => {
      if (event.inputType !== "insertLineBreak" || event.isComposing) return;
      event.preventDefault();
      latest.current();
    };
    element.addEventListener("beforeinput", onBeforeInput);
    return () => element.removeEventListener("beforeinput", onBeforeInput);
  }, [ref]);
}

function hasSelection(element: HTMLTextAreaElement): boolean {
  return element.selectionStart !== element.selectionEnd || !(window.getSelection()?.isCollapsed ?? true);
}

function storedHistory(): string[] {
  try {
    const lines: unknown = JSON.parse(readStored("history") ?? "[]");
    return Array.isArray(lines) ? lines.filter((line) => typeof line === "string") : [];
  } catch {
    return []; // damaged by hand
  }
}
