// What needs the simulator: the stage, the time line, the terminal, the inspector. Loaded with it, after the words.

import { GitBranch, PanelRight, Scale } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { BranchPanel } from "../branches/branch-panel.tsx";
import { useMessages } from "../i18n/messages.ts";
import { Inspector } from "../inspector/inspector.tsx";
import { LedgerPanel } from "../ledger/ledger-panel.tsx";
import { type Meter, MeterContext, ownMeter } from "../ledger/meter.ts";
import { useRunState } from "../run/run-context.ts";
import { Fault } from "../shell/fault.tsx";
import { Stage } from "../stage/stage.tsx";
import { Counter } from "../timeline/counter.tsx";
import { TimeLine } from "../timeline/time-line.tsx";
import { Transport } from "../timeline/transport.tsx";
import { useView } from "../view/view.ts";
import "../timeline/timeline.css";

/** `meter` keeps account of the run; unless given, the one that its world keeps. */
export function StageArea({ meter }: { readonly meter?: Meter | undefined }) {
  const { stage, inspector, branches, ledger } = useMessages();
  const ownMeter = useOwnMeter();
  const open = useView((view) => view.inspectorOpen);
  const branchesOpen = useView((view) => view.branchesOpen);
  const ledgerOpen = useView((view) => view.ledgerOpen);
  return (
    <MeterContext value={meter ?? ownMeter}>
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
      {ledgerOpen && (
        <Fault name={ledger.label}>
          <LedgerPanel />
        </Fault>
      )}
      <div className="bench-inspector" data-open={open}>
        <Fault name={inspector.label}>
          <Inspector />
        </Fault>
      </div>
    </MeterContext>
  );
}

/** What a call went through is part of its picture, where the world keeps account. */
function useOwnMeter(): Meter | null {
  const session = useRunState((state) => state.session);
  return useMemo(() => ownMeter(session), [session]);
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
  const { branches, inspector, ledger } = useMessages();
  const count = useRunState((state) => state.session.branches.length);
  const { branchesOpen, openBranches, ledgerOpen, openLedger, inspectorOpen, openInspector } = useView();
  return (
    <div className="panel-buttons">
      <button
        type="button"
        className="small-button"
        aria-label={branches.count(count)}
        aria-pressed={branchesOpen}
        onClick={() => openBranches(!branchesOpen)}
      >
        <GitBranch aria-hidden size={15} />
        <span className="roomy-only">{branches.count(count)}</span>
        <span className="tight-only">{count}</span>
      </button>
      <button
        type="button"
        className="small-button"
        aria-label={ledger.label}
        title={ledger.label}
        aria-pressed={ledgerOpen}
        onClick={() => openLedger(!ledgerOpen)}
      >
        <Scale aria-hidden size={15} />
        <span className="roomy-only">{ledger.label}</span>
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
