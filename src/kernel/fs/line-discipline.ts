// The line discipline of a terminal in canonical mode: termios(3), "Canonical and noncanonical mode".
// Input is made available line by line; what is typed is echoed; some characters edit or send signals.

import { SIGINT, SIGQUIT, SIGTSTP, type SigNo } from "../abi/signal.ts";
import type { Tty } from "./file.ts";

const VEOF = "\u0004";
const VERASE = "\u007f";
const VKILL = "\u0015";

/** Characters that send a signal to the foreground process group: ISIG of termios(3). */
export const SIGNAL_CHARS: Readonly<Record<string, SigNo>> = { "\u0003": SIGINT, "\u001c": SIGQUIT, "\u001a": SIGTSTP };

const caret = (c: string): string => (c < " " ? `^${String.fromCharCode(c.charCodeAt(0) + 64)}` : c);

/** The terminal after one typed character. */
export function typeChar(t: Tty, c: string): Tty {
  if (t.raw) return { ...t, input: t.input + c };
  if (c in SIGNAL_CHARS) return { ...t, line: "", input: "", screen: `${t.screen}${caret(c)}` }; // "flush the input queue"
  if (c === VEOF) return t.line === "" ? { ...t, input: t.input + VEOF } : { ...t, input: t.input + t.line, line: "" };
  if (c === VERASE) return t.line === "" ? t : { ...t, line: t.line.slice(0, -1), screen: t.screen.slice(0, -1) };
  if (c === VKILL) return { ...t, line: "", screen: t.screen.slice(0, t.screen.length - t.line.length) };
  if (c === "\n" || c === "\r") return { ...t, input: `${t.input}${t.line}\n`, line: "", screen: `${t.screen}\n` };
  return { ...t, line: t.line + c, screen: t.screen + (c === "\t" ? c : caret(c)) };
}

/** What one read(2) gets: a line or a part of it; "" and `bytes` 1 at an end of file; null when there is nothing yet. */
export function readLine(t: Tty, count: number): { readonly data: string; readonly bytes: number } | null {
  if (t.input === "") return null;
  if (t.raw) return { data: t.input.slice(0, count), bytes: Math.min(count, t.input.length) };
  if (t.input.startsWith(VEOF)) return { data: "", bytes: 1 };
  const end = t.input.search(/[\n\u0004]/);
  const stop = end < 0 ? t.input.length : t.input[end] === "\n" ? end + 1 : end;
  const data = t.input.slice(0, Math.min(stop, count));
  return { data, bytes: data.length };
}
