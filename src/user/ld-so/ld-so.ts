// The dynamic loader: what really runs first when a dynamic program starts - ld.so(8).
//
// It opens every shared library that the program needs, and those that they need, and only then hands over to the
// program. This is why a program copied alone into an empty root directory does not run there.

import type { Main } from "../program.ts";
import { asCommand } from "./command.ts";
import { SELF_NAME } from "./load.ts";
import { runLoaded } from "./run.ts";

export const ldSoMain: Main = function* (self) {
  const { program, needed } = self.aux;
  if (program === SELF_NAME) return yield* asCommand(self);
  return yield* runLoaded(self, { program, needed, name: self.argv[0] ?? "", libraryPath: null });
};
