// Drawing placed things: join by key, append once, set attributes. Colour, dash and lettering belong to the style
// sheets, which go by data-kind and the other data- attributes.
//
// What has not changed since it was last drawn is left alone, so a step costs what it touches.

import { select } from "d3";
import { LETTERING } from "../scene/lettering.ts";
import type { Placed, Text } from "../scene/placed.ts";
import { same } from "../scene/tween.ts";

const drawn = new WeakMap<Element, Placed>(); // what stands in each element now

/** Makes the children of `root` show `items`, in layers. Returns how many elements were touched. */
export function drawPlaced(root: SVGGElement, items: readonly Placed[]): number {
  let touched = 0;
  const byLayer = new Map<number, Placed[]>();
  for (const item of items) {
    if (item.kind === "frame") continue;
    const list = byLayer.get(item.layer);
    if (list) list.push(item);
    else byLayer.set(item.layer, [item]);
  }
  const before = [...root.children].map((g) => Number(g.getAttribute("data-layer")));
  const numbers = [...new Set([...before, ...byLayer.keys()])].sort((a, b) => a - b);
  select(root)
    .selectAll<SVGGElement, number>(":scope > g.layer")
    .data(numbers, (n) => n)
    .join((enter) =>
      enter
        .append("g")
        .attr("class", "layer")
        .attr("data-layer", (n) => n),
    )
    .order()
    .each(function (n) {
      select(this)
        .selectAll<SVGGElement, Placed>(":scope > g")
        .data(byLayer.get(n) ?? [], (d) => d.key)
        .join("g")
        .each(function (d) {
          const was = drawn.get(this);
          if (was && same(was, d)) return;
          paint(this, d, was);
          drawn.set(this, d);
          touched++;
        });
    });
  return touched;
}

function paint(g: SVGGElement, d: Placed, was: Placed | undefined): void {
  const self = select(g);
  if (!was) self.attr("class", "placed").attr("data-key", d.key);
  self
    .attr("data-kind", d.kind)
    .attr("opacity", d.opacity === 1 ? null : round(d.opacity))
    .attr("transform", `translate(${round(d.x)},${round(d.y)})`);
  for (const name of Object.keys({ ...was?.data, ...d.data })) {
    const value = d.data?.[name];
    self.attr(`data-${name}`, value === undefined || value === false ? null : value);
  }
  if (was?.title !== d.title) name(g, d.title);
  shape(g, d);
  letter(g, d.texts ?? []);
}

function name(g: SVGGElement, title: string | undefined): void {
  const titles = title === undefined ? [] : [title];
  select(g)
    .selectAll<SVGTitleElement, string>(":scope > title")
    .data(titles)
    .join((enter) => enter.insert("title", ":first-child"))
    .text((t) => t);
}

const SVG = "http://www.w3.org/2000/svg";

/** The one shape of a thing: a line, a box, a circle, or none. */
function shape(g: SVGGElement, d: Placed): void {
  const tag = d.points ? "path" : d.w !== undefined ? "rect" : d.r !== undefined ? "circle" : null;
  const old = g.querySelector(":scope > .shape");
  if (old && old.tagName !== tag) old.remove();
  if (!tag) return;
  const element: Element = old?.tagName === tag ? old : g.ownerDocument.createElementNS(SVG, tag);
  if (!element.parentNode) g.insertBefore(element, g.querySelector(":scope > text"));
  const self = select<Element, unknown>(element).attr("class", "shape");
  if (tag === "circle") self.attr("r", round(d.r ?? 0));
  if (tag === "rect") {
    self
      .attr("width", round(d.w ?? 0))
      .attr("height", round(d.h ?? 0))
      .attr("rx", round(d.r ?? 0));
  }
  if (tag === "path") self.attr("d", `M${d.points?.map(([x, y]) => `${round(x)},${round(y)}`).join("L")}`);
  (element as SVGElement).style.setProperty("--weight", d.weight === undefined ? null : `${round(d.weight)}`);
}

function letter(g: SVGGElement, texts: readonly Text[]): void {
  select(g)
    .selectAll<SVGTextElement, Text>(":scope > text")
    .data(texts as Text[])
    .join("text")
    .attr("data-as", (t) => t.as)
    .attr("x", (t) => round(t.x))
    .attr("y", (t) => round(t.y))
    .attr("font-size", (t) => round(LETTERING[t.as].size * (t.scale ?? 1)))
    .attr("text-anchor", (t) => t.anchor ?? null)
    .text((t) => t.text);
}

/** Hundredths of a pixel are enough, and make short attributes. */
const round = (n: number): number => Math.round(n * 100) / 100;
