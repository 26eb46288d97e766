const times = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** The sentences that a letter can say of the record; each is made of facts and of nothing else. */
export const letterWords = {
  since: { en: (child: string, day: string) => `${child} has come to us since ${day}.`, es: (child: string, day: string) => `${child} viene con nosotros desde el ${day}.` },
  sessions: { en: (from: string, to: string, count: number) => `From ${from} to ${to} there ${count === 1 ? "was" : "were"} ${times(count, "visit", "visits")}.`, es: (from: string, to: string, count: number) => `Del ${from} al ${to} hubo ${times(count, "visita", "visitas")}.` },
  attended: {
    en: (name: string, came: number, expected: number) => `${name} came to ${came} of the ${times(expected, "visit", "visits")} to which ${name} was expected.`,
    es: (name: string, came: number, expected: number) => `${name} vino a ${came} de ${times(expected, "visita", "visitas")} a ${expected === 1 ? "la" : "las"} que se le esperaba.`,
  },
  plan: { en: (day: string) => `A plan of care, signed by all on ${day}, is in force.`, es: (day: string) => `Está vigente un plan de atención firmado por todas las partes el ${day}.` },
  ended: { en: (day: string) => `Visits ended on ${day}.`, es: (day: string) => `Las visitas terminaron el ${day}.` },
  diagnosis: { en: (name: string, code: string, day: string | null) => `Diagnosis: ${name} (${code})${day === null ? "" : `, since ${day}`}.`, es: (name: string, code: string, day: string | null) => `Diagnóstico: ${name} (${code})${day === null ? "" : `, desde el ${day}`}.` },
  objective: { en: (words: string) => `An aim of the plan: ${words}`, es: (words: string) => `Una meta del plan: ${words}` },
};

/** What stands on copies and accountings beside the frame that every paper shares. */
export const frameWords = {
  record: { en: "Copy of the record", es: "Copia del expediente" },
  about: { en: "About", es: "Sobre" },
  basis: { en: "Basis", es: "Fundamento" },
  purpose: { en: "Purpose", es: "Para qué" },
  holds: { en: "Holds", es: "Contiene" },
  authorizationCopy: { en: "Copy of the authorization", es: "Copia de la autorización" },
  signedBy: { en: (name: string, day: string) => `Signed by ${name} on ${day}.`, es: (name: string, day: string) => `Firmada por ${name} el ${day}.` },
  accounting: { en: "Accounting of disclosures", es: "Relación de divulgaciones" },
  day: { en: "Day", es: "Día" },
  recipient: { en: "Recipient", es: "Destinatario" },
  what: { en: "What", es: "Qué" },
  none: { en: "Nothing that this list holds has left this record.", es: "De este expediente no ha salido nada de lo que abarca esta relación." },
  span: { en: (from: string, to: string) => `From ${from} to ${to}.`, es: (from: string, to: string) => `Del ${from} al ${to}.` },
  // 45 CFR 164.528(a)(1): what the rule itself does not ask to be listed. What was sent on such a basis stands here all the same.
  alsoListed: { en: "Listed although the federal rule does not ask for it", es: "Figura aunque la norma federal no lo exige" },
  // The same words whether or not there is a report: the sentence itself must not tell.
  notListed: {
    en: (years: number) =>
      `What this list leaves out. (1) What people within the practice read to treat, to bill and to run it (45 CFR 164.528(a)(1)(i)); you can ask the practice who looked at your record. (2) Reports that the law requires of the practice, such as to child protection, whether or not there was one: the rule counts them as disclosures, but a paper that names them could endanger a child or an adult (45 CFR 164.502(g)(5)). Ask whoever answers for privacy here. (3) What an authority asked to hold back for a time (45 CFR 164.528(a)(2)). (4) What left more than ${years} years ago, or before the practice kept this log.`,
    es: (years: number) =>
      `Lo que esta relación no incluye. (1) Lo que leen las personas del centro para atender, facturar y organizarlo (45 CFR 164.528(a)(1)(i)); puede preguntar al centro quién miró su expediente. (2) Los avisos que la ley exige al centro, como a protección infantil, haya habido alguno o no: la norma los cuenta como divulgaciones, pero un papel que los nombre podría poner en peligro a un menor o a una persona adulta (45 CFR 164.502(g)(5)). Pregunte a quien responde aquí por la privacidad. (3) Lo que una autoridad pidió retener por un tiempo (45 CFR 164.528(a)(2)). (4) Lo que salió hace más de ${years} años o antes de que el centro llevara este registro.`,
  },
  from: { en: (agency: string, day: string) => `${agency}, ${day}`, es: (agency: string, day: string) => `${agency}, ${day}` },
};
