import type { Profile } from "./price.ts";
import { XEON_2003 } from "./profile-2003.ts";
import { I7_MODERN } from "./profile-modern.ts";

/** The machines that can be chosen, by name. */
export const PROFILES: Readonly<Record<Profile["name"], Profile>> = { "2003": XEON_2003, modern: I7_MODERN };
