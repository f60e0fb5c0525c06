// The builtins of each shell by name: what `type` and completion know without running anything.

import type { DialectName } from "../dialect.ts";

const POSIX =
  ". : [ alias bg break cd command continue echo eval exec exit export false fg getopts hash jobs kill local printf pwd read readonly return set shift test times trap true type ulimit umask unalias unset wait";

const NAMES: Readonly<Record<DialectName, readonly string[]>> = {
  bash: `${POSIX} builtin caller declare dirs disown enable help history let logout mapfile popd pushd readarray shopt source suspend typeset`
    .split(" ")
    .sort(),
  dash: POSIX.split(" "),
  ash: `${POSIX} [[ chdir help source let`.split(" ").sort(),
};

export const builtinNames = (dialect: DialectName): readonly string[] => NAMES[dialect];

const sets: Readonly<Record<DialectName, ReadonlySet<string>>> = {
  bash: new Set(NAMES.bash),
  dash: new Set(NAMES.dash),
  ash: new Set(NAMES.ash),
};

export const isBuiltin = (dialect: DialectName, name: string): boolean => sets[dialect].has(name);

/** POSIX, 2.14: assignments before them last, and their errors end a shell that keeps to POSIX. */
export const SPECIAL_BUILTINS: ReadonlySet<string> = new Set(
  "break : continue . eval exec exit export readonly return set shift times trap unset".split(" "),
);
