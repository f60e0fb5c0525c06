import type { Main } from "../program.ts";
import { ncMain } from "./nc.ts";

export const NETCAT: Readonly<Record<string, Main>> = { "nc.openbsd": ncMain };
