// Puts language and theme on <html>, where the style sheets and screen readers look for them.

import { flags } from "../query.ts";
import { useSettings } from "./settings.ts";

const dark = typeof matchMedia === "undefined" ? null : matchMedia("(prefers-color-scheme: dark)");

/** Applies the settings now and whenever they or the system's change. */
export function followSettings(): void {
  apply();
  useSettings.subscribe(apply);
  dark?.addEventListener("change", apply);
}

function apply(): void {
  const { language, theme } = useSettings.getState();
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
