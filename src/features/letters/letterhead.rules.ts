import type { Language } from "#kernel/language.ts";
import type { LetterheadContent } from "./contract.ts";

/** A number of ten digits as a person reads it. */
const readable = (phone: string) => phone.replace(/^(\d{3})(\d{3})(\d{4})$/, "$1-$2-$3");

/** The letterhead until the agency makes its own: its public name, which says nothing of what is treated, and its number. */
export const shippedLetterhead = ({ publicName, phone }: { publicName: string; phone: string }): LetterheadContent => ({ name: { en: publicName.slice(0, 120), es: publicName.slice(0, 120) }, below: { en: "", es: "" }, address: [], phone: readable(phone).slice(0, 40), website: "", email: "" });

/** The letterhead as the sheet sets it. */
export type Head = { name: string; below: string; lines: string[] };
export const headOf = ({ name, below, address, phone, website, email }: LetterheadContent, language: Language): Head => ({ name: name[language], below: below[language], lines: [...address, readable(phone), website, email].filter((one) => one !== "") });
