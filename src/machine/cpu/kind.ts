// One mnemonic, several instructions: MOV to a control register has nothing in common with MOV between two others.
// The kinds are those that the literature on virtualizing x86 tells apart.

import type { Instruction, Mnemonic } from "./instruction.ts";

type Special = "mov-seg" | "mov-cr" | "mov-dr" | "push-seg" | "pop-seg" | "call-far" | "jmp-far" | "ret-far" | "int-n";

export type Kind = Exclude<Mnemonic, "lcall" | "ljmp" | "lret" | "int"> | Special;

const FAR: Readonly<Partial<Record<Mnemonic, Kind>>> = {
  lcall: "call-far",
  ljmp: "jmp-far",
  lret: "ret-far",
  int: "int-n",
};

export function kindOf({ mnemonic, operands }: Instruction): Kind {
  const has = (kind: "seg" | "cr" | "dr") => operands.some((operand) => operand.kind === kind);
  if (mnemonic === "mov") return has("seg") ? "mov-seg" : has("cr") ? "mov-cr" : has("dr") ? "mov-dr" : "mov";
  if ((mnemonic === "push" || mnemonic === "pop") && has("seg")) return `${mnemonic}-seg`;
  return FAR[mnemonic] ?? (mnemonic as Kind);
}
