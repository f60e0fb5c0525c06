// The pages' addresses live behind "#". The router's own hash history would take the flags before it (query.ts) for
// part of them, so this one reads only what stands behind it.

import { createBrowserHistory, type HistoryLocation, type RouterHistory } from "@tanstack/react-router";

export function createPageHistory(): RouterHistory {
  return createBrowserHistory({
    parseLocation: () => readAddress(window.location.hash, window.history.state),
    createHref: (href) => `${window.location.pathname}${window.location.search}#${href}`,
  });
}

const START = { __TSR_index: 0, key: "start", __TSR_key: "start" };

/** "#/learn/x?step=a" in its parts. */
export function readAddress(hash: string, state: HistoryLocation["state"] | null): HistoryLocation {
  const href = `/${hash.replace(/^#?\/*/, "")}`;
  const question = href.indexOf("?");
  return {
    href,
    pathname: question === -1 ? href : href.slice(0, question),
    search: question === -1 ? "" : href.slice(question),
    hash: "",
    state: state ?? START,
  };
}
