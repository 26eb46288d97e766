import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

// C8–C11: a team and a clinician alone apply without script; faculty read, pair and decide, and a letter goes out.

let browser: Browser;
let program: Program;
let runs: Visitor;
let plain: BrowserContext;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  runs = await visit(browser, program);
  await signIn(runs, program, "collaborative@demo.dyad");
  plain = await browser.newContext({ baseURL: program.address, javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
}, 240_000);
afterAll(async () => {
  await browser.close();
  await program.stop();
});

const answerOf = async <T>(page: Page, path: string): Promise<T> => (await (await page.request.get(`/api${path}`)).json()) as T;
/** The address that the newest letter about an application brings, as the made-up outbox shows it. */
async function newestLink(): Promise<string> {
  const { messages } = await answerOf<{ messages: { messageId: string }[] }>(runs.page, "/outbox?kind=application_letter");
  const { address } = await answerOf<{ address: string }>(runs.page, `/outbox/${messages[0]!.messageId}`);
  return new URL(address).pathname + new URL(address).search;
}
const save = async (page: Page) => {
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("status").waitFor();
};
async function begin(page: Page, kind: string, email: string): Promise<void> {
  await page.goto("/training");
  await page.getByRole("button", { name: "Send me the link" }).click();
  await page.getByRole("link", { name: "Please pick who applies." }).waitFor();
  await page.getByLabel(kind).check();
  await page.getByLabel("Your work email").fill(email);
  await page.getByRole("button", { name: "Send me the link" }).click();
  await page.getByRole("heading", { name: "Look into your mailbox" }).waitFor();
  await page.goto(await newestLink());
}
async function fillAgency(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: /^Fill in: (Your agency|Where you work)/ }).click();
  await page.getByLabel(/Name of the agency|Where you work \(name\)/).fill(name);
  await page.getByLabel("School").check();
  await page.getByLabel("Town, or counties served").fill("Boone");
  await page.getByLabel("English", { exact: true }).check();
  await page.getByLabel("Yes", { exact: true }).check();
  await page.getByLabel("Why do you apply, and for which families?").fill("Children come to us who lost somebody.");
  if (await page.getByLabel("Further by road").count()) await page.getByLabel("Further by road").check();
  await save(page);
}
async function fillPerson(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Work email").fill(email);
  if (await page.getByLabel("Own part in the cohort").count()) {
    for (const group of ["Has the responsibility for change at the agency", "Has the authority to change procedures and budget"]) await page.getByRole("group", { name: group }).getByLabel("Yes").check();
    await page.getByLabel("Own part in the cohort").fill("Leader calls.");
  } else {
    await page.getByLabel("Psychology").check();
    await page.getByLabel("Full", { exact: true }).check();
  }
  if (await page.getByLabel("Degree").count()) {
    await page.getByLabel("Degree").fill("PhD");
    for (const one of ["Years at this agency since the Master’s", "Years in all since the Master’s"]) await page.getByLabel(one).fill("3");
    await page.getByLabel("Yes", { exact: true }).check();
  }
  await save(page);
}
const home = (page: Page) => page.getByRole("link", { name: "Back to the application" }).first().click();
async function fillReadiness(page: Page): Promise<void> {
  await page.getByLabel("Partly").first().check();
  await save(page);
  await home(page);
}

it("C8–C11: from an application without script to a place and a letter", async () => {
  const page = await plain.newPage();
  page.setDefaultTimeout(20_000);
  await begin(page, "A team of an agency", "team@school.example");
  await fillAgency(page, "Hill School Clinic");
  await home(page);
  for (const [role, name] of [["senior leader", "Gwen Hill"], ["supervisor", "Ray Dunn"], ["clinician", "Ola Finch"]] as const) {
    await page.getByRole("button", { name: `Add a ${role}` }).click();
    await fillPerson(page, name, `${name.split(" ")[0]!.toLowerCase()}@school.example`);
    await home(page);
  }
  for (const who of ["of the agency", "of Ola Finch"]) {
    await page.getByRole("link", { name: `Fill in: Readiness ${who}` }).click();
    await fillReadiness(page);
  }
  await page.getByText("What you could do next").waitFor();
  const address = page.url();
  // C1, C2: the applying agency looks at its own figures by a code, and only its yes shows them to the readers.
  await page.getByRole("button", { name: "Make a code" }).click();
  const code = (await page.locator("#figures strong").textContent())!;
  const director = await visit(browser, program);
  await signIn(director, program, "director@demo.dyad");
  await director.page.goto("/app/outcomes");
  await director.page.getByRole("link", { name: "Figures for an application" }).click();
  await director.page.getByLabel("Code from the application").fill("7Q4 RK2 9CD XY3");
  await director.page.getByRole("button", { name: "Show the figures" }).click();
  await director.page.getByText("This code opens nothing.").first().waitFor();
  await director.page.getByLabel("Code from the application").fill(code);
  await director.page.getByRole("button", { name: "Show the figures" }).click();
  await director.page.getByRole("heading", { name: "This would be shown" }).waitFor();
  await expectAccessible(director.page, "figures before a yes");
  await director.page.getByRole("button", { name: "Agree and send" }).click();
  await director.page.getByRole("link", { name: "Please tick the box" }).waitFor();
  await director.page.getByLabel("Yes, show exactly these figures").check();
  await director.page.getByRole("button", { name: "Agree and send" }).click();
  await director.page.getByText("Sent. You can take them back").waitFor();
  await expectAccessible(director.page, "figures that were sent");
  expect(director.complaints).toEqual([]);
  await director.context.close();
  await page.goto(address);
  await page.getByText("your agency agreed to show its figures").waitFor();
  await page.getByRole("button", { name: "Hand in" }).click();
  await page.getByText("Handed in. Several people read it.").waitFor();

  await begin(page, "One clinician", "bo@school.example");
  await fillAgency(page, "Bay School");
  await home(page);
  await page.getByRole("link", { name: /^Fill in: No name yet/ }).click();
  await fillPerson(page, "Bo Single", "bo@school.example");
  await home(page);
  await page.getByRole("link", { name: "Fill in: Readiness of Bo Single" }).click();
  await page.getByText("We do not ask for the answer").waitFor();
  await fillReadiness(page);
  const own = page.url();
  const looked = await visit(browser, program, { phone: true });
  for (const where of ["/training", "/es/formacion", own, `${new URL(own).pathname}/agency?lang=es&look=yes`, `${new URL(own).pathname}/person/self?lang=en`, `${new URL(own).pathname}/ready/self?lang=en`, address]) {
    await looked.page.goto(where);
    await expectAccessible(looked.page, new URL(where, program.address).pathname.replace(/application\/[^/]+/, "application/…"));
    expect(await looked.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  }
  await page.getByRole("button", { name: "Hand in" }).click();
  await page.getByText("Handed in. Several people read it.").waitFor();
  await page.close();

  // Nobody who reads it sees whose it is; two score alone, and then its name is there.
  const { applications } = await answerOf<{ applications: { applicationId: string; organization: string | null; kind: string; code: string; readers: number }[] }>(runs.page, "/applications?status=submitted");
  const team = applications.find((one) => one.kind === "team" && one.readers === 0)!;
  expect(team.organization).toBeNull();
  await runs.page.goto(`/app/applications/${team.applicationId}`);
  await runs.page.getByRole("heading", { name: "Measured by the system" }).waitFor();
  expect(await runs.page.content()).not.toContain("Linden Street");
  for (const reader of ["Prof. Elm Harper", "Dr. Hazel Quinn"]) {
    await runs.page.getByRole("button", { name: "Name a reader" }).click();
    await runs.page.getByLabel("Reader", { exact: true }).selectOption({ label: reader });
    await runs.page.getByLabel("From outside the program").check();
    await runs.page.getByRole("button", { name: "Name", exact: true }).click();
    await runs.page.getByRole("listitem").filter({ hasText: `${reader} from outside` }).waitFor();
  }
  for (const email of ["faculty@demo.dyad", "faculty.2@demo.dyad"]) {
    const reader = await visit(browser, program);
    await signIn(reader, program, email);
    await reader.page.goto(`/app/applications/${team.applicationId}`);
    await reader.page.getByRole("heading", { name: `Application ${team.code}` }).waitFor();
    expect(await reader.page.content()).not.toContain("Hill School");
    await reader.page.getByRole("button", { name: "Give your scores" }).click();
    for (const select of await reader.page.locator("form[id=score] select").all()) await select.selectOption("3");
    await reader.page.getByRole("button", { name: "Give scores" }).click();
    await reader.page.getByRole("columnheader", { name: email === "faculty@demo.dyad" ? "Prof. Elm Harper" : "Dr. Hazel Quinn" }).waitFor();
    expect(reader.complaints).toEqual([]);
    await reader.context.close();
  }
  await runs.page.reload();
  await runs.page.getByRole("heading", { name: "Hill School Clinic" }).waitFor();
  await runs.page.getByText("The record is that of Linden Street.").waitFor();
  await runs.page.getByRole("button", { name: "Decide" }).click();
  await runs.page.getByLabel("Give places").check();
  await runs.page.getByLabel("Reason, as it stands in the letter").fill("You keep time free for it.");
  await runs.page.getByRole("button", { name: "Decide and send the letter" }).click();
  await runs.page.getByRole("link", { name: /^Letter: Accepted/ }).waitFor();
  await expectAccessible(runs.page, "an application");
  await runs.page.goto("/app/applications");
  await runs.page.getByRole("button", { name: /^Confirm: / }).first().click();
  await runs.page.getByRole("button", { name: /^Part again: / }).first().waitFor();
  await expectAccessible(runs.page, "the applications");
  expect(runs.complaints).toEqual([]);
}, 240_000);
