import { chromium } from "playwright-core";
const specs = JSON.parse(process.argv[2]);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const s of specs) {
  const ctx = await browser.newContext({ viewport: { width: s.w ?? 1440, height: s.h ?? 900 }, colorScheme: s.dark ? "dark" : "light", locale: s.lang === "ko" ? "ko-KR" : "en-US", reducedMotion: "reduce" });
  const page = await ctx.newPage();
  page.on("pageerror", (e) => console.log("PAGEERROR", e.message));
  await page.goto(`http://127.0.0.1:4300/${s.path}`);
  await page.waitForTimeout(s.wait ?? 2500);
  for (const a of s.acts ?? []) {
    if (a.type) { await page.keyboard.type(a.type); await page.keyboard.press("Enter"); await page.waitForTimeout(a.wait ?? 1500); }
    if (a.click) { await page.locator(a.click).first().click(); await page.waitForTimeout(a.wait ?? 800); }
    if (a.scroll !== undefined) { await page.evaluate((y) => { const m = document.scrollingElement; m.scrollTo(0, y); document.querySelector("main")?.scrollTo(0, y); }, a.scroll); await page.waitForTimeout(300); }
  }
  await page.screenshot({ path: `/tmp/shots/${s.name}.png`, fullPage: s.full ?? false });
  await ctx.close();
}
await browser.close();
