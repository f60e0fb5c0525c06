// One machine, its kernel on the hardware: what every other way is compared with.

import { HOST } from "../../../kernel/apply.ts";
import { realMachine } from "../../../kernel/empty.ts";
import type { World } from "../../../kernel/world.ts";
import { bootKernel } from "../machine.ts";
import { GUEST, type ProfileName, REAL_HARDWARE } from "./profile.ts";

export function bootBare(profile: ProfileName = "modern"): World {
  const hardware = REAL_HARDWARE[profile];
  const kernel = bootKernel({ hardware, hostname: GUEST.hostname, console: "tty1" });
  return { now: 0, machines: { [HOST]: realMachine(HOST, hardware, kernel) } };
}
