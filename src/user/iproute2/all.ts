import type { Main } from "../program.ts";
import { bridgeMain } from "./bridge.ts";
import { ipMain } from "./ip.ts";
import { ssMain } from "./ss.ts";

export const IPROUTE2: Readonly<Record<string, Main>> = { bridge: bridgeMain, ip: ipMain, ss: ssMain };
