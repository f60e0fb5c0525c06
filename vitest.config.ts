import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "content/**/*.test.ts", "bin/**/*.test.ts", "e2e/linux/**/*.test.ts"],
    passWithNoTests: true,
    testTimeout: 30_000, // ms: a machine that is busy with something else is no reason to fail
  },
});
