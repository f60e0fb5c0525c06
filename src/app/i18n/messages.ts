// The page's own words. A key missing in one language does not compile.

import type { Notice } from "../view/notices.ts";
import { type Language, useSettings } from "../view/settings.ts";
import { en, type Messages, noticeInEnglish } from "./en.ts";
import { ko, noticeInKorean } from "./ko.ts";

const catalogues: Readonly<Record<Language, Messages>> = { ko, en };

export const useLanguage = (): Language => useSettings((settings) => settings.language);

export const useMessages = (): Messages => catalogues[useLanguage()];

export function sayNotice(notice: Notice, language: Language): string {
  return language === "ko" ? noticeInKorean(notice) : noticeInEnglish(notice);
}
