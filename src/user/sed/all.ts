import type { Main } from "../program.ts";
import { sedMain } from "./sed.ts";

export const SED: Readonly<Record<string, Main>> = { sed: sedMain };
