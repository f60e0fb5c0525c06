import type { Main } from "../program.ts";
import { bridgeMain } from "./bridge.ts";
import { ipMain } from "./ip.ts";

export const IPROUTE2: Readonly<Record<string, Main>> = { bridge: bridgeMain, ip: ipMain };
