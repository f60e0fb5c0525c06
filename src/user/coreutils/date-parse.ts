// Dates as date -d and touch -d take them: the usual forms of parse_datetime of gnulib, in UTC.

import type { Timespec } from "./clock.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const SECONDS: Readonly<Record<string, number>> = {
  sec: 1,
  second: 1,
  min: 60,
  minute: 60,
  hour: 3600,
  day: 86400,
  week: 604800,
  fortnight: 1209600,
};
/** Words of the real grammar beyond what is read here: not invalid, only not modelled. */
const GRAMMAR =
  /^(next|last|this|first|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|sun(day)?|mon(day)?|tues?(day)?|wed(nesday)?|thurs?(day)?|fri(day)?|sat(urday)?|noon|midnight|dst|[a-z]{3,4}t|at|on|of)$/i;

/** "unknown" is a date that date(1) does not take either. */
export type ParsedDate = Timespec | "unknown" | "not modelled";

export function parseDate(text: string, now: Timespec): ParsedDate {
  const base = new Date(now.sec * 1000);
  let day: [number, number, number] = [base.getUTCFullYear(), base.getUTCMonth(), base.getUTCDate()];
  let clock: number | null = null;
  let nsec: number | null = null;
  let shift = 0;
  let [months, years] = [0, 0];
  let zone = 0;
  let rest = text.trim();
  const eat = (re: RegExp): RegExpExecArray | null => {
    const m = re.exec(rest);
    if (m) rest = rest.slice(m[0].length).trimStart();
    return m;
  };
  const at = eat(/^@(-?\d+)(?:\.(\d{1,9})\d*)?$/);
  if (at) return { sec: Number(at[1]), nsec: Number((at[2] ?? "").padEnd(9, "0")) };

  while (rest !== "") {
    let m = eat(/^(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[ tT])[tT]?/);
    if (m) {
      day = [Number(m[1]), Number(m[2]) - 1, Number(m[3])];
      if (day[1] > 11 || day[2] > 31 || day[2] < 1) return "unknown";
      clock ??= 0;
      continue;
    }
    m = eat(/^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]m)?(?![\d:])/i);
    if (m) {
      let hour = Number(m[1]);
      if (m[5]) hour = (hour % 12) + (m[5].toLowerCase() === "pm" ? 12 : 0);
      if (hour > 24 || Number(m[2]) > 59 || Number(m[3] ?? 0) > 60) return "unknown";
      clock = hour * 3600 + Number(m[2]) * 60 + Number(m[3] ?? 0);
      nsec = Number((m[4] ?? "").padEnd(9, "0"));
      const offset = eat(/^([+-])(\d{2}):?(\d{2})?(?=$|\s)/);
      if (offset) {
        zone = (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 3600 + Number(offset[3] ?? 0) * 60);
      }
      continue;
    }
    if (eat(/^(?:utc|gmt|z)\b/i)) continue;
    if (eat(/^(?:now|today)\b/i)) continue;
    if (eat(/^yesterday\b/i)) {
      shift -= 86400;
      continue;
    }
    if (eat(/^tomorrow\b/i)) {
      shift += 86400;
      continue;
    }
    m = eat(/^(?:([+-]?\s*\d+)\s*)?(sec|second|min|minute|hour|day|week|fortnight|month|year)s?\b\s*(ago\b)?/i);
    if (m) {
      const count = Number((m[1] ?? "1").replace(/\s/g, "")) * (m[3] ? -1 : 1);
      const unit = (m[2] ?? "").toLowerCase();
      if (unit === "month") months += count;
      else if (unit === "year") years += count;
      else shift += count * (SECONDS[unit] ?? 0);
      continue;
    }
    m = eat(/^(?:(\d{1,2})\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2})?(?:,?\s*(\d{4}))?(?=$|\s)/i);
    const month = m ? MONTHS.indexOf((m[2] ?? "").toLowerCase()) : -1;
    if (m && month >= 0) {
      day = [Number(m[4] ?? day[0]), month, Number(m[1] ?? m[3] ?? 1)];
      clock ??= 0;
      continue;
    }
    if (m && /^(sun|mon|tue|wed|thu|fri|sat)/i.test(m[2] ?? "")) return "not modelled";
    const words = (m ? `${m[0]} ${rest}` : rest).split(/\s+/);
    return words.some((w) => GRAMMAR.test(w)) ? "not modelled" : "unknown";
  }
  // A date without a time of day means its midnight; only relative items keep the present time.
  const seconds = clock ?? base.getUTCHours() * 3600 + base.getUTCMinutes() * 60 + base.getUTCSeconds();
  if (text.trim() === "") return { sec: Date.UTC(day[0], day[1], day[2]) / 1000, nsec: 0 };
  const midnight = Date.UTC(day[0] + years, day[1] + months, day[2]) / 1000;
  return { sec: midnight + seconds - zone + shift, nsec: nsec ?? (clock === null ? now.nsec : 0) };
}
