import type { Locator, Page } from "playwright-core";

/** What a person does to a page, counted: a press is one action, and so is a field that is written in or chosen from. */
export type Hand = {
  /** Presses what bears this name, the first that is to be seen; in a part of the note where one is named. */
  press(name: string | RegExp, section?: string): Promise<void>;
  /** Presses one very thing. */
  pressOn(target: Locator): Promise<void>;
  pick(label: string | RegExp, option: string): Promise<void>;
  /** Writes one of the texts of a note. */
  write(section: string, text: string): Promise<void>;
  /** Fills a field in. */
  fill(field: Locator, text: string): Promise<void>;
  key(key: string): Promise<void>;
  told(): { actions: number; words: number };
};

/** A hand on one page; it begins at nothing. */
export function handOn(page: Page): Hand {
  let [actions, words] = [0, 0];
  return {
    async press(name, section) {
      actions++;
      const where = section === undefined ? page : page.locator(`[data-section="${section}"]`);
      await where.locator("button, a, label.chip, summary, label.segment").filter({ hasText: name }).filter({ visible: true }).first().click();
    },
    async pressOn(target) {
      actions++;
      await target.click();
    },
    async pick(label, option) {
      actions++;
      await page.getByRole("combobox", { name: label }).selectOption({ label: option });
    },
    async write(section, text) {
      actions++;
      words += text.split(/\s+/).length;
      await page.getByRole("textbox", { name: `Text: ${section}` }).fill(text);
    },
    async fill(field, text) {
      actions++;
      words += text.split(/\s+/).length;
      await field.fill(text);
    },
    async key(key) {
      actions++;
      await page.keyboard.press(key);
    },
    told: () => ({ actions, words }),
  };
}

/** Says a figure of a task, in one line, beside the tests' own. */
export function tell(task: string, { actions, words }: { actions: number; words: number }, more = ""): void {
  process.stdout.write(` ${task}: ${actions} ${actions === 1 ? "action" : "actions"}${words > 0 ? `, ${words} ${words === 1 ? "word" : "words"}` : ""}${more}\n`);
}
