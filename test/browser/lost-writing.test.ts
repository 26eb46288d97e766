import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

// Somebody writes a note, and at every step of it the tab is killed or closed, the sign-in ends, or the network is cut.
// What was typed is there afterwards, to the letter: on the screen at once, and on the server at the end.

const isLong = process.env.TEST_LONG === "1";
const ROUNDS = isLong ? 1_000 : 50;
/** What a hand needs from its last letter to anything else; a machine that dies faster than that takes a letter with it. */
const BREATH_MS = 80;

const faults = ["killed", "closed", "cut_and_closed", "cut_and_back", "signed_out"] as const;
type FaultKind = (typeof faults)[number];

let program: Program;
let browser: Browser;
let who: Visitor;
let noteUrl: string;
beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram("1"), openBrowser()]);
  who = await visit(browser, program);
  await signIn(who, program, "clinician@demo.dyad");
  const { owed } = (await (await who.page.request.get("/api/day")).json()) as { owed: { kind: string; sessionId: string | null }[] };
  noteUrl = `/app/sessions/${owed.find((one) => one.kind === "note")!.sessionId!}/note`;
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

async function open(): Promise<Page> {
  const page = await who.context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(noteUrl);
  await page.getByRole("textbox", { name: /^Text: / }).first().waitFor();
  who.page = page;
  return page;
}

/** The renderer dies as it stands: no farewell, no event. */
async function killTab(page: Page): Promise<void> {
  const died = page.waitForEvent("crash");
  const devtools = await who.context.newCDPSession(page);
  devtools.send("Page.crash").catch(() => {});
  await died;
  await page.close();
}

/** Types the word at the end of a text, with the fault around it, and gives back the page on which one goes on. */
const meet: Record<FaultKind, (type: () => Promise<void>) => Promise<Page>> = {
  killed: async (type) => {
    await type();
    await who.page.waitForTimeout(BREATH_MS);
    await killTab(who.page);
    return open();
  },
  closed: async (type) => {
    await type();
    await who.page.waitForTimeout(BREATH_MS);
    await who.page.close({ runBeforeUnload: false });
    return open();
  },
  cut_and_closed: async (type) => {
    await who.context.setOffline(true);
    await type();
    await who.page.waitForTimeout(BREATH_MS);
    await who.page.close({ runBeforeUnload: false });
    await who.context.setOffline(false);
    return open();
  },
  cut_and_back: async (type) => {
    await who.context.setOffline(true);
    await type();
    await who.context.setOffline(false);
    return who.page;
  },
  signed_out: async (type) => {
    expect((await who.page.request.delete("/api/session", { headers: { origin: program.address } })).status()).toBeLessThan(300);
    await type();
    await signIn(who, program, "clinician@demo.dyad");
    return who.page;
  },
};

describe("what somebody writes", () => {
  it(`is never lost: ${ROUNDS} tabs killed or closed, sign-ins ended and networks cut, over every text of the note`, async () => {
    let page = await open();
    const names = await page.getByRole("textbox", { name: /^Text: / }).evaluateAll((fields) => fields.map((field) => (field instanceof HTMLTextAreaElement ? (field.labels[0]?.textContent ?? "") : "")));
    expect(names.length).toBeGreaterThan(9);
    const box = (place: number) => page.getByRole("textbox", { name: /^Text: / }).nth(place);
    const expected = await Promise.all(names.map((_, place) => box(place).inputValue()));
    for (let round = 0; round < ROUNDS; round++) {
      const place = round % names.length;
      // Each text meets each fault: the fault moves on by one whenever all texts had their turn.
      const fault = faults[(round + Math.floor(round / names.length)) % faults.length]!;
      const word = ` ñ${round}é«${fault}»`;
      page = await meet[fault](async () => {
        await box(place).focus();
        await page.keyboard.press("Control+End");
        await page.keyboard.insertText(word.slice(0, 4));
        await page.keyboard.type(word.slice(4));
      });
      expected[place] += word;
      await expect.poll(() => box(place).inputValue(), { message: `round ${round}: ${fault} in ${names[place]}`, timeout: 10_000, interval: 25 }).toBe(expected[place]);
    }
    expect(await Promise.all(names.map((_, place) => box(place).inputValue()))).toEqual(expected);
    const kept = async () => {
      const { blocks } = (await (await page.request.get(noteUrl.replace("/app", "/api"))).json()) as { blocks: { words: string }[] };
      return expected.filter((text) => text !== "" && !blocks.some((block) => block.words === text));
    };
    await expect.poll(kept, { timeout: 30_000 }).toEqual([]);
  }, isLong ? 3_600_000 : 180_000);
});
