import type { Main } from "../program.ts";
import { getentMain } from "./getent.ts";

export const LIBC_BIN: Readonly<Record<string, Main>> = { getent: getentMain };
