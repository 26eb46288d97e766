import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writePdf } from "#server/pdf.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import { writeDay } from "#kernel/saying.ts";
import { showNumber } from "./number.rules.ts";
import { certificateTemplate } from "./paper.rules.ts";
import { completedWords } from "./rules.ts";
import type { ShownCertificate } from "./store.ts";
import { paperWords as words } from "./words.ts";

type Writing = { language: Language; today: CivilDate; baseUrl: string };

/** A certificate as a sheet of paper: what the public page says of it, and nothing more. */
export function certificatePaper(one: Pick<ShownCertificate, "name" | "issuer" | "cohort" | "track" | "completedOn" | "validTo" | "annulledOn"> & { number: string }, { language, today, baseUrl }: Writing): File {
  const day = (on: CivilDate) => writeDay(on, language);
  const isLapsed = one.validTo !== null && one.validTo < today;
  const data = {
    notice: one.annulledOn !== null ? words.annulled(day(one.annulledOn))[language] : isLapsed ? words.lapsed[language] : "",
    issuer: one.issuer,
    title: words.title[language],
    this: words.this[language],
    name: one.name,
    completed: completedWords(one)[language],
    lines: [`${words.cohort[language]}: ${one.cohort}`, words.on(day(one.completedOn))[language], ...(one.validTo === null ? [] : [words.until(day(one.validTo))[language]]), `${words.issuer[language]} ${one.issuer}`],
    numberLabel: words.number[language],
    number: showNumber(one.number),
    check: words.check(`${baseUrl}${siteAddresses.certificates[language]}`)[language],
    meaning: words.meaning[language],
  };
  const bytes = writePdf({ template: certificateTemplate, data, title: words.title[language], language });
  return new File([bytes as Uint8Array<ArrayBuffer>], language === "es" ? "certificado.pdf" : "certificate.pdf", { type: "application/pdf" });
}
