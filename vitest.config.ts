import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "content/**/*.test.ts", "bin/**/*.test.ts", "e2e/linux/**/*.test.ts"],
    passWithNoTests: true,
  },
});
