// How the last step left a guest, drawn as the machine of that technique: step through its states as they were passed.

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { drawPicture } from "../../draw/picture.ts";
import { HOST } from "../../kernel/apply.ts";
import type { MachineId } from "../../kernel/world.ts";
import { PROFILES } from "../../machine/profiles.ts";
import { lifeChart, statesOf } from "../../scene/life-chart.ts";
import { restOf, type TrapPath, trapPaths } from "../../scene/trap-paths.ts";
import type { Session } from "../../timeline/session.ts";
import { useMessages } from "../i18n/messages.ts";
import { profileOf, techniqueIn, useMeter } from "../ledger/meter.ts";
import { useRunState } from "../run/run-context.ts";
import { stepBefore } from "../stage/caption.ts";
import { useSize } from "../stage/use-size.ts";
import { reducedMotion } from "../view/appearance.ts";

export function TrapChart({ machine }: { readonly machine: MachineId }) {
  const { inspector: words } = useMessages();
  const paths = useTrapPaths(machine);
  const session = useRunState((state) => state.session);
  const rest = restOf(techniqueIn(session)(machine), bitsOf(session));
  const [which, setWhich] = useState(0);
  const path = paths[Math.min(which, paths.length - 1)] ?? rest;
  if (!path) return null;
  return (
    <section aria-label={words.trap} className="trap">
      <h3>{words.trap}</h3>
      {paths.length === 0 && <p className="inspector-hint">{words.trapNone}</p>}
      {paths.length > 1 && (
        <div className="trap-paths">
          {paths.map(({ name, times }, i) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: exits of one step keep their order
              key={i}
              type="button"
              className="small-button"
              aria-pressed={path === paths[i]}
              onClick={() => setWhich(i)}
            >
              {name}
              {times > 1 && ` ×${times}`}
            </button>
          ))}
        </div>
      )}
      <Walk key={`${path.name} ${path.states.length}`} path={path} />
    </section>
  );
}

const bitsOf = (session: Session): 32 | 64 => (PROFILES[profileOf(session)].levels === 4 ? 64 : 32);

const MOST = 12; // ways out of one step that are offered

/** The ways out of this machine that the step shown took. */
function useTrapPaths(machine: MachineId): readonly TrapPath[] {
  const meter = useMeter();
  const session = useRunState((state) => state.session);
  const steps = useRunState((state) => state.steps);
  const at = useRunState((state) => state.at);
  return useMemo(() => {
    if (!meter) return [];
    const { from, to } = stepBefore(steps, at);
    const all = [];
    for (let n = from + 1; n <= to; n++) {
      const event = session.event(n);
      if (event && (event.on ?? HOST) === machine) all.push(...meter.charges(n));
    }
    return trapPaths(techniqueIn(session)(machine), all, bitsOf(session)).slice(0, MOST);
  }, [meter, session, steps, at, machine]);
}

/** One way out and back, a state at a time. */
function Walk({ path: { machine, name, states } }: { readonly path: TrapPath }) {
  const { inspector: words } = useMessages();
  const [step, setStep] = useState(0);
  const [whole, setWhole] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const { width } = useSize(box);
  const active = states[step] ?? "";
  const description = useMemo(
    () => statesOf(machine).find((state) => state.name === active)?.description ?? "",
    [machine, active],
  );

  useEffect(() => {
    if (!svg.current || width === 0) return;
    const passed = states.slice(0, step + 1);
    const only = whole || states.length === 1 ? undefined : new Set(states);
    drawPicture(svg.current, lifeChart(machine, { width, title: name || words.trap, active, passed, only }));
    if (step === 0) return;
    const lit = svg.current.querySelector(`[data-key="${CSS.escape(`state:${active}`)}"]`);
    lit?.scrollIntoView({ block: "nearest", behavior: reducedMotion() ? "instant" : "smooth" });
  }, [machine, states, step, width, whole, name, active, words]);

  return (
    <>
      {states.length > 1 && (
        <div className="trap-steps">
          <button
            type="button"
            className="icon-button"
            aria-label={words.trapBack}
            aria-disabled={step === 0}
            onClick={() => setStep((n) => Math.max(0, n - 1))}
          >
            <ChevronLeft aria-hidden size={17} />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={words.trapForward}
            aria-disabled={step === states.length - 1}
            onClick={() => setStep((n) => Math.min(states.length - 1, n + 1))}
          >
            <ChevronRight aria-hidden size={17} />
          </button>
          <span>{words.trapAt(step + 1, states.length)}</span>
          <button type="button" className="small-button" aria-pressed={whole} onClick={() => setWhole(!whole)}>
            {words.trapWhole}
          </button>
        </div>
      )}
      <p className="trap-state" aria-live="polite">
        <code>{active}</code> <span lang="en">{description}</span>
      </p>
      <div ref={box}>
        <svg ref={svg} className="life-chart" />
      </div>
    </>
  );
}
