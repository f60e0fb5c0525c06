import { expect, test } from "vitest";
import { Session } from "../../timeline/session.ts";
import { completeLine } from "./completion.ts";

const world = (() => {
  const session = Session.boot("host");
  return session.at(session.length);
})();

const completed = (text: string, cursor = text.length) => completeLine(world, 1, text, cursor);

test("the only candidate is taken whole, and a space follows it", async () => {
  expect(await completed("cat /etc/hostn")).toEqual({
    text: "cat /etc/hostname ",
    cursor: 18,
    candidates: ["hostname"],
  });
});

test("no space follows a directory: the path goes on", async () => {
  expect((await completed("ls /et")).text).toBe("ls /etc/");
});

test("of several candidates what they share is taken, and they are told by their last names", async () => {
  const { text, candidates } = await completed("cat /etc/host");
  expect(text).toBe("cat /etc/host");
  expect(candidates).toEqual(expect.arrayContaining(["hostname", "hosts"]));
});

test("what stands behind the cursor stays", async () => {
  expect((await completed("cat /etc/hostn | wc", 14)).text).toBe("cat /etc/hostname  | wc");
});

test("a word that nothing begins with stays as it is", async () => {
  expect(await completed("cat /no-such-thi")).toEqual({ text: "cat /no-such-thi", cursor: 16, candidates: [] });
});
