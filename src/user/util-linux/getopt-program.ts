// getopt(1): the C library's argument parser for shell scripts.

import { type ArgKind, type Given, getopt, type Option } from "../getopt.ts";
import { err } from "../libc.ts";
import { Exit, type Run } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { ulTool } from "./frame.ts";

const WRONG_PARAMETERS = 1; // exit statuses of getopt(1)
const WRONG_USAGE = 2;
const TEST = 4;

export const getoptMain = ulTool(
  {
    name: "getopt",
    usage: [
      "<optstring> <parameters>",
      "[options] [--] <optstring> <parameters>",
      "[options] -o|--options <optstring> [options] [--] <parameters>",
    ],
    does: "Parse command options.",
    options: `
! -a, --alternative            allow long options starting with single -
  -l, --longoptions <longopts>  the long options to be recognized
  -n, --name <progname>        the name under which errors are reported
  -o, --options <optstring>    the short options to be recognized
  -q, --quiet                  disable error reporting by getopt(3)
  -Q, --quiet-output           no normal output
! -s, --shell <shell>          set quoting conventions to those of <shell>
  -T, --test                   test for getopt(1) version
  -u, --unquoted               do not quote the output
`,
    man: "getopt(1)",
    stop: true,
    failure: WRONG_USAGE,
  },
  function* (cmd) {
    if (cmd.has("test")) throw new Exit(TEST);
    const words = [...cmd.operands];
    // With the option string as the first parameter, as in the old days, nothing is quoted.
    const old = cmd.given.length === 0;
    const short = cmd.last("options") ?? words.shift();
    if (short === undefined) return yield* cmd.misuse("missing optstring argument");
    const table = [...shortOptions(short), ...cmd.all("longoptions").flatMap(longOptions)];
    const parsed = getopt(table, words, short.startsWith("+"));
    const quote = (text: string) => (cmd.has("unquoted") || old ? text : `'${text.replaceAll("'", "'\\''")}'`);
    let status = 0;
    if (parsed.problem) {
      status = WRONG_PARAMETERS;
      if (!cmd.has("quiet")) yield* err(`${cmd.last("name") ?? cmd.who}: ${parsed.problem}\n`);
    }
    if (!cmd.has("quiet-output")) yield* show(cmd, table, parsed.given, parsed.operands, quote);
    return status;
  },
);

function* show(
  cmd: Cmd,
  table: readonly Option[],
  given: readonly Given[],
  operands: readonly string[],
  quote: (text: string) => string,
): Run<void> {
  let text = "";
  for (const g of given) {
    const option = table.find((o) => o.name === g.name);
    text += ` ${g.flag}`;
    if (option?.arg !== "none") text += ` ${quote(g.value ?? "")}`;
  }
  yield* cmd.print(`${[`${text} --`, ...operands.map(quote)].join(" ")}\n`);
}

/** "ab:c::": b has an argument, c may have one. */
function shortOptions(text: string): Option[] {
  return (text.replace(/^[+-]/, "").match(/[^:]:{0,2}/g) ?? []).map((item) => {
    const letter = item[0] ?? "";
    const arg: ArgKind = item.length === 1 ? "none" : item.length === 2 ? "required" : "optional";
    return { name: letter, shorts: [letter], longs: [], arg, modelled: true, listed: true, line: "" };
  });
}

function longOptions(text: string): Option[] {
  const items = text.split(/[,\s]+/).filter((i) => i !== "");
  return items.map((item) => {
    const name = item.replace(/:+$/, "");
    const colons = item.length - name.length;
    const arg: ArgKind = colons === 0 ? "none" : colons === 1 ? "required" : "optional";
    return { name, shorts: [], longs: [name], arg, modelled: true, listed: true, line: "" };
  });
}
