import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { usePageWords } from "../i18n/page-words.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { Combinations } from "./combinations.tsx";
import { TOOLS } from "./tools.ts";
import { words } from "./words.ts";
import "./explore.css";

// The pictures bring the model with them: the words are there before.
const CardPicture = lazy(async () => ({ default: (await import("./card-picture.tsx")).CardPicture }));

export function ExplorePage() {
  const t = usePageWords(words);
  usePageTitle(t.title);
  return (
    <div className="page explore">
      <header className="explore-head">
        <h1>{t.title}</h1>
        <p className="lead">{t.lead}</p>
      </header>
      <ul className="explore-cards">
        {TOOLS.map((tool) => (
          <li key={tool}>
            <Link to={`/${tool}`} search={{}}>
              <Suspense fallback={<div className="explore-picture" />}>
                <CardPicture tool={tool} />
              </Suspense>
              <strong>{t.tools[tool]}</strong>
              <p>{t.about[tool]}</p>
            </Link>
          </li>
        ))}
      </ul>
      <Combinations />
    </div>
  );
}
