// A picture: an <svg> that shows a scene's list. The frame, the first thing of the list, gives its size and its name.

import { select } from "d3";
import type { Placed } from "../scene/placed.ts";
import { drawPlaced } from "./placed.ts";
import "./tokens.css";
import "./picture.css";
import "./chart.css";

/** Draws a scene into an svg element of any size; its own size goes into the viewBox. */
export function drawPicture(svg: SVGSVGElement, items: readonly Placed[]): number {
  const frame = items.find((item) => item.kind === "frame");
  const root = select(svg).attr("class", "picture");
  if (frame) {
    root
      .attr("viewBox", `0 0 ${frame.w ?? 0} ${frame.h ?? 0}`)
      .attr("role", "img")
      .attr("aria-label", frame.title ?? null);
  }
  const things = root
    .selectAll<SVGGElement, null>(":scope > g.things")
    .data([null])
    .join((enter) => enter.append("g").attr("class", "things"))
    .node();
  return things ? drawPlaced(things, items) : 0;
}

/** The key of the thing that an event happened on; null beside all things. */
export function keyAt(target: EventTarget | null): string | null {
  const element = target as Element | null;
  return element?.closest?.("g.placed:has(> title)")?.getAttribute("data-key") ?? null;
}
