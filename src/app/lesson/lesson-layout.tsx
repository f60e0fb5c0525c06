// The parts of a lesson on the page: side by side where there is room, else the stage above and the rest in tabs.

import { lazy, Suspense, useEffect } from "react";
import { useMessages } from "../i18n/messages.ts";
import { Fault, FaultMessage } from "../shell/fault.tsx";
import { TABS, type Tab, useView } from "../view/view.ts";
import { EarlyTerminal } from "./early-terminal.tsx";
import { useRunIfReady } from "./lesson-context.ts";
import { WordsPanel } from "./words-panel.tsx";
import "./lesson.css";

const workbench = () => import("./workbench.tsx");
const StageArea = lazy(() => workbench().then((module) => ({ default: module.StageArea })));
const LowerArea = lazy(() => workbench().then((module) => ({ default: module.LowerArea })));

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
    <div className="lesson" data-tab={tab}>
      <div className="lesson-words">
        <Fault name={words.words}>
          <WordsPanel />
        </Fault>
      </div>
      <TabBar />
      {error !== null && (
        <div className="lesson-stage lesson-waiting">
          <FaultMessage message={faults.simulator} error={error} retry={retry} />
        </div>
      )}
      {error === null && !run && <Waiting />}
      {run && (
        <Suspense fallback={<Waiting />}>
          <StageArea />
          <LowerArea />
        </Suspense>
      )}
    </div>
  );
}

function Waiting() {
  const { lesson } = useMessages();
  return (
    <>
      <div className="lesson-stage lesson-waiting" role="status">
        <p>{lesson.loadingRun}</p>
      </div>
      <div className="lesson-time" />
      <div className="lesson-terminal">
        <EarlyTerminal />
      </div>
    </>
  );
}

/** On a narrow screen: which of the panels stands below the stage. */
function TabBar() {
  const { tabs } = useMessages();
  const tab = useView((view) => view.tab);
  const showTab = useView((view) => view.showTab);
  const shown: readonly Tab[] = TABS;
  return (
    <nav className="tabs" aria-label={tabs.label}>
      {shown.map((one) => (
        <button key={one} type="button" aria-pressed={one === tab} onClick={() => showTab(one)}>
          {tabs[one]}
        </button>
      ))}
    </nav>
  );
}
