// What needs the simulator: the stage, the time line, the terminal, the inspector. Loaded with it, after the words.

import { GitBranch, PanelRight } from "lucide-react";
import type { ReactNode } from "react";
import { BranchPanel } from "../branches/branch-panel.tsx";
import { useMessages } from "../i18n/messages.ts";
import { Inspector } from "../inspector/inspector.tsx";
import { useRunState } from "../run/run-context.ts";
import { Fault } from "../shell/fault.tsx";
import { Stage } from "../stage/stage.tsx";
import { Counter } from "../timeline/counter.tsx";
import { TimeLine } from "../timeline/time-line.tsx";
import { Transport } from "../timeline/transport.tsx";
import { useView } from "../view/view.ts";
import "../timeline/timeline.css";

export function StageArea() {
  const { stage, inspector, branches } = useMessages();
  const open = useView((view) => view.inspectorOpen);
  const branchesOpen = useView((view) => view.branchesOpen);
  return (
    <>
      <div className="bench-stage">
        <Fault name={stage.label}>
          <Stage />
        </Fault>
      </div>
      {branchesOpen && (
        <Fault name={branches.label}>
          <BranchPanel />
        </Fault>
      )}
      <div className="bench-inspector" data-open={open}>
        <Fault name={inspector.label}>
          <Inspector />
        </Fault>
      </div>
    </>
  );
}

/** The time line, and beside it what is typed into: `children`. */
export function LowerArea({ children }: { readonly children: ReactNode }) {
  const { time, terminal } = useMessages();
  return (
    <>
      <section className="bench-time" aria-label={time.label}>
        <Fault name={time.label}>
          <div className="time-bar">
            <Transport />
            <Counter />
            <PanelButtons />
          </div>
          <TimeLine />
        </Fault>
      </section>
      <div className="bench-terminal">
        <Fault name={terminal.label}>{children}</Fault>
      </div>
    </>
  );
}

function PanelButtons() {
  const { branches, inspector } = useMessages();
  const count = useRunState((state) => state.session.branches.length);
  const { branchesOpen, openBranches, inspectorOpen, openInspector } = useView();
  return (
    <div className="panel-buttons">
      <button
        type="button"
        className="small-button"
        aria-pressed={branchesOpen}
        onClick={() => openBranches(!branchesOpen)}
      >
        <GitBranch aria-hidden size={15} />
        {branches.count(count)}
      </button>
      <button
        type="button"
        className="small-button wide-only"
        aria-label={inspector.label}
        title={inspector.label}
        aria-pressed={inspectorOpen}
        onClick={() => openInspector(!inspectorOpen)}
      >
        <PanelRight aria-hidden size={16} />
      </button>
    </div>
  );
}
