import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";

/** Whether the reader is still here: not on the way to another page, which may have to be loaded first. */
export function useStillHere(): () => boolean {
  const router = useRouter();
  return useCallback(() => router.latestLocation.pathname === router.state.resolvedLocation?.pathname, [router]);
}
