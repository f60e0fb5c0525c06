// What things on the stage are called, by their keys.

import { useMemo } from "react";
import type { World } from "../../kernel/world.ts";
import { house } from "../../scene/house.ts";
import { WORDS } from "../../scene/words.ts";
import { useLanguage } from "../i18n/messages.ts";
import { useRun, useRunState } from "../run/run-context.ts";
import type { Language } from "../view/settings.ts";

const SIZE = { width: 1200, height: 800 }; // px: large enough that nothing is left out

/** The title of the thing with this key in the picture of a world; null where the picture has none. */
export function thingName(world: World, key: string, language: Language): string | null {
  const placed = house(world, { ...SIZE, words: WORDS[language], step: [] });
  return placed.find((thing) => thing.key === key)?.title ?? null;
}

/** The name of a thing in the world where the cursor stands. */
export function useThingName(key: string | null): string | null {
  const run = useRun();
  const language = useLanguage();
  const at = useRunState((state) => state.at);
  return useMemo(
    () => (key === null ? null : thingName(run.getState().session.at(at), key, language)),
    [run, key, at, language],
  );
}
