import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { md5 } from "./md5.ts";
import { sha256 } from "./sha256.ts";

const bytes = fc.uint8Array({ maxLength: 300 }).map((b) => Array.from(b, (c) => String.fromCharCode(c)).join(""));

test("digests are those of OpenSSL, for any length", () => {
  fc.assert(
    fc.property(bytes, (text) => {
      const of = (name: string) => createHash(name).update(Buffer.from(text, "latin1")).digest("hex");
      expect([sha256(text), md5(text)]).toEqual([of("sha256"), of("md5")]);
    }),
    { numRuns: 60 },
  );
});

test("base64 is undone by its decoding, and is what Node makes", () => {
  fc.assert(
    fc.property(bytes, (text) => {
      const encoded = encodeBase64(text);
      expect(encoded).toBe(Buffer.from(text, "latin1").toString("base64"));
      expect(decodeBase64(encoded)).toEqual({ bytes: text, valid: true });
    }),
    { numRuns: 60 },
  );
});
