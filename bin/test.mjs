// npm test: everything that can be checked, on a fresh machine with nothing but Node.
//
// In order: types, lint, format, unused code (each counts as one test), units with content, architecture and Linux
// cases (vitest), journeys and accessibility in a browser (Playwright). A stage that cannot run counts as failed.
// The last line is `N passed, N failed`, and nothing else. Only node: modules here, as nothing else is installed yet.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { browser } from "./browser.mjs";
import { cache, install, root } from "./install.mjs";
import { build } from "./start.mjs";

const LIMIT = 20 * 60_000; // ms a stage may take; a hanging stage is a failed one
const MODULES = join(root, "node_modules");
const tally = { passed: 0, failed: 0 };

/** Runs a stage's `work`, which answers { passed, failed, output }, and prints one line (and the output, if it failed). */
async function stage(name, work) {
  const started = Date.now();
  let result;
  try {
    result = await work();
  } catch (error) {
    result = { passed: 0, failed: 1, output: `could not run: ${error.message}` };
  }
  tally.passed += result.passed;
  tally.failed += result.failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (result.failed > 0) console.log(result.output.trimEnd());
  const verdict = result.failed > 0 ? `${result.failed} FAILED, ${result.passed} passed` : `${result.passed} passed`;
  console.log(`${result.failed > 0 ? "✗" : "✓"} ${name.padEnd(40)} ${verdict} (${seconds} s)`);
}

/** Runs one of the installed tools to its end, without standard input. */
function tool(path, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(MODULES, path), ...args], {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: LIMIT,
      killSignal: "SIGKILL",
    });
    let output = "";
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.on("error", (error) => resolve({ status: -1, output: `${output}\n${error.message}` }));
    child.on("close", (status, signal) => {
      if (signal) output += `\nended by ${signal} (limit: ${LIMIT / 60_000} minutes)`;
      resolve({ status: status ?? -1, output });
    });
  });
}

/** A tool that only says yes or no. */
async function check(path, args) {
  const { status, output } = await tool(path, args);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, output };
}

/** Runs a tool that writes a JSON report, and counts with `count`. An exit status that the counts do not explain fails. */
async function counted(path, args, report, env, count) {
  rmSync(report, { force: true });
  const { status, output } = await tool(path, args, env);
  if (!existsSync(report)) return { passed: 0, failed: 1, output: `${output}\n(no report, status ${status})` };
  const { passed, failed } = count(JSON.parse(readFileSync(report, "utf8")));
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed, output };
}

function vitest() {
  const report = join(cache, "vitest.json");
  const args = ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  return counted("vitest/vitest.mjs", args, report, {}, (json) => {
    // A file that breaks before its first test has no failed test to count.
    const broken = json.testResults.filter((file) => file.status === "failed" && !hasFailure(file)).length;
    return { passed: json.numPassedTests, failed: json.numFailedTests + broken };
  });
}

function hasFailure(file) {
  return file.assertionResults.some(({ status }) => status === "failed");
}

function playwright() {
  const report = join(cache, "playwright.json");
  const args = ["test", "--config", "e2e/playwright.config.ts", "--reporter=line,json"];
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, CHROMIUM: browser() };
  return counted("@playwright/test/cli.js", args, report, env, ({ stats, errors }) => {
    const failed = stats.unexpected + stats.flaky;
    return { passed: stats.expected, failed: failed + (failed === 0 ? errors.length : 0) };
  });
}

try {
  install();
  mkdirSync(cache, { recursive: true });
  await stage("types (tsc)", () => check("typescript/bin/tsc", ["--pretty", "false"]));
  await stage("lint (biome)", () => check("@biomejs/biome/bin/biome", ["check", "--formatter-enabled=false", "."]));
  await stage("format (biome)", () => check("@biomejs/biome/bin/biome", ["format", "."]));
  await stage("unused code (knip)", () => check("knip/bin/knip.js", ["--no-progress"]));
  await stage("units, content, architecture, Linux cases", vitest);
  await stage("the build", async () => {
    build();
    return { passed: 1, failed: 0, output: "" };
  });
  await stage("journeys, accessibility (Chromium)", playwright);
} catch (error) {
  console.error(error.message);
  tally.failed += 1;
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;
