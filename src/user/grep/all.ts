import type { Main } from "../program.ts";
import { egrepMain, fgrepMain, grepMain } from "./grep.ts";

export const GREP: Readonly<Record<string, Main>> = { egrep: egrepMain, fgrep: fgrepMain, grep: grepMain };
