import type { Main } from "../program.ts";
import { ptwalkMain } from "./ptwalk.ts";
import { trappathMain } from "./trappath.ts";
import { vmexitsMain } from "./vmexits.ts";

/** Tools for the lessons on virtual machines; /usr/local/bin has a file for each. */
export const CUTAWAY: Readonly<Record<string, Main>> = {
  ptwalk: ptwalkMain,
  trappath: trappathMain,
  vmexits: vmexitsMain,
};
