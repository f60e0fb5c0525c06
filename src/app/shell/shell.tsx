// What surrounds every page: the skip link, the bar with the pages that exist, notices.

import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { Languages, Menu, Moon, Projector, Sun, SunMoon } from "lucide-react";
import { useId, useRef } from "react";
import { isExplorer } from "../explore/tools.ts";
import { useMessages } from "../i18n/messages.ts";
import { THEMES, useSettings } from "../view/settings.ts";
import { DueCount, useDueCount } from "./due-count.tsx";
import { Logo } from "./logo.tsx";
import { NoticeList } from "./notice-list.tsx";

/** In the order of the bar; the name is that of its word in the catalogue. */
const PAGES = [
  { to: "/learn", name: "learn" },
  { to: "/review", name: "review" },
  { to: "/sandbox", name: "sandbox" },
  { to: "/explore", name: "explore" },
  { to: "/present", name: "present" },
  { to: "/about", name: "about" },
] as const;

export function Shell() {
  const { skip, nav } = useMessages();
  const due = useDueCount();
  // A talk has the whole window, and so has its speaker.
  const bare = useRouterState({ select: ({ location }) => /^\/present\/./.test(location.pathname) });
  if (bare) {
    return (
      <>
        <NoticeList />
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </>
    );
  }
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
        <nav aria-label={nav.label} className="bar-nav">
          <PageList due={due} />
        </nav>
        <LanguageButton />
        <ThemeButton />
        <PageMenu due={due} />
      </header>
      <NoticeList />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

function PageList({ due, act }: { readonly due: number; readonly act?: () => void }) {
  const { nav } = useMessages();
  const exploring = useRouterState({ select: ({ location }) => isExplorer(location.pathname) });
  return (
    <ul>
      {PAGES.map(({ to, name }) => (
        <li key={to}>
          <Link
            to={to}
            onClick={act}
            activeOptions={{ includeSearch: false }}
            activeProps={{ "aria-current": "page" }}
            {...(to === "/explore" && exploring && { "aria-current": "page" })}
          >
            {nav[name]}
            {name === "review" && <DueCount count={due} />}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** On a narrow screen the pages stand in a menu of their own. */
function PageMenu({ due }: { readonly due: number }) {
  const { nav } = useMessages();
  const id = useId();
  const menu = useRef<HTMLElement>(null);
  return (
    <>
      <button type="button" className="bar-button page-menu-button" popoverTarget={id}>
        <span className="hidden">{nav.label}</span>
        <Menu aria-hidden size={20} />
        <DueCount count={due} />
      </button>
      <nav className="page-menu" id={id} popover="auto" ref={menu} aria-label={nav.label}>
        <PageList due={due} act={() => menu.current?.hidePopover()} />
      </nav>
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

const ICONS = { system: SunMoon, light: Sun, dark: Moon, projector: Projector } as const;

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
