// The default world: one Debian 13 server.

import { HOST } from "../../kernel/apply.ts";
import { realMachine } from "../../kernel/empty.ts";
import type { World } from "../../kernel/world.ts";
import { SERVER } from "../../machine/hardware.ts";
import { bootKernel } from "./machine.ts";

export const HOSTNAME = "host";

export function bootHost(): World {
  const kernel = bootKernel({ hardware: SERVER, hostname: HOSTNAME, console: "tty1" });
  return { now: 0, machines: { [HOST]: realMachine(HOST, SERVER, kernel) } };
}
