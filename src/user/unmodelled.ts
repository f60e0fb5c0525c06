import { err } from "./libc.ts";
import type { Main } from "./program.ts";

/** Status of everything that a real system has and the model has not. */
export const NOT_MODELLED = 95;

/** What runs in place of a program that is installed but has no code here. */
export const unmodelledMain: Main = function* (self) {
  const name = (self.argv[0] ?? "").split("/").at(-1);
  yield* err(`${name}: this program is not modelled in Cutaway\n`);
  return NOT_MODELLED;
};
