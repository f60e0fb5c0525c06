// What a step did, in one sentence: its most telling event.

import { useMemo } from "react";
import type { Session } from "../../timeline/session.ts";
import { caption } from "../../trace/caption.ts";
import { useLanguage } from "../i18n/messages.ts";
import { type Steps, stepAt } from "../playback/steps.ts";
import { useRunState } from "../run/run-context.ts";
import type { Language } from "../view/settings.ts";

const LOOKED_AT = 40; // events of a step

/** The events of the step that ends at, or holds, position `n`: from + 1 to n. */
export function stepBefore({ bounds }: Steps, n: number): { readonly from: number; readonly to: number } {
  const k = stepAt({ bounds } as Steps, n);
  const start = bounds[k] ?? 0;
  return start < n ? { from: start, to: n } : { from: bounds[k - 1] ?? 0, to: n };
}

/** A sentence for the events from + 1 to `to`: what they changed, else the call itself; null where nothing is worth one. */
export function captionOf(session: Session, from: number, to: number, language: Language): string | null {
  let call: string | null = null;
  for (let n = from + 1; n <= Math.min(to, from + LOOKED_AT); n++) {
    const event = session.event(n);
    if (!event) break;
    const text = caption(session.at(n - 1), event, language);
    if (text === null) continue;
    if (event.type !== "sys.called" && event.type !== "task.slept") return text;
    call ??= text;
  }
  return call;
}

/** The sentence for the step that led to position `at`. */
export function useCaptionAt(at: number): string | null {
  const language = useLanguage();
  const session = useRunState((state) => state.session);
  const steps = useRunState((state) => state.steps);
  return useMemo(() => {
    const { from, to } = stepBefore(steps, at);
    return captionOf(session, from, to, language);
  }, [session, steps, at, language]);
}
