import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve } from "./serve.mjs";

const PAGE = `<!doctype html><title>Cutaway</title>${"<p>text</p>".repeat(100)}`;
const top = mkdtempSync(join(tmpdir(), "cutaway-serve-"));
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  mkdirSync(join(top, "dist/assets"), { recursive: true });
  writeFileSync(join(top, "secret.txt"), "not for the page");
  writeFileSync(join(top, "dist/index.html"), PAGE);
  writeFileSync(join(top, "dist/assets/main-abc123.js"), "export {};");
  server = await serve(join(top, "dist"), { port: 46_173 });
});
afterAll(() => {
  server.close();
  rmSync(top, { recursive: true });
});

test("a folder is its index.html, compressed for a browser that takes it", async () => {
  const { status, headers, body } = await get("/", { "accept-encoding": "gzip, br" });
  expect([status, headers["content-type"], headers["content-encoding"]]).toEqual([
    200,
    "text/html; charset=utf-8",
    "br",
  ]);
  expect(brotliDecompressSync(body).toString()).toBe(PAGE);
});

test("files with a hash in their name are kept for ever, the page is asked for again", async () => {
  expect((await get("/assets/main-abc123.js")).headers["cache-control"]).toContain("immutable");
  const page = await get("/");
  expect(page.headers["cache-control"]).toBe("no-cache");
  expect((await get("/", { "if-none-match": String(page.headers.etag) })).status).toBe(304);
});

test.each([
  "/../secret.txt",
  "/..%2fsecret.txt",
  "/%2e%2e/secret.txt",
  "/assets/..%2f..%2fsecret.txt",
  "/%00",
  "/%E0%A4%A",
  "/none",
])("nothing outside the folder is served: %s", async (path) => {
  expect((await get(path)).status).toBe(404);
});

test("a taken port is said, and the next free one is used; strictly, it is an error", async () => {
  const lines: string[] = [];
  const second = await serve(join(top, "dist"), { port: server.port, report: (line: string) => lines.push(line) });
  second.close();
  expect(second.port).toBeGreaterThan(server.port);
  expect(lines[0]).toBe(`port ${server.port} is taken, trying ${server.port + 1}`);
  await expect(serve(join(top, "dist"), { port: server.port, strict: true })).rejects.toThrow("EADDRINUSE");
});

/** Sends `path` as it is: fetch() would resolve the dots before the server could see them. */
function get(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: import("node:http").IncomingHttpHeaders; body: Buffer }>(
    (resolve, reject) => {
      const sent = request({ port: server.port, host: "127.0.0.1", path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      sent.on("error", reject);
      sent.end();
    },
  );
}
