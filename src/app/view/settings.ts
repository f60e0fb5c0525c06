// What a reader chose for good: language, theme, speed. Kept between visits; a flag in the address wins for one visit.

import * as v from "valibot";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { flags } from "../query.ts";
import { readStored, removeStored, writeStored } from "./storage.ts";

export const LANGUAGES = ["ko", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ["system", "light", "dark", "projector"] as const;
export type Theme = (typeof THEMES)[number];
/** Playback speeds, as multiples of the pace at which a step can be read. */
export const SPEEDS = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8] as const;

const stored = v.object({
  language: v.fallback(v.picklist(LANGUAGES), browserLanguage),
  theme: v.fallback(v.picklist(THEMES), "system"),
  speed: v.fallback(v.pipe(v.number(), v.minValue(1 / 16), v.maxValue(8)), 1),
});

interface Settings extends v.InferOutput<typeof stored> {
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly setSpeed: (speed: number) => void;
}

export const useSettings = create<Settings>()(
  persist(
    (set) => ({
      language: flags.lang ?? browserLanguage(),
      theme: flags.theme ?? "system",
      speed: flags.speed ?? 1,
      setLanguage: (language) => set({ language }),
      setTheme: (theme) => set({ theme }),
      setSpeed: (speed) => set({ speed }),
    }),
    {
      name: "settings",
      version: 1,
      partialize: ({ language, theme, speed }) => ({ language, theme, speed }),
      storage: {
        getItem: (name) => parse(readStored(name)),
        setItem: (name, value) => writeStored(name, JSON.stringify(value)),
        removeItem: removeStored,
      },
      merge: (persisted, current) => {
        const kept = v.safeParse(stored, persisted);
        return { ...current, ...(kept.success ? kept.output : {}), ...overrides() };
      },
    },
  ),
);

function overrides(): Partial<Settings> {
  return {
    ...(flags.lang ? { language: flags.lang } : {}),
    ...(flags.theme ? { theme: flags.theme } : {}),
    ...(flags.speed ? { speed: flags.speed } : {}),
  };
}

function parse(text: string | null): { state: v.InferOutput<typeof stored>; version: number } | null {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null; // damaged by hand: the defaults hold
  }
}

function browserLanguage(): Language {
  const wanted = typeof navigator === "undefined" ? [] : navigator.languages;
  for (const tag of wanted) {
    if (tag.startsWith("ko")) return "ko";
    if (tag.startsWith("en")) return "en";
  }
  return "ko";
}
