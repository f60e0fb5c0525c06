import type { Main } from "../program.ts";
import { capshMain } from "./capsh.ts";
import { getcapMain } from "./getcap.ts";
import { getpcapsMain } from "./getpcaps.ts";
import { setcapMain } from "./setcap.ts";

export const LIBCAP: Readonly<Record<string, Main>> = {
  capsh: capshMain,
  getcap: getcapMain,
  getpcaps: getpcapsMain,
  setcap: setcapMain,
};
