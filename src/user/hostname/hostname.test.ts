import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";

test("a name is set in the caller's UTS namespace alone", () => {
  const before = run("hostname").out;
  expect(run("unshare -u sh -c 'hostname inside; hostname; uname -n'; hostname").out).toBe(`inside\ninside\n${before}`);
});

test("only root of the namespace's owner may set it", () => {
  const refused = "hostname: you must be root to change the host name\n";
  expect(run("setpriv --reuid 1000 --clear-groups hostname x").err).toBe(refused);
  expect(run("unshare -Ur hostname x").err).toBe(refused);
  expect(run("unshare -Uru hostname x").err).toBe("");
});

test("64 bytes fit, 65 do not; other characters are refused before the kernel is asked", () => {
  expect(run("hostname $(printf %064d 1); hostname").out).toBe(`${"1".padStart(64, "0")}\n`);
  expect(run("hostname $(printf %065d 1)").err).toBe("hostname: name too long\n");
  expect(run("hostname 'a b'").err).toBe("hostname: the specified hostname is invalid\n");
});

test("hostname -F reads the first line that is no comment", () => {
  expect(run("printf '# c\\n\\n  spaced  \\n' > /tmp/f; hostname -F /tmp/f; hostname").out).toBe("spaced\n");
});

test("the NIS domain name stands beside the host name", () => {
  expect(run("domainname; domainname foo; domainname").out).toBe("(none)\nfoo\n");
});
