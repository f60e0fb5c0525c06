// What machine, or machines, the sandbox is: another choice boots another world; the run before it is kept.

import { useId, useState } from "react";
import { usePageWords } from "../i18n/page-words.ts";
import type { Run } from "../run/run.ts";
import { CHOICES, type Choice } from "./open-sandbox.ts";
import { words } from "./words.ts";

interface Props {
  readonly run: Run;
  readonly onChoose: (world: Choice) => Promise<void>;
}

export function WorldChoice({ run, onChoose }: Props) {
  const t = usePageWords(words);
  const id = useId();
  const [opening, setOpening] = useState(false);
  const world = run.getState().session.world.split(":")[0] as Choice;
  const choose = async (chosen: Choice) => {
    setOpening(true);
    await new Promise((resolve) => setTimeout(resolve, 30)); // the page says so before it is busy
    try {
      await onChoose(chosen);
    } finally {
      setOpening(false);
    }
  };
  return (
    <section aria-labelledby={id} className="sandbox-part">
      <h2 id={id}>{t.world}</h2>
      <select
        className="world-choice"
        aria-labelledby={id}
        aria-busy={opening}
        value={world}
        onChange={(event) => void choose(event.target.value as Choice)}
      >
        {CHOICES.map((one) => (
          <option key={one} value={one}>
            {t.worlds[one][0]}
          </option>
        ))}
      </select>
      <p className="reply-hint" role="status">
        {opening ? t.opening : (t.worlds[world]?.[1] ?? "")}
      </p>
    </section>
  );
}
