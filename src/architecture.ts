// The rules of the house, as a function: `breaches(path, text)` says in sentences what a source file does against them.
//
// A layer may use itself and the layers to its left, and the packages admitted to it. Below app/ everything is pure:
// the same input gives the same output on every machine, which is what makes seeking, forking and sharing a moment
// possible. Only syntax is read here, through the parser that Vite builds with.

import { posix } from "node:path";
import { type Reading, read } from "./architecture-reading.ts";

const LAYERS = "machine kernel virt user trace timeline scene draw learn present app".split(" ");

/** The packages a layer may import; what is not named here belongs to no layer yet. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  kernel: /^xstate$/,
  virt: /^xstate$/,
  user: /^(unbash|yaml|xstate)$/,
  timeline: /^xstate$/,
  scene: /^(d3|xstate)$/,
  draw: /^d3$/,
  learn: /^(xstate|valibot|ts-fsrs)$/,
  present: /^(xstate|valibot)$/,
  app: /^(react|react-dom|zustand|xstate|@xstate\/react|@tanstack\/react-router|valibot|yaml|lucide-react|@fontsource-variable\/[\w-]+)(\/.*)?$/,
};
const IN_TESTS = /^(vitest|fast-check|jsdom|xstate\/graph|vite)$|^node:/;

// One package holds all of d3, so its names decide: sums and shapes in a scene, the node it is handed in draw.
const D3: Readonly<Record<string, RegExp>> = {
  scene:
    /^(ease|scale(?!Time)|interpolate|curve|symbol|link|line|area|arc|path|pie|stack|hierarchy|tree|cluster|partition|pack|stratify|color|rgb|hsl|lab|hcl|format|sum|min|max|mean|median|extent|range|tick|bisect|bin|group|rollup|ascending|descending|pairs|cumsum|zip|least|greatest)/,
  draw: /^(select|zoom|drag|axis|pointer)/,
};

const CLOCK_AND_DICE = new Set(
  "Date.now Date() Math.random performance crypto setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame requestIdleCallback".split(
    " ",
  ),
);
const SURROUNDINGS = new Set(
  "document window globalThis self navigator location history localStorage sessionStorage indexedDB fetch Worker WebSocket BroadcastChannel matchMedia getComputedStyle process console alert import.meta".split(
    " ",
  ),
);
// Methods whose answer depends on the reader's language or time zone.
const LOCAL =
  /^(toLocale\w*|localeCompare|getTimezoneOffset|get(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds))$/;
// A drawing that measures what it drew, or moves by itself, cannot be computed at a position in time.
const MEASURING =
  /^(getBBox|getBoundingClientRect|getComputedTextLength|getClientRects|(offset|client)(Width|Height)|transition|html|innerHTML)$/;
const ACTORS = new Set(["createActor", "interpret", "waitFor", "toPromise"]);
const CATCH_ALL = /^(utils?|common|types|helpers?|shared|misc|lib)$/;

/** What the file at `path` (from src/, with forward slashes) does against the rules; empty when it keeps to them. */
export function breaches(path: string, text: string): readonly string[] {
  const reading = read(path, text);
  const layer = layerOf(path);
  const found = [...naming(path), ...shape(reading)];
  if (layer === undefined) return path.includes("/") ? [...found, `${path.split("/")[0]} is not a layer`] : found;
  found.push(...imports(path, layer, reading));
  if (layer !== "app") found.push(...purity(path, layer, reading));
  return found;
}

function naming(path: string): string[] {
  const folders = path.split("/").slice(0, -1);
  const name = posix.basename(path);
  return [
    ...folders.filter((folder) => CATCH_ALL.test(folder)).map((folder) => `a folder named ${folder} says nothing`),
    ...[...folders, name]
      .filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(part))
      .map((part) => `${part} is not kebab-case`),
  ];
}

function shape({ hasDefaultExport, onlyReexports }: Reading): string[] {
  return [
    ...(hasDefaultExport ? ["exports a default; names are the same everywhere"] : []),
    ...(onlyReexports ? ["only re-exports (a barrel); import from the file itself"] : []),
  ];
}

function imports(path: string, layer: string, reading: Reading): string[] {
  return reading.imports.flatMap(({ from, names }) => {
    if (from === undefined) return ["imports a computed name"];
    if (from.startsWith(".")) return relative(path, layer, from);
    if (isTest(path) && IN_TESTS.test(from)) return [];
    if (layer === "app" && (from.startsWith("virtual:") || (from.startsWith("node:") && path.startsWith("app/cli/"))))
      return [];
    if (!PACKAGES[layer]?.test(from)) return [`${layer} may not import ${from}`];
    if (from === "d3" && D3[layer]) {
      const strangers = names.filter((name) => !D3[layer]?.test(name));
      return strangers.map((name) => `${layer} may not use ${name} of d3`);
    }
    if (from === "xstate" && layer !== "app") {
      return names.filter((name) => ACTORS.has(name)).map((name) => `runs an actor (${name}) below app`);
    }
    return [];
  });
}

function relative(path: string, layer: string, from: string): string[] {
  const target = posix.normalize(posix.join(posix.dirname(path), from));
  if (target.startsWith("..")) return layer === "app" || isTest(path) ? [] : [`${layer} may not reach out of src`];
  const other = layerOf(target);
  if (other === undefined) return [`${target} belongs to no layer`];
  if (LAYERS.indexOf(other) <= LAYERS.indexOf(layer)) return [];
  return [`${layer} may not import ${other}, which is to its right`];
}

function purity(path: string, layer: string, { globals, members }: Reading): string[] {
  const clocks = globals.filter((name) => CLOCK_AND_DICE.has(name));
  const around = isTest(path) ? [] : globals.filter((name) => SURROUNDINGS.has(name));
  const local = isTest(path) ? [] : members.filter((name) => LOCAL.test(name));
  const measured = layer === "draw" && !isTest(path) ? members.filter((name) => MEASURING.test(name)) : [];
  return [
    ...clocks.map((name) => `reads a clock or dice (${name}) below app`),
    ...around.map((name) => `reads its surroundings (${name}) below app`),
    ...local.map((name) => `asks for the reader's language or time zone (${name}) below app`),
    ...measured.map((name) => `measures or moves the drawing by itself (${name})`),
  ];
}

function layerOf(path: string): string | undefined {
  return LAYERS.find((layer) => path.startsWith(`${layer}/`));
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}
