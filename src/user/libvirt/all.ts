import type { Main } from "../program.ts";
import { libvirtdMain } from "./libvirtd.ts";
import { virshMain } from "./virsh.ts";

export const LIBVIRT: Readonly<Record<string, Main>> = { libvirtd: libvirtdMain, virsh: virshMain };
