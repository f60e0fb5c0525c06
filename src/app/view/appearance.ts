// Puts language and theme on <html>, where the style sheets and screen readers look for them.

import { useEffect } from "react";
import { flags } from "../query.ts";
import { type Theme, useSettings } from "./settings.ts";

const dark = typeof matchMedia === "undefined" ? null : matchMedia("(prefers-color-scheme: dark)");

/** Applies the settings now and whenever they or the system's change. */
export function followSettings(): void {
  apply();
  useSettings.subscribe(apply);
  dark?.addEventListener("change", apply);
}

let forced: Theme | null = null; // a page that has colours of its own: the talk

/** While the component is shown the page has this theme, whatever was chosen; the choice comes back after it. */
export function useTheme(theme: Theme): void {
  useEffect(() => {
    forced = theme;
    apply();
    return () => {
      forced = null;
      apply();
    };
  }, [theme]);
}

function apply(): void {
  const { language, theme: chosen } = useSettings.getState();
  const theme = forced ?? chosen;
  const html = document.documentElement;
  html.lang = language;
  html.dataset.theme = theme === "system" ? (dark?.matches ? "dark" : "light") : theme;
  if (flags.boxes) html.dataset.boxes = "";
}

const reduce = typeof matchMedia === "undefined" ? null : matchMedia("(prefers-reduced-motion: reduce)");

/** Whether the reader asked for steps instead of movement. */
export function reducedMotion(): boolean {
  return flags.motion === "reduce" || (reduce?.matches ?? false);
}
