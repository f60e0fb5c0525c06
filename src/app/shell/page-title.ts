import { useEffect } from "react";

/** Names the page in the browser's title, where a screen reader hears that it changed. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Cutaway`;
  }, [title]);
}
