import type { Main } from "../program.ts";
import { sysMain } from "./sys.ts";

export const SYS: Readonly<Record<string, Main>> = { sys: sysMain };
