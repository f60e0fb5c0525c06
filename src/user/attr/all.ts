import type { Main } from "../program.ts";
import { getfattrMain } from "./getfattr.ts";
import { setfattrMain } from "./setfattr.ts";

export const ATTR: Readonly<Record<string, Main>> = { getfattr: getfattrMain, setfattr: setfattrMain };
