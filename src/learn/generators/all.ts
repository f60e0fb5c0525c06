import { exitChain } from "./exit-chain.ts";
import { flagShutter } from "./flag-shutter.ts";
import type { Generator } from "./generator.ts";
import { missingFile } from "./missing-file.ts";
import { nestedNumber } from "./nested-number.ts";
import { orphanTree } from "./orphan-tree.ts";
import { walkInJail } from "./walk-in-jail.ts";
import { whoseName } from "./whose-name.ts";

/** All generators, in the order in which their cards are first asked. */
export const GENERATORS: readonly Generator[] = [
  exitChain,
  missingFile,
  walkInJail,
  whoseName,
  flagShutter,
  nestedNumber,
  orphanTree,
];
