import type { Main } from "../program.ts";
import { hostnameMain } from "./hostname.ts";

export const HOSTNAME: Readonly<Record<string, Main>> = { hostname: hostnameMain };
