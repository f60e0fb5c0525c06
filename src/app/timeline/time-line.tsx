// The line of events: a slider, and below it, at the same scale, who was at work at each moment.

import { type PointerEvent, useEffect, useMemo, useRef } from "react";
import { drawPicture, keyAt } from "../../draw/picture.ts";
import { emptyBins, extendBins, type LaneBins } from "../../scene/lane-bins.ts";
import { type LanesView, laneAt, lanes, laneX } from "../../scene/lanes.ts";
import { WORDS } from "../../scene/words.ts";
import { branchName } from "../branches/branch-name.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { stepAt } from "../playback/steps.ts";
import { useRun, useRunState } from "../run/run-context.ts";
import { useSize } from "../stage/use-size.ts";
import { Scrubber } from "./scrubber.tsx";

export function TimeLine() {
  const run = useRun();
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const bins = useBins();
  const view = useLanesView(box);

  useEffect(() => {
    if (svg.current && view) drawPicture(svg.current, lanes(bins, view));
  }, [bins, view]);

  const seek = (event: PointerEvent<SVGSVGElement>) => {
    if (!view || event.buttons === 0) return;
    const left = event.currentTarget.getBoundingClientRect().left;
    const { steps } = run.getState();
    const n = laneAt(view)(event.clientX - left);
    run.seek(Math.max(view.from, steps.bounds[stepAt(steps, n)] ?? n));
  };
  const press = (event: PointerEvent<SVGSVGElement>) => {
    const branch = /^branch:(\d+)$/.exec(keyAt(event.target) ?? "")?.[1];
    if (branch !== undefined) return run.switchTo(Number(branch));
    event.currentTarget.setPointerCapture(event.pointerId);
    seek(event);
  };
  const x = view && laneX(view);

  return (
    <div className="time-line">
      <Scrubber
        inset={x && view ? { left: x(view.from), right: view.width - x(Math.max(view.to, view.from + 1)) } : null}
      />
      <div className="lanes" ref={box}>
        {/* The slider above says and does the same. */}
        <svg ref={svg} aria-hidden="true" onPointerDown={press} onPointerMove={seek} />
      </div>
    </div>
  );
}

/** The counts of the current branch, extended as it grows. */
function useBins(): LaneBins {
  const session = useRunState((state) => state.session);
  const version = useRunState((state) => state.version);
  const kept = useRef<{ readonly branch: number; readonly bins: LaneBins }>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the line is longer, or another
  return useMemo(() => {
    const known = kept.current?.branch === session.current ? kept.current.bins : emptyBins();
    const bins = extendBins(known, session.length, (n) => session.event(n));
    kept.current = { branch: session.current, bins };
    return bins;
  }, [session, version]);
}

function useLanesView(box: React.RefObject<HTMLDivElement | null>): LanesView | null {
  const messages = useMessages();
  const language = useLanguage();
  const { width, height } = useSize(box);
  const now = useRunState((state) => state.at);
  const version = useRunState((state) => state.version);
  const session = useRunState((state) => state.session);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that branches have come or grown
  return useMemo(() => {
    if (width === 0 || height === 0) return null;
    const branches = session.branches.flatMap((branch) =>
      branch.parent?.branch === session.current
        ? [{ id: branch.id, name: branchName(branch, messages), at: branch.parent.at }]
        : [],
    );
    return { width, height, words: WORDS[language], from: session.boot, to: session.length, now, branches };
  }, [width, height, language, messages, session, version, now]);
}
