// The evaluator, put together: lower files reach it through the shell's state.

import { runInChild } from "./run/command.ts";
import { callFunction } from "./run/function.ts";
import { runStatements } from "./run/list.ts";
import { startPipeline } from "./run/pipeline.ts";
import { runWords } from "./run/simple.ts";
import { runText } from "./run/text.ts";
import type { Core } from "./shell.ts";

export const CORE: Core = { runStatements, runText, callFunction, runWords, runInChild, startPipeline };
