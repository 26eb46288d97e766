import type { Language, Words } from "#kernel/language.ts";
import { familyDoor, siteAddresses } from "./addresses.rules.ts";
import { shellWords } from "./shell.words.ts";

/** A page in a menu: where it is, and what it is called there. */
export type MenuPage = { at: Record<Language, string>; words: Words };

/** The menu at a desk, in the order in which somebody new asks. It holds six without a second line; a page that is one of many stands in the foot. */
export const menuPages: readonly MenuPage[] = [
  { at: siteAddresses.expect, words: shellWords.expect },
  { at: siteAddresses.team, words: shellWords.team },
  { at: siteAddresses.visit, words: shellWords.visit },
  { at: siteAddresses.articles, words: shellWords.articles },
  { at: siteAddresses.ask, words: shellWords.ask },
];

/** The menu on a phone: the way back to the first page, the same pages, and privacy. */
export const phonePages: readonly MenuPage[] = [{ at: siteAddresses.home, words: shellWords.home }, ...menuPages, { at: siteAddresses.question, words: shellWords.question }, { at: siteAddresses.privacy, words: shellWords.privacy }];

/** What stands in one quiet line at the foot of every page: what few look for, and nobody should miss. */
export const footPages: readonly MenuPage[] = [
  { at: siteAddresses.question, words: shellWords.question },
  { at: siteAddresses.studies, words: shellWords.studies },
  { at: siteAddresses.roster, words: shellWords.roster },
  { at: siteAddresses.privacy, words: shellWords.privacy },
  { at: familyDoor, words: shellWords.account },
];

/** Below it, named as such, what is for professionals alone: training to apply for, and whether a certificate is real. Who is trained stands above, for families too. */
export const professionalPages: readonly MenuPage[] = [
  { at: siteAddresses.training, words: shellWords.training },
  { at: siteAddresses.certificates, words: shellWords.certificates },
];
