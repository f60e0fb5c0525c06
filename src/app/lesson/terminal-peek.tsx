import { useMemo } from "react";
import { useStore } from "zustand";
import { HOST } from "../../kernel/apply.ts";
import type { TtyId } from "../../kernel/fs/file.ts";
import { get } from "../../kernel/table.ts";
import { fromBytes } from "../../user/libc.ts";
import { useMessages } from "../i18n/messages.ts";
import type { Run } from "../run/run.ts";
import { readScreen, rowText } from "../terminal/screen.ts";
import { useView } from "../view/view.ts";

const ROWS = 6;

/** On a narrow screen, where the terminal is in another tab: its last lines, under the commands that made them. */
export function TerminalPeek({ run }: { readonly run: Run }) {
  const { tabs } = useMessages();
  const { tty, showTab } = useView();
  const text = useStore(run, ({ session, at }) => {
    const ttys = session.at(at).machines[HOST]?.kernel.ttys;
    return (ttys && get(ttys, tty as TtyId)?.screen) ?? "";
  });
  const typed = useStore(run, ({ session, at }) => at > session.boot);
  const lines = useMemo(() => {
    const { rows, prompt } = readScreen(fromBytes(text));
    return [...rows, prompt].slice(-ROWS).map(rowText).join("\n");
  }, [text]);
  if (!typed) return null;
  return (
    <button type="button" className="peek" aria-label={tabs.terminal} onClick={() => showTab("terminal")}>
      <pre>{lines}</pre>
    </button>
  );
}
