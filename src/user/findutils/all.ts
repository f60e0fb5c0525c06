import type { Main } from "../program.ts";
import { findMain } from "./find.ts";
import { xargsMain } from "./xargs.ts";

export const FINDUTILS: Readonly<Record<string, Main>> = { find: findMain, xargs: xargsMain };
