import type { Main } from "../program.ts";
import { psMain } from "./ps.ts";

export const PROCPS: Readonly<Record<string, Main>> = {
  ps: psMain,
};
