// Capabilities from text: cap_from_text(3).
//
//   "cap_chown,cap_kill=ep cap_net_raw+i": clauses one after the other; a clause is a list of names (none or "all": all
//   of them) and then an operator (= sets, + adds, - takes away) with flags, as often as one likes.

import { CAPABILITIES, type CapSet } from "../../kernel/abi/capability.ts";
import { type CapSets, lower } from "./cap-text.ts";

const FIELD = { e: "effective", i: "inheritable", p: "permitted" } as const;

/** null: the text is not one of capabilities. */
export function parseCaps(text: string): CapSets | null {
  const words = text.split(/\s+/).filter((w) => w !== "");
  let sets: CapSets = { effective: [], permitted: [], inheritable: [] };
  for (const word of words) {
    const next = clause(sets, word);
    if (!next) return null;
    sets = next;
  }
  return words.length > 0 ? sets : null;
}

function clause(sets: CapSets, word: string): CapSets | null {
  const m = /^([a-z0-9_,]*)((?:[=+-][eip]*)+)$/i.exec(word);
  if (!m) return null;
  const [, list = "", actions = ""] = m;
  const caps = list === "" || list.toLowerCase() === "all" ? CAPABILITIES : named(list);
  // Without names "=" alone makes sense.
  if (!caps || (list === "" && !actions.startsWith("="))) return null;
  let now = sets;
  for (const [, op = "", flags = ""] of actions.matchAll(/([=+-])([eip]*)/gi)) {
    if (op !== "=" && flags === "") return null;
    now = act(now, caps, op, flags.toLowerCase());
  }
  return now;
}

function named(list: string): CapSet | null {
  const caps = list.split(",").map((name) => CAPABILITIES.find((c) => lower(c) === name.toLowerCase()));
  return caps.every((c) => c !== undefined) ? (caps as CapSet) : null;
}

function act(sets: CapSets, caps: CapSet, op: string, flags: string): CapSets {
  const change = (flag: "e" | "i" | "p"): CapSet => {
    const on = flags.includes(flag);
    const old = sets[FIELD[flag]];
    const holds = (c: CapSet[number]) => {
      if (!caps.includes(c)) return old.includes(c);
      if (op === "=") return on;
      return on ? op === "+" : old.includes(c);
    };
    return CAPABILITIES.filter(holds);
  };
  return { effective: change("e"), inheritable: change("i"), permitted: change("p") };
}
