import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { breaches } from "./architecture.ts";

const SRC = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((path) => path.split(sep).join("/"))
  .filter((path) => /\.(tsx?|css)$/.test(path))
  .sort();

test.each(files)("%s keeps to its layer", (path) => {
  expect(breaches(path, readFileSync(join(SRC, path), "utf8"))).toEqual([]);
});

describe("the rules hold: each of these is refused", () => {
  test.each([
    ["kernel/sys/a.ts", 'import { select } from "d3";', "kernel may not import d3"],
    ["kernel/a.ts", 'import "react";', "kernel may not import react"],
    [
      "kernel/a.ts",
      'import type { Scene } from "../scene/scene.ts";',
      "kernel may not import scene, which is to its right",
    ],
    [
      "kernel/a.ts",
      'export { layout } from "../scene/scene.ts"; export const a = 1;',
      "kernel may not import scene, which is to its right",
    ],
    [
      "kernel/a.ts",
      'export const a = () => import("../user/sh/sh.ts");',
      "kernel may not import user, which is to its right",
    ],
    [
      "kernel/a.ts",
      "export type A = import('../user/sh/sh.ts').Shell;",
      "kernel may not import user, which is to its right",
    ],
    ["kernel/a.ts", "export const a = (name: string) => import(name);", "imports a computed name"],
    ["kernel/a.test.ts", 'import { sh } from "../user/sh/sh.ts";', "kernel may not import user, which is to its right"],
    ["kernel/a.ts", 'import { readFileSync } from "node:fs";', "kernel may not import node:fs"],
    ["app/page.tsx", 'import { readFileSync } from "node:fs";', "app may not import node:fs"],
    ["user/a.ts", 'import world from "../../content/worlds/host.json";', "user may not reach out of src"],
    ["user/a.ts", 'import { read } from "../architecture.ts";', "architecture.ts belongs to no layer"],
    ["scene/a.ts", 'import { select } from "d3";', "scene may not use select of d3"],
    ["scene/a.ts", 'import * as d3 from "d3";', "scene may not use * of d3"],
    ["draw/a.ts", 'import { tree } from "d3";', "draw may not use tree of d3"],
    [
      "draw/a.ts",
      "export const a = (g: SVGGElement) => g.getBBox();",
      "measures or moves the drawing by itself (getBBox)",
    ],
    ["draw/a.ts", 'export const a = document.querySelector("svg");', "reads its surroundings (document) below app"],
    ["virt/a.ts", 'import { createActor } from "xstate";', "runs an actor (createActor) below app"],
    ["machine/a.ts", "export const a = Math.random();", "reads a clock or dice (Math.random) below app"],
    ["machine/a.ts", 'export const a = Math["random"]();', "reads a clock or dice (Math.random) below app"],
    ["trace/a.ts", "export const a = () => Date.now();", "reads a clock or dice (Date.now) below app"],
    ["trace/a.ts", "export const a = new Date();", "reads a clock or dice (Date()) below app"],
    ["learn/a.test.ts", "setTimeout(() => {}, 100);", "reads a clock or dice (setTimeout) below app"],
    ["user/a.ts", "export const a = globalThis.crypto;", "reads its surroundings (globalThis) below app"],
    ["user/a.ts", 'export const a = console.log("x");', "reads its surroundings (console) below app"],
    ["user/a.ts", "export const a = import.meta.env;", "reads its surroundings (import.meta) below app"],
    [
      "user/a.ts",
      "export const a = (x: string[]) => x.sort((p, q) => p.localeCompare(q));",
      "asks for the reader's language or time zone (localeCompare) below app",
    ],
    ["app/a.tsx", "export default function Page() {}", "exports a default; names are the same everywhere"],
    ["app/a.ts", "const a = 1; export { a as default };", "exports a default; names are the same everywhere"],
    ["kernel/fs/index.ts", 'export * from "./inode.ts";', "only re-exports (a barrel); import from the file itself"],
    ["kernel/utils/a.ts", "export const a = 1;", "a folder named utils says nothing"],
    ["kernel/Inode.ts", "export const a = 1;", "Inode.ts is not kebab-case"],
    ["engine/a.ts", "export const a = 1;", "engine is not a layer"],
  ])("%s: %s", (path, text, breach) => {
    expect(breaches(path, text)).toEqual(expect.arrayContaining([breach]));
  });
});

describe("the rules are not too wide: each of these is accepted", () => {
  test.each([
    [
      "kernel/sys/a.ts",
      'import { setup } from "xstate"; import { EINVAL } from "../abi/errno.ts"; export const a = [setup, EINVAL];',
    ],
    ["kernel/net/tcp.ts", "export const send = (window: number) => window.toFixed(0);"],
    [
      "kernel/a.ts",
      "export const a = ({ process, ...rest }: A) => [process.pid, rest.document]; type A = { window: number };",
    ],
    [
      "kernel/a.ts",
      "// Date.now() is not for us\nexport const a = { location: 'document', performance: new Date(0) };",
    ],
    ["user/sh/a.ts", 'import { parse } from "unbash"; export const a = parse;'],
    [
      "scene/a.ts",
      'import { easeCubicInOut, hierarchy, sum } from "d3"; export const a = [easeCubicInOut, hierarchy, sum];',
    ],
    ["draw/a.ts", 'import { select } from "d3"; import "./a.css"; export const a = (g: SVGGElement) => select(g);'],
    [
      "kernel/a.test.ts",
      'import { test } from "vitest"; import fc from "fast-check"; test("a", () => fc.assert(fc.property()));',
    ],
    ["app/cli/a.ts", 'import { readFileSync } from "node:fs"; console.log(readFileSync(0));'],
    ["app/a.tsx", 'import { useState } from "react"; export const A = () => <p title={window.name}>{useState(0)}</p>;'],
  ])("%s: %s", (path, text) => {
    expect(breaches(path, text)).toEqual([]);
  });
});
