// Pan and zoom of a picture: d3-zoom moves the group that holds the things, and nothing else.

import { select, zoom, zoomIdentity } from "d3";

const MOST = 6; // times
const STEP = 1.4; // times, for one press of a button

export interface Zoom {
  in(): void;
  out(): void;
  reset(): void;
  remove(): void;
}

/** Lets an svg drawn by drawPicture be zoomed. `changed` hears how far. A plain wheel and one finger still scroll the page. */
export function makeZoomable(svg: SVGSVGElement, changed: (scale: number) => void): Zoom {
  const root = select(svg);
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, MOST])
    .extent(() => [[0, 0], sizeOf(svg)])
    .translateExtent([
      [0, 0],
      [0, 0],
    ])
    .filter((event: MouseEvent | TouchEvent) => {
      if (event.type === "wheel") return event.ctrlKey || event.metaKey;
      if ("touches" in event) return event.touches.length > 1;
      return event.button === 0;
    })
    .on("zoom", ({ transform }) => {
      root.select(":scope > g.things").attr("transform", transform.k === 1 ? null : transform.toString());
      changed(transform.k);
    });
  const fitted = () => behaviour.translateExtent([[0, 0], sizeOf(svg)]);
  root.call(behaviour).on("dblclick.zoom", null);
  return {
    in: () => root.call(fitted().scaleBy, STEP),
    out: () => root.call(fitted().scaleBy, 1 / STEP),
    reset: () => root.call(fitted().transform, zoomIdentity),
    remove: () => void root.on(".zoom", null),
  };
}

/** The picture's own size: what its viewBox says. */
function sizeOf(svg: SVGSVGElement): [number, number] {
  const { width, height } = svg.viewBox.baseVal;
  return [width, height];
}
