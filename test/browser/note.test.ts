import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handOn, tell } from "./hand.ts";
import { openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

// A routine note takes few actions and few words. And whatever happens at any step of one (the tab is killed or closed, the
// sign-in ends, the network is cut), what was typed is there afterwards, to the letter: on the screen, and on the server.

const isLong = process.env.TEST_LONG === "1";
const ROUNDS = isLong ? 1_000 : 50;

const faults = ["killed", "closed", "cut_and_closed", "cut_and_back", "signed_out"] as const;
type FaultKind = (typeof faults)[number];

let program: Program;
let browser: Browser;
let who: Visitor;
let noteUrl: string;
let routineUrl: string;
beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram("1"), openBrowser()]);
  who = await visit(browser, program);
  await signIn(who, program, "clinician@demo.dyad");
  const { owed } = (await (await who.page.request.get("/api/day")).json()) as { owed: { kind: string; sessionId: string | null }[] };
  const notes = owed.filter((one) => one.kind === "note").map((one) => `/app/sessions/${one.sessionId!}/note`);
  [noteUrl, routineUrl] = [notes[0]!, notes[2]!];
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
    await killTab(who.page);
    return open();
  },
  closed: async (type) => {
    await type();
    await who.page.close({ runBeforeUnload: false });
    return open();
  },
  cut_and_closed: async (type) => {
    await who.context.setOffline(true);
    await type();
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

describe("a routine dyadic note", () => {
  it("takes at most 25 actions and three minutes of typing at 40 words a minute, and counts", async () => {
    const { page } = who;
    await page.goto(routineUrl);
    const hand = handOn(page);
    await page.getByRole("button", { name: "Everybody here, as booked" }).waitFor();
    await hand.press("Everybody here, as booked");
    await hand.press("Name them here too");
    await hand.pick("Theo B., start", "watchful");
    await hand.pick("Theo B., end", "settled");
    await hand.write("Regulation", "Came in watchful. A door slammed in the hall; he looked to her, she hummed, and he went on building.");
    await hand.press("humming, singing", "regulation");
    await hand.press("both", "reciprocity");
    await hand.press("shared pleasure", "reciprocity");
    await hand.press("joy", "feelings");
    await hand.write("Play and narrative", "The bear builds a house with two doors. One door stays open, \u201cso you can always find me\u201d. They counted the visits that are left and drew each as a stone on the path.");
    await hand.press("exchange between them", "ports_of_entry");
    await hand.press("meaning through play", "interventions");
    await hand.press(/^\d+ more$/, "interventions");
    await hand.press("goodbye, loss", "interventions");
    await hand.press("Open the grid", "content");
    await hand.press(/^2$/, "content");
    await hand.press("nothing new", "safety");
    await hand.press("same hour next week", "plan");
    await page.getByText(/^Saved \d\d:\d\d/).filter({ visible: true }).first().waitFor();
    await hand.key("Control+Enter");
    await page.getByRole("dialog").getByText(/^Counts: yes/).waitFor();
    await hand.press(/^Sign/, undefined);
    await page.getByText(/^Signed/).filter({ visible: true }).first().waitFor();
    const { actions, words } = hand.told();
    tell("a routine dyadic note", { actions, words });
    expect(actions).toBeLessThanOrEqual(25);
    expect(words).toBeLessThanOrEqual(120);
  });
});

describe("what somebody writes", () => {
  it(`is never lost: ${ROUNDS} tabs killed or closed, sign-ins ended and networks cut, over every text of the note`, async () => {
    let page = await open();
    const names = await page.getByRole("textbox", { name: /^Text: / }).evaluateAll((fields) => fields.map((field) => (field instanceof HTMLTextAreaElement ? (field.labels[0]?.textContent ?? "") : "")));
    expect(names.length).toBeGreaterThan(9);
    const box = (place: number) => page.getByRole("textbox", { name: /^Text: / }).nth(place);
    const expected = await Promise.all(names.map((_, place) => box(place).inputValue()));
    /** What is on the screen and not yet on the server. */
    const unsaved = async () => {
      const { blocks } = (await (await page.request.get(noteUrl.replace("/app", "/api"))).json()) as { blocks: { words: string }[] };
      return expected.filter((text) => text !== "" && !blocks.some((block) => block.words === text));
    };
    for (let round = 0; round < ROUNDS; round++) {
      const place = round % names.length;
      // Each text meets each fault: the fault moves on by one whenever all texts had their turn.
      const fault = faults[(round + Math.floor(round / names.length)) % faults.length]!;
      const word = ` ñ${round}é«${fault}»`;
      // A save that still waits would find the sign-in ended and lock the screen before anybody types.
      if (fault === "signed_out") await expect.poll(unsaved, { timeout: 30_000 }).toEqual([]);
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
    await expect.poll(unsaved, { timeout: 30_000 }).toEqual([]);
  }, isLong ? 3_600_000 : 180_000);
});
