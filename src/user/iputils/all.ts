import type { Main } from "../program.ts";
import { pingMain } from "./ping.ts";

export const IPUTILS: Readonly<Record<string, Main>> = { ping: pingMain };
