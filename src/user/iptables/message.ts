// How iptables(8) of the nf_tables kind speaks.

import { err } from "../libc.ts";
import { Exit, type Run } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";

export const VERSION = "v1.8.11 (nf_tables)";
export const HEAD = `iptables ${VERSION}: `;

const PARAMETER_PROBLEM = 2; // include/xtables.h
const OTHER_PROBLEM = 1;
const RESOURCE_PROBLEM = 4;

/** xtables_error(PARAMETER_PROBLEM, …) */
export function* misuse(text: string): Run<never> {
  yield* err(`${HEAD}${text}\nTry \`iptables -h' or 'iptables --help' for more information.\n`);
  throw new Exit(PARAMETER_PROBLEM);
}

/** nft_strerror(): what the kernel or the library did not find. */
export function* refuse(text: string): Run<never> {
  yield* err(`iptables: ${text}\n`);
  throw new Exit(OTHER_PROBLEM);
}

/** A message of the batch that the kernel did not take. */
export function* failed(text: string): Run<never> {
  yield* err(`${HEAD}${text}\n`);
  throw new Exit(RESOURCE_PROBLEM);
}

export function* unmodelled(what: string): Run<never> {
  yield* err(`iptables: ${what} is not modelled in Cutaway\n`);
  throw new Exit(NOT_MODELLED);
}

export const NO_CHAIN = "No chain/target/match by that name.";
export const BAD_RULE = "Bad rule (does a matching rule exist in that chain?).";
