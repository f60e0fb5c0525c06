import type { Main } from "../program.ts";
import { awkMain } from "./awk.ts";

export const AWK: Readonly<Record<string, Main>> = { awk: awkMain, mawk: awkMain };
