import "./styles/layers.css";
import "../draw/tokens.css";
import "./styles/theme.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./shell/shell.css";

import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { router } from "./router.tsx";
import { Fault } from "./shell/fault.tsx";
import { followSettings } from "./view/appearance.ts";

followSettings();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <Fault>
      <RouterProvider router={router} />
    </Fault>
  </StrictMode>,
);

// The slices of the fonts are named in 24 kB of style sheet: not before the words stand.
void import("./styles/fonts.ts");
