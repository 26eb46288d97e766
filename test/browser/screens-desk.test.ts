import type { Browser } from "playwright-core";
import { afterAll, beforeAll, it } from "vitest";
import { desk, phone, walkScreens } from "./screens.ts";
import { openBrowser, type Program, startProgram } from "./support.ts";

let program: Program;
let browser: Browser;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

it("every staff screen on the desk, in English", () => walkScreens(browser, program, "en", desk, phone));
