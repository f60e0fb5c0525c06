// Builtins by name, for each shell.

import type { DialectName } from "../dialect.ts";
import type { Builtin } from "./builtin.ts";
import * as control from "./control.ts";
import { type } from "./describe.ts";
import * as directory from "./directory.ts";
import { getopts } from "./getopts.ts";
import * as jobs from "./jobs.ts";
import { kill } from "./kill.ts";
import * as misc from "./misc.ts";
import { isBuiltin } from "./names.ts";
import { echo, printf } from "./output.ts";
import { mapfile, read } from "./read.ts";
import { set, shopt } from "./settings.ts";
import { test } from "./test.ts";
import { trap } from "./trap.ts";
import { ulimit } from "./ulimit.ts";
import { umask } from "./umask.ts";
import * as values from "./values.ts";
import * as variables from "./variables.ts";

/** Their arguments may be assignments that are neither split nor matched with files. */
export const DECLARATIONS: ReadonlySet<string> = new Set(["declare", "typeset", "local", "export", "readonly"]);

const ALL: readonly (readonly [string, Builtin])[] = [
  [":", control.succeed],
  ["true", control.succeed],
  ["false", control.fail],
  ["break", control.breakLoop],
  ["continue", control.continueLoop],
  ["return", control.returnFrom],
  ["exit", control.exit],
  ["eval", control.evaluate],
  [".", control.source],
  ["source", control.source],
  ["exec", control.exec],
  ["command", control.command],
  ["builtin", control.builtin],
  ["type", type],
  ["cd", directory.cd],
  ["chdir", directory.cd],
  ["pwd", directory.pwd],
  ["pushd", directory.pushd],
  ["popd", directory.popd],
  ["dirs", directory.dirs],
  ["jobs", jobs.jobs],
  ["fg", jobs.fg],
  ["bg", jobs.bg],
  ["wait", jobs.wait],
  ["kill", kill],
  ["disown", jobs.disown],
  ["trap", trap],
  ["umask", umask],
  ["ulimit", ulimit],
  ["hash", misc.hash],
  ["alias", misc.alias],
  ["unalias", misc.unalias],
  ["getopts", getopts],
  ["history", misc.history],
  ["help", misc.help],
  ["times", misc.times],
  ["caller", misc.caller],
  ["enable", misc.enable],
  ["logout", misc.logout],
  ["suspend", misc.missing("suspend")],
  ["echo", echo],
  ["printf", printf],
  ["read", read],
  ["mapfile", mapfile],
  ["readarray", mapfile],
  ["set", set],
  ["shopt", shopt],
  ["test", test],
  ["[", test],
  ["declare", variables.declare],
  ["typeset", variables.declare],
  ["local", variables.local],
  ["export", variables.exportVariables],
  ["readonly", variables.readonlyVariables],
  ["unset", values.unset],
  ["shift", values.shift],
  ["let", values.letValues],
];

/** Real builtins of bash that say so when they are used. */
const MISSING = ["bind", "compgen", "complete", "compopt", "fc"] as const;

const of = (dialect: DialectName): ReadonlyMap<string, Builtin> =>
  new Map([
    ...ALL.filter(([name]) => isBuiltin(dialect, name)),
    ...(dialect === "bash" ? MISSING.map((name) => [name, misc.missing(name)] as const) : []),
  ]);

export const BUILTINS: Readonly<Record<DialectName, ReadonlyMap<string, Builtin>>> = {
  bash: of("bash"),
  dash: of("dash"),
  ash: of("ash"),
};
