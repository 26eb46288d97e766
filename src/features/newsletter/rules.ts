import type { Language } from "#kernel/language.ts";
import { z } from "zod";
import type { IssueContent } from "./contract.ts";
import { letterWords as words } from "./words.ts";

/** An address as it is kept; null where it can be none. */
export function readEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  return z.email().max(254).safeParse(email).success ? email : null;
}

export type NamedArticle = { slug: string; title: string; address: string };
type Frame = { language: Language; publicName: string };
const join = (parts: readonly string[]): string => `${parts.join("\n\n")}\n`;

/** An issue as it leaves, as plain words: nothing in it is loaded from anywhere, so that nobody learns whether it was read. */
export function renderIssue({ language, publicName, content, articles, leave }: Frame & { content: IssueContent; articles: readonly NamedArticle[]; leave: string }): { subject: string; text: string } {
  const named = articles.map((one) => `${one.title}\n${one.address}`);
  return { subject: words.subject[language], text: join([words.greeting[language], content[language].trim(), ...(named.length === 0 ? [] : [words.read[language], ...named]), words.urgent[language], `${words.leave[language]}\n${leave}`, publicName]) };
}

/** The letter with the link that confirms an address. */
export const renderConfirm = ({ language, publicName, address }: Frame & { address: string }): { subject: string; text: string } => ({ subject: words.subject[language], text: join([words.greeting[language], words.confirm[language], address, words.confirmElse[language], publicName]) });
