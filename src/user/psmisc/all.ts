import type { Main } from "../program.ts";
import { killallMain } from "./killall.ts";
import { pstreeMain } from "./pstree.ts";

export const PSMISC: Readonly<Record<string, Main>> = { killall: killallMain, pstree: pstreeMain };
