// What a reader is asked before the runs are shown: about the guest in ring 1, answered by its run.

import { writeField } from "../../scene/instruction-run.ts";
import type { Run } from "../../virt/explorer/explore.ts";
import type { words } from "./words.ts";

export interface Question {
  readonly question: string;
  readonly choices: readonly string[];
  readonly answer: string;
}

/** Asks for the value of what goes wrong first; where nothing visible does, what happens at all. */
export function questionOn(run: Run, t: (typeof words)["en"]): Question {
  const wrong = run.differences.find(({ field }) => field !== "fault");
  if (wrong) {
    const [got, expected] = [writeField(wrong.field, wrong.got), writeField(wrong.field, wrong.expected)];
    return {
      question: t.askValue(run.text, wrong.field),
      choices: [...[got, expected].sort(), t.traps],
      answer: got,
    };
  }
  const answer = run.trap ? t.traps : run.differences.length > 0 ? t.wrong : t.right;
  return { question: t.askVerdict(run.text), choices: [t.traps, t.right, t.wrong], answer };
}
