import { CONCEPTS } from "virtual:cards";
import type { Language } from "../view/settings.ts";

export const conceptName = (id: string, language: Language): string => CONCEPTS[id]?.[language] ?? id;
