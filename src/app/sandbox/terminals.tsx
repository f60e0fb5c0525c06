// Several shells of one machine, side by side; on a narrow screen one at a time.

import { useState } from "react";
import { HOST } from "../../kernel/apply.ts";
import { values } from "../../kernel/table.ts";
import type { Kernel } from "../../kernel/world.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { useRunState, useWorld } from "../run/run-context.ts";
import { Terminal } from "../terminal/terminal.tsx";
import { useView } from "../view/view.ts";
import { words } from "./words.ts";

interface Shell {
  readonly tty: number;
  readonly name: string;
  readonly state: "open" | "not-yet" | "ended";
}

/** The terminals that the current branch ever opens, as they stand where the cursor is. */
export function useShells(): readonly Shell[] {
  const now = useWorld().machines[HOST]?.kernel;
  const session = useRunState((state) => state.session);
  useRunState((state) => state.version); // the line may be longer, or another
  const last = session.at(session.length).machines[HOST]?.kernel;
  if (!now || !last) return [];
  return values(last.ttys).map(({ id, name }) => ({ tty: id, name, state: stateOf(now, id) }));
}

function stateOf({ ttys, tasks }: Kernel, id: number): Shell["state"] {
  if (!values(ttys).some((tty) => tty.id === id)) return "not-yet";
  return values(tasks).some((task) => task.tty === id && task.state !== "zombie") ? "open" : "ended";
}

export function Terminals() {
  const t = usePageWords(words);
  const shells = useShells();
  const shown = useView((view) => view.tty);
  const show = useView((view) => view.showTerminal);
  const [drafts, setDrafts] = useState<Readonly<Record<number, string>>>({});
  return (
    <div className="shells" data-count={shells.length}>
      {shells.length > 1 && (
        <nav className="shell-choice" aria-label={t.shells}>
          {shells.map(({ tty, name }) => (
            <button key={tty} type="button" aria-pressed={tty === shown} onClick={() => show(tty)}>
              {name}
            </button>
          ))}
        </nav>
      )}
      {shells.map(({ tty, name, state }) => (
        <section
          key={tty}
          className="shell"
          aria-label={t.shell(name)}
          data-shown={tty === shown}
          data-state={state}
          onFocus={() => show(tty)}
        >
          {state !== "open" && (
            <p className="shell-state" role="status">
              {state === "ended" ? t.ended : t.notYet}
            </p>
          )}
          {state !== "not-yet" && (
            <Terminal
              tty={tty}
              {...(shells.length > 1 ? { name } : {})}
              draft={drafts[tty] ?? ""}
              onDraft={(text) => setDrafts((all) => ({ ...all, [tty]: text }))}
            />
          )}
        </section>
      ))}
    </div>
  );
}
