import type { Main } from "../program.ts";
import { vmrunMain } from "./vmrun.ts";
import { vmwareVmxMain } from "./vmware-vmx.ts";

export const VMWARE: Readonly<Record<string, Main>> = { vmrun: vmrunMain, "vmware-vmx": vmwareVmxMain };
