import type { Main } from "../program.ts";
import { runcMain } from "./runc.ts";

export const OCI: Readonly<Record<string, Main>> = { runc: runcMain };
