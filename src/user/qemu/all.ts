import type { Main } from "../program.ts";
import { qemuMain } from "./qemu.ts";
import { qemuImgMain } from "./qemu-img.ts";

export const QEMU: Readonly<Record<string, Main>> = { "qemu-img": qemuImgMain, "qemu-system-x86_64": qemuMain };
