// What the commands of ip(8) share: global options, the words that are left, messages, and the kernel's acknowledgements.

import { type Errno, failed, strerror } from "../../kernel/abi/errno.ts";
import type { RtnlReply, RtnlRequest } from "../../kernel/sys/rtnetlink.ts";
import { err } from "../libc.ts";
import { Exit, type Run, type Self, sys } from "../program.ts";
import { put, type Stream } from "../stdio.ts";
import { NOT_MODELLED } from "../tool.ts";

export interface Options {
  readonly family: "any" | "inet" | "inet6";
  readonly oneline: boolean;
  readonly brief: boolean;
  readonly stats: boolean;
  readonly all: boolean;
}

export interface Ip {
  readonly self: Self;
  readonly options: Options;
  readonly words: Words;
  readonly out: Stream;
}

export const print = (ip: Ip, text: string): Run<void> => put(ip.out, text);

/** Ends with a message. */
export function* fail(status: number, text: string): Run<never> {
  yield* err(`${text}\n`);
  throw new Exit(status);
}

export const unmodelled = (what: string): Run<never> => fail(NOT_MODELLED, `ip: ${what} is not modelled in Cutaway`);

const FAILED = 255; // exit(-1)

export const incomplete = (): Run<never> => fail(FAILED, 'Command line is not complete. Try option "help"');

/** invarg(), lib/utils.c */
export const wrong = (text: string, word: string): Run<never> =>
  fail(FAILED, `Error: argument "${word}" is wrong: ${text}`);

/** duparg2() */
export const garbage = (key: string, word: string): Run<never> =>
  fail(FAILED, `Error: either "${key}" is duplicate, or "${word}" is garbage.`);

export const unknownCommand = (word: string, object: string): Run<never> =>
  fail(FAILED, `Command "${word}" is unknown, try "ip ${object} help".`);

/** The command line, word by word. */
export class Words {
  private readonly words: readonly string[];
  private at = 0;

  constructor(words: readonly string[]) {
    this.words = words;
  }

  get next(): string | undefined {
    return this.words[this.at];
  }

  take(): string | undefined {
    return this.words[this.at++];
  }

  /** NEXT_ARG(): there must be one more. */
  *need(): Run<string> {
    const word = this.take();
    return word ?? (yield* incomplete());
  }

  rest(): readonly string[] {
    return this.words.slice(this.at);
  }
}

/** matches(), lib/utils.c: a word may be cut short. */
export const matches = (word: string, full: string): boolean => word !== "" && full.startsWith(word);

/** Sends a message whose answer is a list. */
export function* ask(message: RtnlRequest): Run<RtnlReply> {
  return yield* sys("rtnetlink", { message });
}

const REFUSED = 2;

/** Sends a message that changes something; says why where the kernel does not take it. */
export function* change(message: RtnlRequest): Run<void> {
  const { error, extack } = yield* ask(message);
  if (failed(error)) yield* fail(REFUSED, refusal(error, extack));
}

export function refusal(error: Errno, extack?: string): string {
  return extack === undefined ? `RTNETLINK answers: ${strerror(error)}` : `Error: ${extack}.`;
}

export const noDevice = (name: string): Run<never> => fail(1, `Cannot find device "${name}"`);

/** ll_name_to_index(): is there a device of this name? */
export function* mustExist(name: string): Run<void> {
  const { links = [] } = yield* ask({ type: "RTM_GETLINK" });
  if (!links.some((l) => l.name === name)) yield* noDevice(name);
}
