import { LESSONS } from "virtual:lessons";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { useLastLesson } from "../run/last-lesson.ts";
import { words } from "./words.ts";

const PAGES = [
  { to: "/learn", name: "learn" },
  { to: "/review", name: "review" },
  { to: "/sandbox", name: "sandbox" },
  { to: "/present", name: "present" },
] as const;

/** To the lesson that was left last, or to the first; and to the other uses. */
export function Ways() {
  const t = usePageWords(words);
  const language = useLanguage();
  const last = useLastLesson();
  const lesson = LESSONS.find(({ id }) => id === last?.lesson) ?? LESSONS[0];
  return (
    <nav className="start-ways" aria-label={t.ways}>
      {lesson && (
        <Link to="/learn/$lesson" params={{ lesson: lesson.id }} className="button primary large">
          {last ? t.resume(lesson.title[language], last.step + 1) : t.start}
          <ArrowRight aria-hidden size={18} />
        </Link>
      )}
      <ul>
        {PAGES.map(({ to, name }) => (
          <li key={to}>
            <Link to={to}>{t[name]}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
