import { Link } from "@tanstack/react-router";
import { Link2 } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { usePageWords } from "../i18n/page-words.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { tell } from "../view/notices.ts";
import { TOOLS } from "./tools.ts";
import { words } from "./words.ts";
import "./explore.css";

interface Props {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children: ReactNode;
}

/** What every explorer has around it: the way to the others, its heading, a link to what it shows now. */
export function Explorer({ title, lead, children }: Props) {
  const t = usePageWords(words);
  usePageTitle(title);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }, []);
  return (
    <div className="page explore">
      <nav className="explore-nav" ref={nav} aria-label={t.label}>
        <ul>
          {TOOLS.map((tool) => (
            <li key={tool}>
              <Link
                to={`/${tool}`}
                activeOptions={{ includeSearch: false }}
                activeProps={{ "aria-current": "page" }}
                search={{}}
              >
                {t.tools[tool]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <header className="explore-head">
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
        <button type="button" className="link-button" onClick={copyAddress}>
          <Link2 aria-hidden size={16} />
          {t.copy}
        </button>
      </header>
      {children}
    </div>
  );
}

function copyAddress(): void {
  navigator.clipboard.writeText(location.href).then(
    () => tell({ kind: "copied" }),
    () => tell({ kind: "copy-failed" }),
  );
}
