import { createServer } from "node:net";
import { defineConfig } from "@playwright/test";
import { browser } from "../bin/browser.mjs";

// Playwright reads this file again in every worker; what is decided once is kept in the environment they inherit.
const executablePath = process.env.CHROMIUM ?? browser();
process.env.CHROMIUM = executablePath;
process.env.CUTAWAY_PORT ??= String(await freePort());
const url = `http://127.0.0.1:${process.env.CUTAWAY_PORT}/`;

export default defineConfig({
  testDir: ".",
  testMatch: ["journeys/**/*.spec.ts", "access/**/*.spec.ts"],
  outputDir: "../node_modules/.cache/cutaway/playwright",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    baseURL: url,
    locale: "ko-KR",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox", // Chromium refuses to run as root with it
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } } },
    // Only what is tagged: the narrow page is the same page, so a few journeys say what differs.
    { name: "mobile", grep: /@mobile/, use: { viewport: { width: 390, height: 844 }, hasTouch: true } },
  ],
  webServer: {
    command: `node bin/start.mjs --strict --port ${process.env.CUTAWAY_PORT}`,
    cwd: "..",
    url,
    timeout: 180_000,
    reuseExistingServer: false,
  },
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
