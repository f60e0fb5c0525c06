// The words of one page, in a file beside it: they are loaded with the page, not before.

import type { Language } from "../view/settings.ts";
import { useLanguage } from "./messages.ts";

/** A catalogue as a page's words.ts exports it; a key missing in one language does not compile. */
export type PageWords<T> = Readonly<Record<Language, T>>;

export const usePageWords = <T>(words: PageWords<T>): T => words[useLanguage()];
