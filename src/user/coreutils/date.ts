import { failed } from "../../kernel/abi/errno.ts";
import { argmatch } from "../argmatch.ts";
import { type Run, sys } from "../program.ts";
import { quote, quotef } from "../quote.ts";
import { type Cmd, NOT_MODELLED, tool } from "../tool.ts";
import { now, strftime, type Timespec, wallClock } from "./clock.ts";
import { parseDate } from "./date-parse.ts";

const ISO: Readonly<Record<string, string>> = {
  hours: "%Y-%m-%dT%H%:z",
  minutes: "%Y-%m-%dT%H:%M%:z",
  date: "%Y-%m-%d",
  seconds: "%Y-%m-%dT%H:%M:%S%:z",
  ns: "%Y-%m-%dT%H:%M:%S,%N%:z",
};
const RFC3339: Readonly<Record<string, string>> = {
  date: "%Y-%m-%d",
  seconds: "%Y-%m-%d %H:%M:%S%:z",
  ns: "%Y-%m-%d %H:%M:%S.%N%:z",
};

export const dateMain = tool(
  {
    name: "date",
    usage: ["[OPTION]... [+FORMAT]", "[-u|--utc|--universal] [MMDDhhmm[[CC]YY][.ss]]"],
    options: `
  -d, --date=STRING        display time described by STRING, not 'now'
  ! --debug                annotate the parsed date
  ! -f, --file=DATEFILE    like --date; once for each line of DATEFILE
  -I, --iso-8601[=FMT]     output date/time in ISO 8601 format: hours, minutes, date (default), seconds, ns
  ! --resolution           output the available resolution of timestamps
  -R, --rfc-email          output date and time in RFC 5322 format
  ~ --rfc-822, --rfc-2822
  --rfc-3339=FMT           output date/time in RFC 3339 format: date, seconds, ns
  -r, --reference=FILE     display the last modification time of FILE
  ! -s, --set=STRING       set time described by STRING
  -u, --utc, --universal, --uct  print or set Coordinated Universal Time (UTC)
`,
  },
  function* (cmd): Run<number> {
    let format = "%a %b %e %H:%M:%S %Z %Y";
    if (cmd.has("rfc-email", "rfc-822")) format = "%a, %d %b %Y %H:%M:%S %z";
    if (cmd.has("iso-8601")) {
      const rows = Object.keys(ISO).map((k) => [k]);
      format = ISO[yield* argmatch(cmd, "--iso-8601", cmd.last("iso-8601") ?? "date", rows)] ?? format;
    }
    if (cmd.has("rfc-3339")) {
      const rows = Object.keys(RFC3339).map((k) => [k]);
      format = RFC3339[yield* argmatch(cmd, "--rfc-3339", cmd.last("rfc-3339") ?? "", rows)] ?? format;
    }
    const [operand, extra] = cmd.operands;
    if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
    if (operand?.startsWith("+")) format = operand.slice(1);
    else if (operand !== undefined) {
      if (/^\d{8}(\d{2}|\d{4})?(\.\d\d)?$/.test(operand)) {
        return yield* cmd.die(NOT_MODELLED, "setting the clock is not modelled in Cutaway");
      }
      return yield* cmd.die(1, `invalid date ${quote(operand)}`);
    }
    yield* cmd.print(`${strftime(format, yield* moment(cmd))}\n`);
    return 0;
  },
);

function* moment(cmd: Cmd): Run<Timespec> {
  const file = cmd.last("reference");
  if (file !== undefined) {
    const st = yield* sys("stat", { path: file });
    if (failed(st)) return yield* cmd.die(1, quotef(file), st);
    return wallClock(st.mtime);
  }
  const text = cmd.last("date");
  if (text === undefined) return yield* now();
  const when = parseDate(text, yield* now());
  if (when === "unknown") return yield* cmd.die(1, `invalid date ${quote(text)}`);
  if (when === "not modelled") return yield* cmd.die(NOT_MODELLED, `date ${quote(text)} is not modelled in Cutaway`);
  return when;
}
