// Moving about in a picture: pinch, drag, or wheel with Ctrl; the page keeps the bare wheel.

import { select, zoom, zoomIdentity } from "d3";

const CLOSEST = 6; // times

export type Zoom = ReturnType<typeof zoom<SVGSVGElement, unknown>>;

/** Makes the things of a picture zoomable. */
export function zoomable(svg: SVGSVGElement): Zoom {
  const things = select(svg).select<SVGGElement>(":scope > g.things");
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, CLOSEST])
    .extent(() => paper(svg))
    .filter((event: MouseEvent) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : event.button === 0))
    .on("start", () => behaviour.translateExtent(paper(svg)))
    .on("zoom", (event: { readonly transform: object }) => things.attr("transform", `${event.transform}`));
  select(svg).call(behaviour);
  return behaviour;
}

function paper(svg: SVGSVGElement): [[number, number], [number, number]] {
  const [, , w = 0, h = 0] = (svg.getAttribute("viewBox") ?? "").split(" ").map(Number);
  return [
    [0, 0],
    [w, h],
  ];
}

/** Closer or farther by a factor, as a key or a button asks. */
export function zoomBy(svg: SVGSVGElement, behaviour: Zoom, factor: number): void {
  select(svg).call(behaviour.scaleBy, factor);
}

/** Back to the whole picture. */
export function showAll(svg: SVGSVGElement, behaviour: Zoom): void {
  select(svg).call(behaviour.transform, zoomIdentity);
}
