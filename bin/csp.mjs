// What the built page may load: its own files, nothing inline, no strings turned into markup.
// In a <meta> because the build must also be safe when opened from a plain file server.
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self' ws: wss:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * Puts the content security policy into the built index.html (not into the dev server's, whose hot reload is inline).
 * @returns {import("vite").Plugin}
 */
export function contentSecurityPolicy() {
  return {
    name: "cutaway:csp",
    apply: "build",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" },
    ],
  };
}
