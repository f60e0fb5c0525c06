// The bridge from an explorer to a picture: a scene is laid out for the width there is, and moves from what stood
// before to what stands now.

import { useEffect, useRef } from "react";
import { drawPicture, keyAt } from "../../draw/picture.ts";
import type { Placed } from "../../scene/placed.ts";
import { tween } from "../../scene/tween.ts";
import { useSize } from "../stage/use-size.ts";
import { reducedMotion } from "../view/appearance.ts";
import "../../draw/explore.css";

const MOVE = 240; // ms from one step to the next

interface Props {
  /** The scene, for a width in px; a new function is a new scene. */
  readonly make: (width: number) => readonly Placed[];
  /** Says that what is shown changes step by step, so that it may move. */
  readonly moves?: boolean;
  /** A thing with a name was chosen with the pointer. The same must be possible with the keyboard beside the picture. */
  readonly choose?: (key: string) => void;
  readonly className?: string;
}

export function Figure({ make, moves = false, choose, className }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const shown = useRef<{ readonly width: number; readonly items: readonly Placed[] } | null>(null);
  const { width } = useSize(box);
  useEffect(() => {
    const element = svg.current;
    if (!element || width === 0) return;
    const items = make(width);
    const before = shown.current;
    if (!moves || before?.width !== width || reducedMotion()) {
      shown.current = { width, items };
      drawPicture(element, items);
      return;
    }
    let request = 0;
    let begin: number | null = null;
    const frame = (now: number) => {
      begin ??= now;
      const u = Math.min(1, (now - begin) / MOVE);
      const between = tween(before.items, items, u);
      shown.current = { width, items: between };
      drawPicture(element, between);
      if (u < 1) request = requestAnimationFrame(frame);
    };
    request = requestAnimationFrame(frame);
    return () => cancelAnimationFrame(request);
  }, [make, moves, width]);
  const onClick = (event: React.MouseEvent) => {
    const key = keyAt(event.target);
    if (key !== null) choose?.(key);
  };
  return (
    <div className={`figure ${className ?? ""}`} ref={box}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: what can be chosen here can be chosen beside the picture */}
      <svg ref={svg} role="img" aria-label="…" onClick={onClick} data-chosen={choose ? "" : undefined} />
    </div>
  );
}
