// The ledger as an <svg>: a picture like any other, with a hatching for what nobody has measured.

import { select } from "d3";
import { LAYERS } from "../scene/ledger-words.ts";
import type { Placed } from "../scene/placed.ts";
import { drawPicture } from "./picture.ts";
import "./ledger.css";

const STEP = 7; // px from line to line

/** Draws a ledger's list into an svg element. */
export function drawLedger(svg: SVGSVGElement, items: readonly Placed[]): void {
  drawPicture(svg, items);
  const defs = select(svg)
    .selectAll<SVGDefsElement, null>(":scope > defs")
    .data([null])
    .join((enter) => enter.insert("defs", ":first-child"));
  defs
    .selectAll<SVGPatternElement, string>("pattern")
    .data(LAYERS)
    .join((enter) =>
      enter
        .append("pattern")
        .attr("id", (layer) => `hatch-${layer}`)
        .attr("class", "hatch")
        .attr("data-cost", (layer) => layer)
        .attr("patternUnits", "userSpaceOnUse")
        .attr("width", STEP)
        .attr("height", STEP)
        .attr("patternTransform", "rotate(45)")
        .call((pattern) => pattern.append("rect").attr("width", STEP).attr("height", STEP))
        .call((pattern) => pattern.append("path").attr("d", `M1,0V${STEP}`)),
    );
}
