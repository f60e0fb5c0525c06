import type { Main } from "../program.ts";
import { xlMain } from "./xl.ts";

export const XEN: Readonly<Record<string, Main>> = { xl: xlMain };
