import type { Words } from "#kernel/language.ts";
import type { CustodyBasis } from "./contract.ts";

/** The bases in plain words, each with where it stands in the federal rule. */
export const basisNames: Record<CustodyBasis, Words> = {
  authorization: { en: "The person the notes are about authorized it (45 CFR 164.508(a)(2))", es: "Lo autorizó la persona de quien tratan las notas (45 CFR 164.508(a)(2))" },
  required_by_law: { en: "The law requires it (45 CFR 164.512(a))", es: "La ley lo exige (45 CFR 164.512(a))" },
  oversight: { en: "Oversight of the one who wrote them (45 CFR 164.512(d))", es: "Supervisión oficial de quien las escribió (45 CFR 164.512(d))" },
  serious_threat: { en: "To avert a serious threat (45 CFR 164.512(j)(1)(i))", es: "Para evitar una amenaza grave (45 CFR 164.512(j)(1)(i))" },
  own_defence: { en: "The agency's defence in a legal action brought by the person (45 CFR 164.508(a)(2)(i)(C))", es: "Defensa de la agencia ante una acción legal de esa persona (45 CFR 164.508(a)(2)(i)(C))" },
};
