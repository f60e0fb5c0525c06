// What the panel beside the stage does with shells: types an idea into the one in use, and opens another.

import { Play, SquareTerminal } from "lucide-react";
import { useId } from "react";
import { canConnect, MOST_TERMINALS } from "../../user/boot/connect.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { useRun, useRunState, useWorld } from "../run/run-context.ts";
import { tell } from "../view/notices.ts";
import { useView } from "../view/view.ts";
import { focusCommandLine } from "../workbench/to-command-line.tsx";
import type { Choice } from "./open-sandbox.ts";
import { useShells } from "./terminals.tsx";
import { words } from "./words.ts";

export function Ideas() {
  const t = usePageWords(words);
  const run = useRun();
  const working = useRunState((state) => state.working !== null);
  const shells = useShells();
  const tty = useView((view) => view.tty);
  const shell = shells.find((one) => one.tty === tty && one.state === "open") ?? shells[0];
  const world = useRunState((state) => state.session.world.split(":")[0]) as Choice;
  if (!shell) return null;
  const ideas = [...(t.worldIdeas[world] ?? []), ...t.ideaTexts];
  return (
    <ul className="chips">
      {ideas.map(([line, what]) => (
        <li key={line}>
          <button
            type="button"
            className="chip"
            aria-label={t.runIn(line, shell.name)}
            aria-disabled={working}
            onClick={({ nativeEvent }) => {
              if (working) return;
              void run.type(`${line}\n`, shell.tty);
              // Who uses a mouse has a keyboard and goes on typing; a touch would only bring up a keyboard of glass.
              if ((nativeEvent as PointerEvent).pointerType === "mouse") focusCommandLine();
            }}
          >
            <span className="idea">
              <code>{line}</code>
              <span className="idea-what">{what}</span>
            </span>
            <span className="chip-act">
              <Play aria-hidden size={14} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

export function AnotherShell() {
  const t = usePageWords(words);
  const run = useRun();
  const world = useWorld();
  const shells = useShells();
  const working = useRunState((state) => state.working !== null);
  const why = useId();
  const taken = canConnect(world);
  const open = async () => {
    if (!taken || working) return;
    try {
      useView.getState().showTerminal(await run.open());
    } catch (error) {
      tell({ kind: "program-fault", message: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <div className="another">
      <button type="button" className="button" aria-disabled={!taken || working} aria-describedby={why} onClick={open}>
        <SquareTerminal aria-hidden size={16} />
        {t.another}
      </button>
      <p id={why} className="reply-hint">
        {taken ? t.anotherWhy : shells.length >= MOST_TERMINALS ? t.full : t.refused}
      </p>
    </div>
  );
}
