import type { Main } from "../program.ts";
import { cmpMain } from "./cmp.ts";
import { diffMain } from "./diff.ts";

export const DIFFUTILS: Readonly<Record<string, Main>> = { cmp: cmpMain, diff: diffMain };
