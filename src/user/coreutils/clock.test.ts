import { expect, test } from "vitest";
import { strftime, type Timespec } from "./clock.ts";
import { parseDate } from "./date-parse.ts";

const at = (iso: string, nsec = 0): Timespec => ({ sec: Date.parse(iso) / 1000, nsec });
const NOON = at("2026-01-02T13:04:05Z", 123456789);

// date(1) in the C locale and UTC.
test.each([
  ["%Y-%m-%d %H:%M:%S.%N", "2026-01-02 13:04:05.123456789"],
  ["%a %b %e %T %Z %Y", "Fri Jan  2 13:04:05 UTC 2026"],
  ["%-d %_m %I %l %k %p %j", "2  1 01  1 13 PM 002"],
  ["%3N %10Y %^a %D", "123 0000002026 FRI 01/02/26"],
  ["%G-W%V-%u %U %W", "2026-W01-5 00 00"],
  ["%s %:z %%", "1767359045 +00:00 %"],
  ["%Q", "%Q"],
])("%s is %s", (format, expected) => {
  expect(strftime(format, NOON)).toBe(expected);
});

test("the ISO year of 1 January may be the year before", () => {
  expect(strftime("%G-%V", at("2027-01-01T00:00:00Z"))).toBe("2026-53");
});

const parsed = (text: string): string => {
  const t = parseDate(text, NOON);
  return typeof t === "string" ? t : strftime("%F %T", t);
};

test.each([
  ["@0", "1970-01-01 00:00:00"],
  ["2026-03-04", "2026-03-04 00:00:00"],
  ["2026-03-04T05:06:07Z", "2026-03-04 05:06:07"],
  ["2026-03-04 05:06 +0200", "2026-03-04 03:06:00"],
  ["yesterday", "2026-01-01 13:04:05"],
  ["2 hours ago", "2026-01-02 11:04:05"],
  ["2026-01-31 1 month", "2026-03-03 00:00:00"],
  ["10:11", "2026-01-02 10:11:00"],
  ["5 Jan 2025", "2025-01-05 00:00:00"],
  ["next friday", "not modelled"],
  ["foo", "unknown"],
  ["2026-13-01", "unknown"],
])("date -d %j is %s", (text, expected) => {
  expect(parsed(text)).toBe(expected);
});
