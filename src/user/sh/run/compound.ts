// if, while, until, for, case, select: commands made of commands.

import type { ArithmeticExpression, ArithmeticFor, Case, CompoundList, For, If, Select, While } from "unbash";
import { err } from "../../libc.ts";
import { compute, type Run } from "../../program.ts";
import { readLine } from "../builtin/read-line.ts";
import { matches } from "../expand/pattern.ts";
import { setParameter } from "../expand/scope.ts";
import { expandArithmetic, expandPattern, expandText, expandWords } from "../expand/word.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { parameter } from "../special.ts";
import { ExpansionError, LoopJump } from "../unwind.ts";
import { isName } from "../variable.ts";
import { trace } from "./simple.ts";

const body = (sh: Shell, list: CompoundList, mayExec = false): Run<number> =>
  sh.core.runStatements(sh, list.commands, mayExec);

/** A condition: its failure is an answer, not an error. */
function* condition(sh: Shell, list: CompoundList): Run<boolean> {
  sh.tolerant++;
  try {
    return (yield* body(sh, list)) === 0;
  } finally {
    sh.tolerant--;
  }
}

export function* ifCommand(sh: Shell, node: If, mayExec: boolean): Run<number> {
  if (yield* condition(sh, node.clause)) return yield* body(sh, node.then, mayExec);
  for (const elif of node.elif) if (yield* condition(sh, elif.clause)) return yield* body(sh, elif.then, mayExec);
  return node.else ? yield* body(sh, node.else, mayExec) : 0;
}

/** Runs a loop's body once. "stop" ends the loop. */
function* turn(sh: Shell, list: CompoundList, result: { status: number }): Run<"go" | "stop"> {
  sh.loopDepth++;
  try {
    yield* compute();
    result.status = yield* body(sh, list);
    return "go";
  } catch (e) {
    return jump(e, result);
  } finally {
    sh.loopDepth--;
  }
}

function jump(e: unknown, result: { status: number }): "go" | "stop" {
  if (!(e instanceof LoopJump)) throw e;
  result.status = 0;
  if (e.levels > 1) throw new LoopJump(e.kind, e.levels - 1);
  return e.kind === "break" ? "stop" : "go";
}

export function* whileCommand(sh: Shell, node: While): Run<number> {
  const result = { status: 0 };
  for (;;) {
    sh.loopDepth++;
    let go: boolean;
    try {
      go = (yield* condition(sh, node.clause)) === (node.kind === "while");
    } catch (e) {
      if (jump(e, result) === "stop") return result.status;
      continue;
    } finally {
      sh.loopDepth--;
    }
    if (!go || (yield* turn(sh, node.body, result)) === "stop") return result.status;
  }
}

export function* forCommand(sh: Shell, node: For): Run<number> {
  sh.at = { type: "For", pos: node.pos, end: node.end };
  const name = node.name.text;
  if (!isName(name)) {
    return yield* complain(
      sh,
      sh.dialect.extended ? `\`${name}': not a valid identifier` : "Syntax error: Bad for loop variable",
    );
  }
  const words = node.wordlist ? yield* expandWords(sh, node.wordlist) : sh.positional;
  const result = { status: 0 };
  for (const word of words) {
    if (sh.options.has("xtrace") && sh.dialect.extended) {
      yield* trace(sh, `for ${name} in ${(node.wordlist ?? []).map((w) => w.text).join(" ")}`);
    }
    setParameter(sh, name, word);
    if ((yield* turn(sh, node.body, result)) === "stop") break;
  }
  return result.status;
}

export function* arithmeticFor(sh: Shell, node: ArithmeticFor): Run<number> {
  const result = { status: 0 };
  const evaluate = function* (e: ArithmeticExpression | undefined): Run<bigint> {
    sh.at = { type: "ArithmeticFor", pos: node.pos, end: node.end };
    return e ? yield* expandArithmetic(sh, sh.unit.text.slice(e.pos, e.end), "((: ") : 1n;
  };
  try {
    yield* evaluate(node.initialize);
    while ((yield* evaluate(node.test)) !== 0n) {
      if ((yield* turn(sh, node.body, result)) === "stop") break;
      yield* evaluate(node.update);
    }
  } catch (e) {
    if (!(e instanceof ExpansionError) || e.fatal || !e.message.startsWith("((: ")) throw e;
    return yield* complain(sh, e.message);
  }
  return result.status;
}

export function* caseCommand(sh: Shell, node: Case, mayExec: boolean): Run<number> {
  sh.at = { type: "Case", pos: node.pos, end: node.end };
  const text = yield* expandText(sh, node.word);
  if (sh.options.has("xtrace") && sh.dialect.extended) yield* trace(sh, `case ${node.word.text} in`);
  const options = { extglob: sh.shopts.has("extglob"), ignoreCase: sh.shopts.has("nocasematch") };
  let status = 0;
  let falls = false;
  for (const item of node.items) {
    let hit = falls;
    for (const pattern of falls ? [] : item.pattern) {
      hit = matches(text, yield* expandPattern(sh, pattern), options);
      if (hit) break;
    }
    if (!hit) continue;
    status = item.body.commands.length > 0 ? yield* body(sh, item.body, mayExec && item.terminator !== ";&") : 0;
    if (item.terminator === ";;&") falls = false;
    else if (item.terminator === ";&") falls = true;
    else return status;
  }
  return status;
}

export function* selectCommand(sh: Shell, node: Select): Run<number> {
  const words = node.wordlist ? yield* expandWords(sh, node.wordlist) : sh.positional;
  if (words.length === 0) return 0;
  const result = { status: 0 };
  const width = String(words.length).length;
  const menu = words.map((word, i) => `${String(i + 1).padStart(width)}) ${word}\n`).join("");
  let shown = false;
  for (;;) {
    if (!shown) yield* err(menu);
    shown = true;
    yield* err(parameter(sh, "PS3") ?? "#? ");
    const line = yield* readLine(0, "\n", null);
    if (line.text === "" && line.ended) {
      yield* err("\n");
      return 1;
    }
    setParameter(sh, "REPLY", line.text);
    if (line.text === "") {
      shown = false;
      continue;
    }
    setParameter(sh, node.name.text, words[Number(line.text) - 1] ?? "");
    if ((yield* turn(sh, node.body, result)) === "stop") return result.status;
  }
}
