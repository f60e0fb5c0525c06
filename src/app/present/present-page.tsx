// The seminars there are, and the presenter's own file.

import { SEMINARS } from "virtual:seminars";
import { CloudOff } from "lucide-react";
import { usePageWords } from "../i18n/page-words.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { useOffline } from "./offline.ts";
import { OwnSeminar } from "./own-seminar.tsx";
import { SeminarCard } from "./seminar-card.tsx";
import { words } from "./words.ts";
import "./present.css";

export function PresentPage() {
  const t = usePageWords(words);
  usePageTitle(t.title);
  const offline = useOffline();
  return (
    <div className="page present">
      <header>
        <h1>{t.title}</h1>
        <p className="lead">{t.intro}</p>
      </header>
      <ul className="seminars">
        {SEMINARS.map((seminar) => (
          <li key={seminar.id}>
            <SeminarCard seminar={seminar} />
          </li>
        ))}
      </ul>
      <OwnSeminar />
      <p className="offline" role="status" data-state={offline}>
        <CloudOff aria-hidden size={18} />
        {t.offline[offline]}
      </p>
    </div>
  );
}
