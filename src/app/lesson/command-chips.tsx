import { Play, RotateCcw } from "lucide-react";
import { useStore } from "zustand";
import type { Command } from "../../learn/lesson.ts";
import { useMessages } from "../i18n/messages.ts";
import type { Run } from "../run/run.ts";
import { useView } from "../view/view.ts";
import { replay, runCommand } from "./guide.ts";
import { useCourse, useOpenLesson, useRunIfReady, useStudyState } from "./lesson-context.ts";

interface Props {
  readonly index: number;
  readonly commands: readonly Command[];
}

/** The step's commands: a click types one into the terminal, or shows again how it ran. */
export function CommandChips({ index, commands }: Props) {
  const run = useRunIfReady();
  if (commands.length === 0) return null;
  return (
    <ol className="chips">
      {commands.map((command, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the commands of a step keep their order, and may repeat
        <li key={i}>
          {run ? <Chip run={run} command={command} step={index} place={i} /> : <WaitingChip command={command} />}
        </li>
      ))}
    </ol>
  );
}

function Chip({ run, command, step, place }: { run: Run; command: Command; step: number; place: number }) {
  const { lesson: words } = useMessages();
  const ran = useCourse()?.ran[step]?.[place] ?? null;
  const working = useStore(run, (state) => state.working !== null);
  const at = useStore(run, (state) => state.at);
  // From its first event on it has run here; before that, in the past, it would begin a branch.
  const again = ran !== null && at > ran.from;
  const act = () => {
    if (working) return;
    useView.getState().showTerminal(command.tty);
    if (again && ran) replay(run, ran);
    else void runCommand(run, command);
  };
  const label = again ? words.replayLabel(command.line) : words.runLabel(command.line);
  return (
    <button
      type="button"
      className="chip"
      aria-label={label}
      aria-disabled={working}
      data-ran={ran !== null}
      onClick={act}
    >
      <code>{command.line}</code>
      <span className="chip-act">
        {again ? <RotateCcw aria-hidden size={14} /> : <Play aria-hidden size={14} />}
        {again ? words.replay : words.run}
      </span>
    </button>
  );
}

/** Before the simulator has come up a click is remembered. */
function WaitingChip({ command }: { readonly command: Command }) {
  const { lesson: words } = useMessages();
  const { study } = useOpenLesson();
  const waits = useStudyState(({ waiting }) => waiting.includes(command));
  return (
    <button
      type="button"
      className="chip"
      aria-label={words.runLabel(command.line)}
      aria-disabled={waits}
      onClick={() => {
        if (!waits) study.enter(command);
      }}
    >
      <code>{command.line}</code>
      <span className="chip-act">
        {!waits && <Play aria-hidden size={14} />}
        {waits ? words.busy : words.run}
      </span>
    </button>
  );
}
