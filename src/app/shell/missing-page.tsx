import { Link } from "@tanstack/react-router";
import { useMessages } from "../i18n/messages.ts";
import { usePageTitle } from "./page-title.ts";

export function MissingPage() {
  const { missing, titles } = useMessages();
  usePageTitle(titles.missing);
  return (
    <div className="page">
      <h1>{titles.missing}</h1>
      <p>{missing.text}</p>
      <p>
        <Link to="/">{missing.back}</Link>
      </p>
    </div>
  );
}
