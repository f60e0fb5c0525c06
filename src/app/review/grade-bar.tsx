// How hard was it? After a wrong answer there is nothing to choose: the card comes back soon.

import { useMemo } from "react";
import { GRADES, type Grade, reviewsOf } from "../../learn/review-log.ts";
import { intervals, memoriesOf } from "../../learn/schedule.ts";
import { usePageWords } from "../i18n/page-words.ts";
import type { AskedCard } from "./asked-card.ts";
import { reviewNow, useProgress } from "./progress.ts";
import { words } from "./words.ts";

interface Props {
  readonly asked: AskedCard;
  readonly right: boolean;
  readonly onGrade: (grade: Grade) => void;
}

export function GradeBar({ asked, right, onGrade }: Props) {
  const t = usePageWords(words);
  const log = useProgress((progress) => progress.log);
  const after = useMemo(() => {
    const memory = memoriesOf(reviewsOf(log)).get(asked.next.card.id);
    return intervals(memory, reviewNow().now);
  }, [log, asked]);
  if (!right) {
    return (
      <div className="grade-bar">
        <p className="reply-hint">{t.wrongComesBack(after.again)}</p>
        <button type="button" className="button primary" onClick={() => onGrade("again")}>
          {t.nextCard}
        </button>
      </div>
    );
  }
  return (
    <fieldset className="grade-bar">
      <legend>{t.howHard}</legend>
      {GRADES.filter((grade) => grade !== "again").map((grade) => (
        <button
          key={grade}
          type="button"
          className={grade === "good" ? "button primary" : "button"}
          aria-label={t.gradeLabel(grade, after[grade])}
          onClick={() => onGrade(grade)}
        >
          {t.grades[grade]}
          <span className="grade-after">{t.span(after[grade])}</span>
        </button>
      ))}
    </fieldset>
  );
}
