import type { Main } from "../program.ts";
import { qemuMain } from "./qemu.ts";

export const QEMU: Readonly<Record<string, Main>> = { "qemu-system-x86_64": qemuMain };
