// The parts of a lesson on the page: side by side where there is room, else the stage above and the rest in tabs.

import { lazy, Suspense, useEffect } from "react";
import { useMessages } from "../i18n/messages.ts";
import { Fault, FaultMessage } from "../shell/fault.tsx";
import { useView } from "../view/view.ts";
import { TabBar } from "../workbench/tab-bar.tsx";
import { ToCommandLine } from "../workbench/to-command-line.tsx";
import { EarlyTerminal } from "./early-terminal.tsx";
import { useRunIfReady } from "./lesson-context.ts";
import { WordsPanel } from "./words-panel.tsx";
import "../workbench/bench.css";

const workbench = () => import("../workbench/workbench.tsx");
const StageArea = lazy(() => workbench().then((module) => ({ default: module.StageArea })));
const LowerArea = lazy(() => workbench().then((module) => ({ default: module.LowerArea })));
const LessonTerminal = lazy(() => import("./lesson-terminal.tsx").then((m) => ({ default: m.LessonTerminal })));

interface Props {
  /** Why the simulator did not come up; null while it may. */
  readonly error: unknown;
  readonly retry: () => void;
}

export function LessonLayout({ error, retry }: Props) {
  useEffect(() => {
    void workbench(); // while the simulator is on its way too
  }, []);
  const run = useRunIfReady();
  const { lesson: words, faults } = useMessages();
  const tab = useView((view) => view.tab);
  return (
    <div className="bench" data-tab={tab}>
      <ToCommandLine />
      <div className="bench-words">
        <Fault name={words.words}>
          <WordsPanel />
        </Fault>
      </div>
      <TabBar />
      {error !== null && (
        <div className="bench-stage bench-waiting">
          <FaultMessage message={faults.simulator} error={error} retry={retry} />
        </div>
      )}
      {error === null && !run && <Waiting />}
      {run && (
        <Suspense fallback={<Waiting />}>
          <StageArea />
          <LowerArea>
            <LessonTerminal />
          </LowerArea>
        </Suspense>
      )}
    </div>
  );
}

function Waiting() {
  const { lesson } = useMessages();
  return (
    <>
      <div className="bench-stage bench-waiting" role="status">
        <p>{lesson.loadingRun}</p>
      </div>
      <div className="bench-time" />
      <div className="bench-terminal">
        <EarlyTerminal />
      </div>
    </>
  );
}
