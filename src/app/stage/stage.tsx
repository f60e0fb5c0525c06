// The bridge from the run to the picture: it owns the <svg> and the page's one requestAnimationFrame. In every frame
// time passes for the run, the scene is laid out between two positions, and draw/ sets the attributes.

import { Maximize, ZoomIn, ZoomOut } from "lucide-react";
import { type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { drawPicture, keyAt } from "../../draw/picture.ts";
import { showAll, type Zoom, zoomable, zoomBy } from "../../draw/zoom.ts";
import { focusKey } from "../../learn/focus.ts";
import { keyParts } from "../../scene/machine-key.ts";
import { outline, type Placed } from "../../scene/placed.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { useMeter } from "../ledger/meter.ts";
import { flags } from "../query.ts";
import { useRun } from "../run/run-context.ts";
import { reducedMotion } from "../view/appearance.ts";
import { useSettings } from "../view/settings.ts";
import { useView } from "../view/view.ts";
import { CaptionBar } from "./caption-bar.tsx";
import { type Looks, layouts } from "./picture.ts";
import { StageTree, StageTreeButton } from "./stage-tree.tsx";
import { useSize } from "./use-size.ts";
import { Whereabouts } from "./whereabouts.tsx";
import "./stage.css";

const LONG_FRAME = 100; // ms: after a pause of the whole page, time goes on from where it was

export function Stage() {
  const { stage } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const [zoomed, setZoomed] = useState(false);
  const zoom = useZoom(svg, setZoomed);
  const { hover, tall } = usePicture(svg, box);

  const click = (event: PointerEvent | React.MouseEvent) => useView.getState().select(keyAt(event.target));

  const enter = (event: React.MouseEvent) => {
    const { machine, key } = keyParts(keyAt(event.target) ?? "");
    if (key === "house") useView.getState().zoomTo("inside", machine);
  };

  return (
    <section className="stage" aria-label={stage.label}>
      {/* What scrolls must be reached by the keyboard; what does not must not stop it. */}
      <div className="stage-box" ref={box} {...(tall ? { tabIndex: 0, role: "group", "aria-label": stage.label } : {})}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tree after the picture holds the same things for the keyboard */}
        <svg
          ref={svg}
          className="picture"
          role="img"
          aria-label={stage.picture}
          data-zoomed={zoomed}
          onClick={click}
          onDoubleClick={enter}
          onPointerMove={(event) => hover(keyAt(event.target))}
          onPointerLeave={() => hover(null)}
        >
          {/* Filled by draw/: React leaves what it did not make alone. */}
          <g className="things" />
        </svg>
      </div>
      <StageTree />
      <Whereabouts />
      <div className="stage-tools">
        <StageTreeButton />
        <ZoomButton name={stage.zoomIn} act={() => zoom(NEARER)}>
          <ZoomIn aria-hidden size={17} />
        </ZoomButton>
        <ZoomButton name={stage.zoomOut} act={() => zoom(1 / NEARER)} disabled={!zoomed}>
          <ZoomOut aria-hidden size={17} />
        </ZoomButton>
        <ZoomButton name={stage.zoomReset} act={() => zoom("all")} disabled={!zoomed}>
          <Maximize aria-hidden size={17} />
        </ZoomButton>
      </div>
      <CaptionBar />
    </section>
  );
}

interface ZoomButtonProps {
  readonly name: string;
  readonly act: () => void;
  readonly disabled?: boolean;
  readonly children: React.ReactNode;
}

function ZoomButton({ name, act, disabled = false, children }: ZoomButtonProps) {
  return (
    <button type="button" className="icon-button" aria-label={name} title={name} aria-disabled={disabled} onClick={act}>
      {children}
    </button>
  );
}

const LEAST = 160; // px: in less there is no picture, as while the page is laid out
const MARGIN = 24; // px above what is scrolled to

/** Where the picture is higher than its place: scrolls to the thing with a key when that comes or moves. */
function keepInView(
  box: React.RefObject<HTMLDivElement | null>,
): (placed: readonly Placed[], key: string | null) => void {
  let last = "";
  return (placed, key) => {
    const thing = key === null ? undefined : placed.find((one) => one.key === key);
    const place = thing ? `${key} ${Math.round(outline(thing).y / MARGIN)}` : "";
    if (place === last || !box.current) return;
    last = place;
    if (thing)
      box.current.scrollTo({ top: outline(thing).y - MARGIN, behavior: reducedMotion() ? "instant" : "smooth" });
  };
}

const NEARER = 1.4; // times, for one press of a button

function useZoom(
  svg: React.RefObject<SVGSVGElement | null>,
  changed: (zoomed: boolean) => void,
): (times: number | "all") => void {
  const behaviour = useRef<Zoom>(null);
  useEffect(() => {
    if (!svg.current || behaviour.current) return;
    behaviour.current = zoomable(svg.current);
    behaviour.current
      .filter(wanted)
      .on("zoom.page", ({ transform }: { transform: { k: number } }) => changed(transform.k > 1));
  }, [svg, changed]);
  return (times) => {
    if (!svg.current || !behaviour.current) return;
    if (times === "all") showAll(svg.current, behaviour.current);
    else zoomBy(svg.current, behaviour.current, times);
  };
}

/** A plain wheel and a single finger scroll the page. */
function wanted(event: MouseEvent | WheelEvent | TouchEvent): boolean {
  if ("touches" in event) return event.touches.length > 1;
  return event.type === "wheel" ? event.ctrlKey || event.metaKey : event.button === 0;
}

/** Draws whenever something changed, and in every frame while the run plays. Returns what a pointer over a thing calls. */
function usePicture(
  svg: React.RefObject<SVGSVGElement | null>,
  box: React.RefObject<HTMLDivElement | null>,
): { hover: (hovered: string | null) => void; tall: boolean } {
  const run = useRun();
  const language = useLanguage();
  const selected = useView((view) => view.selected);
  const focus = useView((view) => view.focus);
  const pointed = useView((view) => view.pointed);
  const level = useView((view) => view.level);
  const front = useView((view) => view.front);
  const meter = useMeter();
  const { width, height } = useSize(box);
  const looks = useRef<Looks>(null);
  const hovered = useRef<string | null>(null);
  const [tall, setTall] = useState(false); // the picture is higher than its place, and scrolls
  const wake = useRef<() => void>(() => {});

  useEffect(() => {
    const layout = layouts();
    const show = keepInView(box);
    let request: number | undefined;
    let before: number | undefined;

    const frame = (now: number) => {
      request = undefined;
      const passed = before === undefined ? 0 : Math.min(now - before, LONG_FRAME);
      run.advance(passed, useSettings.getState().speed);
      const state = run.getState();
      if (svg.current && looks.current && looks.current.width >= LEAST) {
        const now = { ...looks.current, hovered: hovered.current ?? looks.current.hovered };
        const placed = layout(state, now, reducedMotion());
        drawPicture(svg.current, placed);
        setTall((placed[0]?.h ?? 0) > now.height + 1);
        show(placed, now.focus && focusKey(state.session.at(state.at), now.focus));
      }
      before = state.playing ? now : undefined;
      if (state.playing) schedule();
    };
    const schedule = () => {
      request ??= requestAnimationFrame(frame);
    };
    wake.current = schedule;
    schedule();
    const unsubscribe = run.subscribe((state, old) => {
      if (flags.trace && state.at !== old.at) console.info(state.at, state.session.event(state.at));
      schedule();
    });
    return () => {
      unsubscribe();
      if (request !== undefined) cancelAnimationFrame(request);
    };
  }, [run, svg, box]);

  useEffect(() => {
    looks.current = { width, height, language, selected, focus, hovered: pointed, level, front, meter };
    wake.current();
  }, [width, height, language, selected, focus, pointed, level, front, meter]);

  const hover = useCallback((key: string | null) => {
    if (hovered.current === key) return;
    hovered.current = key;
    wake.current();
  }, []);
  return { hover, tall };
}
