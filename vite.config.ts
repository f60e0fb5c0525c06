import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { cards } from "./bin/cards.ts";
import { contentSecurityPolicy } from "./bin/csp.mjs";
import { facts } from "./bin/facts.ts";
import { fidelity } from "./bin/fidelity.ts";
import { lessons } from "./bin/lessons.ts";
import { offline } from "./bin/offline.ts";
import { seminars } from "./bin/seminars.ts";

export default defineConfig({
  base: "./", // the build runs from any folder: a file share, an LMS zip, a sub-path
  plugins: [
    react(),
    lessons(import.meta.dirname),
    cards(import.meta.dirname),
    seminars(import.meta.dirname),
    fidelity(import.meta.dirname),
    facts(import.meta.dirname),
    contentSecurityPolicy(),
    offline(),
  ],
  build: {
    target: "es2022",
    modulePreload: { polyfill: false }, // the polyfill is an inline script, which the policy forbids
    assetsInlineLimit: 0, // data: URLs would need exceptions in the policy
    chunkSizeWarningLimit: 1000,
  },
});
