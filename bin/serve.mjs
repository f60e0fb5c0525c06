// A small file server for the built page: right content types, compressed, loopback only.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};
const COMPRESSIBLE = /^(text|application\/(json|xml|manifest))|svg|wasm/;
const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/**
 * Serves `folder` on 127.0.0.1, on `port` or the first free one after it (with `strict`, on that port or not at all).
 * @param {string} folder
 * @param {{ port?: number, strict?: boolean, report?: (line: string) => void }} [options]
 * @returns {Promise<{ url: string, port: number, close: () => void }>}
 */
export async function serve(folder, { port = 4173, strict = false, report = () => {} } = {}) {
  const bodies = new Map(); // compressed once per file version and encoding
  const server = createServer((request, response) => {
    answer(folder, bodies, request, response).catch((error) => {
      console.error(error);
      response.writeHead(500, { "content-type": "text/plain" }).end("500 internal error\n");
    });
  });
  for (let candidate = port; ; candidate++) {
    try {
      await listen(server, candidate);
      return { url: `http://127.0.0.1:${candidate}/`, port: candidate, close: () => server.close() };
    } catch (error) {
      if (error.code !== "EADDRINUSE" || strict || candidate >= port + 50) throw error;
      report(`port ${candidate} is taken, trying ${candidate + 1}`);
    }
  }
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function answer(folder, bodies, request, response) {
  const text = (status, message) =>
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${status} ${message}\n`);
  if (request.method !== "GET" && request.method !== "HEAD") return text(405, "only GET and HEAD");

  const path = locate(folder, request.url ?? "/");
  const file = path && (await stat(path).catch(() => undefined));
  if (!file?.isFile()) return text(404, "no such file");

  const type = TYPES[extname(path)] ?? "application/octet-stream";
  const etag = `"${file.size.toString(36)}-${Math.round(file.mtimeMs).toString(36)}"`;
  const headers = {
    "content-type": type,
    // Vite puts a hash of the content into the names under assets/: those never change.
    "cache-control": path.startsWith(join(folder, "assets") + sep) ? "public, max-age=31536000, immutable" : "no-cache",
    "x-content-type-options": "nosniff",
    vary: "accept-encoding",
    etag,
  };
  if (request.headers["if-none-match"] === etag) return response.writeHead(304, headers).end();

  const encoding = COMPRESSIBLE.test(type) ? choose(request.headers["accept-encoding"] ?? "") : "identity";
  const key = `${path} ${etag} ${encoding}`;
  const body = bodies.get(key) ?? compress(await readFile(path), encoding);
  bodies.set(key, body);
  const bytes = await body;
  if (encoding !== "identity") headers["content-encoding"] = encoding;
  response.writeHead(200, { ...headers, "content-length": bytes.length });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** The file that a URL names, or undefined where it would leave the folder. */
function locate(folder, url) {
  const { pathname } = new URL(url, "http://127.0.0.1");
  let decoded;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined; // a malformed % sequence names no file
  }
  if (decoded.includes("\0")) return undefined;
  const path = normalize(join(folder, decoded.endsWith("/") ? `${decoded}index.html` : decoded));
  return path.startsWith(folder + sep) ? path : undefined;
}

function choose(accepted) {
  return accepted.includes("br") ? "br" : accepted.includes("gzip") ? "gzip" : "identity";
}

async function compress(bytes, encoding) {
  if (encoding === "br") return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return encoding === "gzip" ? deflate(bytes, { level: 9 }) : bytes;
}
