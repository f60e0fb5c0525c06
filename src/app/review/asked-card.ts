// One card on the page: examined, asked, answered, graded. Its run is the same kind as a lesson's, so the stage, the time
// line and the terminal show it; before the answer the cursor stands where the question is asked.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { Card } from "../../learn/card.ts";
import { type CardEvent, type CardState, nextCardState } from "../../learn/card-life.ts";
import type { Examined, Reply } from "../../learn/examine.ts";
import type { Grade } from "../../learn/review-log.ts";
import { createRun, type Run } from "../run/run.ts";
import { reducedMotion } from "../view/appearance.ts";
import { useView } from "../view/view.ts";
import { addEntries, reviewNow } from "./progress.ts";
import type { Next } from "./queue.ts";

export interface AskedState {
  readonly life: CardState;
  readonly card: Card | null;
  readonly examined: Examined | null;
  readonly run: Run | null;
  readonly reply: Reply | null;
  /** Why the card could not be examined. */
  readonly error: unknown;
}

export interface AskedCard extends StoreApi<AskedState> {
  readonly next: Next;
  /** Judges a reply; a wrong one opens the replay of the proof. null: the reader gives up. */
  answer(reply: Reply | null): Promise<void>;
  /** Shows the proof from where the question was asked. */
  replay(): void;
  /** Puts the grade into the log; false where the card has its grade already. */
  grade(grade: Grade): boolean;
  retry(): void;
  dispose(): void;
}

export function askCard(next: Next): AskedCard {
  const store = createStore<AskedState>()(() => ({
    life: "examining",
    card: null,
    examined: null,
    run: null,
    reply: null,
    error: null,
  }));
  const { getState: get, setState: set } = store;
  let gone = false;
  const advance = (event: CardEvent["type"], more: Partial<AskedState> = {}) =>
    set(({ life }) => ({ ...more, life: nextCardState(life, event) }));

  async function examine(): Promise<void> {
    try {
      const { cardOf, examineCard } = await import("./examiner.ts");
      const card = await cardOf(next.card.id, next.seed);
      if (gone) return;
      const examined = examineCard(card);
      const run = createRun(examined.session, { at: examined.asked, reduced: reducedMotion });
      advance("examined", { card, examined, run, error: null });
    } catch (error) {
      if (!gone) advance("failed", { error });
    }
  }

  function replay(): void {
    const { run, examined } = get();
    if (!run || !examined) return;
    run.switchTo(0); // the reader may have tried something on a branch
    run.seek(examined.asked);
    run.play("end");
  }

  void examine();
  return {
    ...store,
    next,
    async answer(reply) {
      const { examined } = get();
      if (!examined) return;
      const { isRight } = await import("./examiner.ts");
      if (get().life !== "asking") return; // pressed twice
      const right = reply !== null && isRight(examined.answer, reply);
      advance(right ? "answered.right" : "answered.wrong", { reply });
      useView.getState().select(null);
      if (!right) replay();
    },
    replay,
    grade(grade) {
      const { id } = next.card;
      if (get().life === "graded") return false; // pressed twice
      advance("graded");
      addEntries([{ card: id, at: reviewNow().now, grade, ...(id.startsWith("gen-") ? { seed: next.seed } : {}) }]);
      return true;
    },
    retry() {
      advance("retried", { error: null });
      void examine();
    },
    dispose() {
      gone = true;
      get().run?.dispose();
    },
  };
}
