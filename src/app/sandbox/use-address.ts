import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Run } from "../run/run.ts";
import type { Moment } from "../search.ts";
import { useStillHere } from "../shell/use-still-here.ts";
import { goTo } from "./open-sandbox.ts";

const SOON = 300; // ms after the last change

/** The address follows the moment shown, and the moment an address that was changed from outside. */
export function useAddress(run: Run | null, moment: Moment): void {
  const navigate = useNavigate();
  const stillHere = useStillHere();
  const written = useRef<string | null>(null);
  useEffect(() => {
    if (!run) return;
    written.current = null; // nothing is known of the address that this run was opened with
    let timer: number | undefined;
    const write = () => {
      const { session, at, playing } = run.getState();
      if (playing || !stillHere()) return; // written when it stands still
      const { world } = session;
      const search = { ...(world === "host" ? {} : { world }), branch: session.current, at };
      if (JSON.stringify(search) === written.current) return;
      written.current = JSON.stringify(search);
      void navigate({ to: "/sandbox", search, replace: true });
    };
    const soon = () => {
      clearTimeout(timer);
      timer = window.setTimeout(write, SOON);
    };
    soon();
    const unsubscribe = run.subscribe(soon);
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [run, navigate, stillHere]);

  const { world, branch, at } = moment;
  useEffect(() => {
    const asked = JSON.stringify({ ...(world === undefined ? {} : { world }), branch, at });
    if (!run || written.current === null || asked === written.current) return;
    written.current = asked;
    goTo(run, { branch, at });
  }, [run, world, branch, at]);
}
