// What surrounds every page: the skip link, the bar with the pages that exist, notices.

import { Link, Outlet } from "@tanstack/react-router";
import { Languages, Moon, Sun, SunMoon } from "lucide-react";
import { useMessages } from "../i18n/messages.ts";
import { THEMES, useSettings } from "../view/settings.ts";
import { Logo } from "./logo.tsx";
import { NoticeList } from "./notice-list.tsx";

const PAGES = [
  { to: "/learn", name: "learn" },
  { to: "/about", name: "about" },
] as const;

export function Shell() {
  const { skip, nav } = useMessages();
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it is a link to a place on this page, but "#" belongs to the router */}
      <a className="skip" href="#content" onClick={skipToContent}>
        {skip}
      </a>
      <header className="bar">
        <Link to="/" className="brand" aria-label={nav.home}>
          <Logo />
          <span>Cutaway</span>
        </Link>
        <nav aria-label={nav.label}>
          <ul>
            {PAGES.map(({ to, name }) => (
              <li key={to}>
                <Link to={to} activeOptions={{ includeSearch: false }} activeProps={{ "aria-current": "page" }}>
                  {nav[name]}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <LanguageButton />
        <ThemeButton />
      </header>
      <NoticeList />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

// The address after "#" belongs to the router, so the link moves the focus itself.
function skipToContent(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

function LanguageButton() {
  const language = useSettings((settings) => settings.language);
  const setLanguage = useSettings((settings) => settings.setLanguage);
  const other = language === "ko" ? "en" : "ko";
  const { nav } = useMessages();
  return (
    <button type="button" className="bar-button" lang={other} onClick={() => setLanguage(other)} title={nav.language}>
      <Languages aria-hidden size={18} />
      <span className="bar-button-text">{other === "ko" ? "한국어" : "English"}</span>
      <span className="hidden">{nav.language}</span>
    </button>
  );
}

const ICONS = { system: SunMoon, light: Sun, dark: Moon } as const;

function ThemeButton() {
  const theme = useSettings((settings) => settings.theme);
  const setTheme = useSettings((settings) => settings.setTheme);
  const { nav } = useMessages();
  const Icon = ICONS[theme];
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
  const name = `${nav.theme}: ${nav.themes[theme]}`;
  return (
    <button type="button" className="bar-button" aria-label={name} title={name} onClick={() => setTheme(next)}>
      <Icon aria-hidden size={18} />
    </button>
  );
}
