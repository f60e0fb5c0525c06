import type { Main } from "../program.ts";
import { capshMain } from "./capsh.ts";
import { getpcapsMain } from "./getpcaps.ts";

export const LIBCAP: Readonly<Record<string, Main>> = { capsh: capshMain, getpcaps: getpcapsMain };
