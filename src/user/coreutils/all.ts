// The programs of GNU coreutils that the model has, by the name of their file.

import type { Main } from "../program.ts";
import { catMain } from "./cat.ts";
import { echoMain } from "./echo.ts";
import { lsMain } from "./ls.ts";
import { mkdirMain } from "./mkdir.ts";
import { printfMain } from "./printf.ts";
import { rmMain } from "./rm.ts";
import { rmdirMain } from "./rmdir.ts";
import { bracketMain, testMain } from "./test.ts";

export const COREUTILS: Readonly<Record<string, Main>> = {
  "[": bracketMain,
  cat: catMain,
  echo: echoMain,
  ls: lsMain,
  mkdir: mkdirMain,
  printf: printfMain,
  rm: rmMain,
  rmdir: rmdirMain,
  test: testMain,
};
