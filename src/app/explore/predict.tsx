import { type ReactNode, useState } from "react";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

interface Props {
  readonly question: string;
  readonly choices: readonly string[];
  /** The choice that the model computes. */
  readonly answer: string;
  /** What is shown once the reader has chosen, or wanted to see it at once. */
  readonly because: ReactNode;
  /** It was answered, or passed over. */
  readonly done: () => void;
}

/** A prediction before the run: what the reader expects, then what the model says. A new question needs a new key. */
export function Predict({ question, choices, answer, because, done }: Props) {
  const t = usePageWords(words).predict;
  const [chosen, setChosen] = useState<string | null>(null);
  const choose = (choice: string) => {
    setChosen(choice);
    done();
  };
  return (
    <fieldset className="predict">
      <legend>{question}</legend>
      <div className="predict-choices">
        {choices.map((choice) => (
          <button
            key={choice}
            type="button"
            className="button"
            aria-pressed={choice === chosen}
            data-verdict={
              chosen === null ? undefined : choice === answer ? "right" : choice === chosen ? "wrong" : undefined
            }
            onClick={() => choose(choice)}
          >
            {choice}
          </button>
        ))}
        {chosen === null && (
          <button type="button" className="link-button" onClick={() => choose("")}>
            {t.show}
          </button>
        )}
      </div>
      <div role="status">
        {chosen !== null && (
          <p>
            <strong>{chosen === "" ? t.answer(answer) : chosen === answer ? t.right : t.wrong(answer)}</strong>{" "}
            {because}
          </p>
        )}
      </div>
    </fieldset>
  );
}
