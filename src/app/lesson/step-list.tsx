import { useLanguage, useMessages } from "../i18n/messages.ts";
import { useOpenLesson, useStudyState } from "./lesson-context.ts";

/** The steps as a row of marks, each a button that leads there. */
export function StepList({ go }: { readonly go: (step: number) => void }) {
  const { lesson } = useOpenLesson();
  const { lesson: words } = useMessages();
  const language = useLanguage();
  const current = useStudyState((state) => state.step);
  const seen = useStudyState((state) => state.seen);
  return (
    <nav className="steps" aria-label={words.steps}>
      <ol>
        {lesson.script.map(({ id, title }, i) => {
          const name = words.stepLink(i + 1, title[language], seen.includes(i) && i !== current);
          return (
            <li key={id}>
              <button
                type="button"
                className="step-mark"
                aria-label={name}
                title={name}
                aria-current={i === current ? "step" : undefined}
                data-seen={seen.includes(i)}
                onClick={() => go(i)}
              />
            </li>
          );
        })}
      </ol>
      <p aria-hidden="true">
        {current + 1} / {lesson.script.length}
      </p>
    </nav>
  );
}
