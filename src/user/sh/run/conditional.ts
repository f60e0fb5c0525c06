// [[ expression ]]: no splitting, no file names; patterns and regular expressions on the right - bash(1).

import type { TestExpression, Word } from "unbash";
import type { Run } from "../../program.ts";
import { arithmetic } from "../arith/evaluate.ts";
import { escapeRegex } from "../expand/field.ts";
import { matches } from "../expand/pattern.ts";
import { posixRegex } from "../expand/regex.ts";
import { scopeOf } from "../expand/scope.ts";
import { expandPattern, expandText } from "../expand/word.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { ExpansionError } from "../unwind.ts";
import { assignArray } from "../variable.ts";
import { compareNumbers, FILE_BINARY, fileBinaryTest, NUMERIC, unaryTest } from "./file-test.ts";
import { trace } from "./simple.ts";

/** 0 true, 1 false, 2 where it cannot be told. */
export function* conditional(sh: Shell, e: TestExpression): Run<number> {
  try {
    return (yield* holds(sh, e)) ? 0 : 1;
  } catch (error) {
    if (error instanceof InvalidRegex) return yield* complain(sh, `[[: ${error.message}`, 2);
    if (!(error instanceof ExpansionError) || error.fatal || !error.message.startsWith("[[: ")) throw error;
    return yield* complain(sh, error.message);
  }
}

class InvalidRegex {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

function* holds(sh: Shell, e: TestExpression): Run<boolean> {
  switch (e.type) {
    case "TestGroup":
      return yield* holds(sh, e.expression);
    case "TestNot": {
      const inner = yield* holds(sh, e.operand);
      return e.negations.length % 2 === 1 ? !inner : inner;
    }
    case "TestLogical":
      for (const operand of e.operands) {
        const value = yield* holds(sh, operand);
        if (value === (e.operator === "||")) return value;
      }
      return e.operator === "&&";
    case "TestUnary": {
      const operand = yield* expandText(sh, e.operand);
      yield* shown(sh, `${e.operator} ${operand}`);
      return yield* unaryTest(sh, e.operator, operand);
    }
    case "TestBinary":
      return yield* binary(sh, e.operator, e.left, e.right);
  }
}

function* shown(sh: Shell, text: string): Run<void> {
  if (sh.options.has("xtrace")) yield* trace(sh, `[[ ${text} ]]`);
}

function* binary(sh: Shell, operator: string, leftWord: Word, rightWord: Word): Run<boolean> {
  const left = yield* expandText(sh, leftWord);
  if (operator === "=~") {
    const source = yield* expandPattern(sh, rightWord, escapeRegex);
    yield* shown(sh, `${left} =~ ${source}`);
    return matchRegex(sh, left, source);
  }
  if (operator === "==" || operator === "=" || operator === "!=") {
    const pattern = yield* expandPattern(sh, rightWord);
    yield* shown(sh, `${left} ${operator} ${pattern}`);
    const hit = matches(left, pattern, { extglob: true, ignoreCase: sh.shopts.has("nocasematch") });
    return (operator === "!=") !== hit;
  }
  const right = yield* expandText(sh, rightWord);
  yield* shown(sh, `${left} ${operator} ${right}`);
  if (operator === "<") return left < right;
  if (operator === ">") return left > right;
  if (NUMERIC.has(operator)) {
    const scope = scopeOf(sh);
    return compareNumbers(arithmetic(left, scope, "[[: "), operator, arithmetic(right, scope, "[[: "));
  }
  if (FILE_BINARY.has(operator)) return yield* fileBinaryTest(left, operator, right);
  throw new ExpansionError(`${operator}: conditional binary operator expected`);
}

function matchRegex(sh: Shell, text: string, source: string): boolean {
  let re: RegExp;
  try {
    re = new RegExp(posixRegex(source), sh.shopts.has("nocasematch") ? "i" : "");
  } catch {
    throw new InvalidRegex(`invalid regular expression \`${source}'`);
  }
  const m = re.exec(text);
  assignArray(sh.vars, "BASH_REMATCH", m ? Array.from(m, (group) => group ?? "") : []);
  return m !== null;
}
