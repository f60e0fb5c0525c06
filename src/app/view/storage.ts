// The browser's storage, which may be full, forbidden or damaged by hand: then the page says so once and works on.

import { tell } from "./notices.ts";

const PREFIX = "cutaway:";
const memory = new Map<string, string>(); // what could not be stored lasts as long as the page
let told = false;

export function readStored(key: string): string | null {
  try {
    return memory.get(key) ?? localStorage.getItem(PREFIX + key);
  } catch {
    return complain(null);
  }
}

export function writeStored(key: string, value: string): void {
  for (const listener of writers) listener();
  try {
    localStorage.setItem(PREFIX + key, value);
    memory.delete(key);
  } catch {
    memory.set(key, value);
    complain(null);
  }
}

export function removeStored(key: string): void {
  memory.delete(key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    complain(null);
  }
}

const writers = new Set<() => void>();

/** Calls `changed` whenever this page stores something. Returns what ends it. */
export function followWrites(changed: () => void): () => void {
  writers.add(changed);
  return () => writers.delete(changed);
}

/** Calls `changed` whenever another tab of this browser writes `key`. Returns what ends it. */
export function followStored(key: string, changed: () => void): () => void {
  const listen = (event: StorageEvent) => {
    if (event.key === PREFIX + key || event.key === null) changed();
  };
  window.addEventListener("storage", listen);
  return () => window.removeEventListener("storage", listen);
}

function complain<T>(value: T): T {
  if (!told) queueMicrotask(() => tell({ kind: "storage-failed" }));
  told = true;
  return value;
}
