import { Link } from "@tanstack/react-router";
import { usePageWords } from "../i18n/page-words.ts";
import { NextDue } from "./next-due.tsx";
import { words } from "./words.ts";

/** Nothing more is due: what was done, when the next card comes, and the ways on. */
export function Finished({ answered }: { readonly answered: number }) {
  const t = usePageWords(words);
  return (
    <div className="page finished">
      <h1>{t.finished}</h1>
      {answered > 0 && <p className="lead">{t.finishedCount(answered)}</p>}
      <NextDue />
      <p className="finished-ways">
        <Link to="/learn" className="button primary">
          {t.toLessons}
        </Link>
        <Link to="/review/stats" className="button">
          {t.statistics}
        </Link>
      </p>
    </div>
  );
}
