import type { Words } from "#kernel/language.ts";
import type { DomainCode } from "#features/instruments/contract.ts";

export type PlainDomain = Extract<DomainCode, "C-pts" | "C-dx" | "C-beh" | "C-reg" | "R-rep" | "R-att" | "R-int" | "G-pts" | "G-gen" | "G-emp" | "G-pos">;
type Told = { en: (child: string, since: string) => string; es: (child: string, since: string) => string };
type Topic = { topic: { en: (child: string) => string; es: (child: string) => string }; better: Told; same: Told; worse: Told };

const child = (amount: Words, topic: Words, same: Words): Topic => {
  const said = (text: string, name: string, since: string, count: string) => text.replace("%", count).replace("{name}", name).replace("{since}", since);
  return {
    topic: { en: (name) => topic.en.replace("{name}", name), es: (name) => topic.es.replace("{name}", name) },
    better: { en: (name, since) => `${name} has ${said(amount.en, name, since, "fewer")} than in ${since}.`, es: (name, since) => `${name} tiene ${said(amount.es, name, since, "menos")} que en ${since}.` },
    same: { en: (name, since) => said(same.en, name, since, ""), es: (name, since) => said(same.es, name, since, "") },
    worse: { en: (name, since) => `${name} has ${said(amount.en, name, since, "more")} than in ${since}. Let us talk about what may help.`, es: (name, since) => `${name} tiene ${said(amount.es, name, since, "más")} que en ${since}. Hablemos de lo que puede ayudar.` },
  };
};
const together = (topic: Words): Topic => {
  const never: Told = { en: () => "", es: () => "" };
  return { topic: { en: (name) => topic.en.replace("%", name), es: (name) => topic.es.replace("%", name) }, better: never, same: never, worse: never };
};

/** What each domain is to a family: a topic, and what is said of it where a change is known. Ratings of a relationship never have one. */
export const plainSaying: Record<PlainDomain, Topic> = {
  "C-pts": child(
    { en: "% signs of stress about what happened", es: "% señales de estrés por lo vivido" },
    { en: "the stress that {name} feels about what happened", es: "el estrés de {name} por lo vivido" },
    { en: "The stress that {name} feels about what happened is about the same as in {since}.", es: "El estrés de {name} por lo vivido sigue más o menos igual que en {since}." },
  ),
  "C-dx": child(
    { en: "% worries and sad times", es: "% momentos de preocupación y tristeza" },
    { en: "how often {name} is worried or sad", es: "con qué frecuencia {name} siente preocupación o tristeza" },
    { en: "{name} is worried or sad about as often as in {since}.", es: "{name} siente preocupación o tristeza más o menos igual que en {since}." },
  ),
  "C-beh": child(
    { en: "% hard moments in behavior", es: "% momentos difíciles de conducta" },
    { en: "how {name} behaves", es: "la conducta de {name}" },
    { en: "How {name} behaves is about the same as in {since}.", es: "La conducta de {name} sigue más o menos igual que en {since}." },
  ),
  "C-reg": child(
    { en: "% hard times calming down, sleeping or with changes", es: "% momentos difíciles para calmarse, dormir o aceptar cambios" },
    { en: "how {name} calms down, sleeps and takes changes", es: "cómo se calma, duerme y acepta cambios {name}" },
    { en: "How {name} calms down, sleeps and takes changes is about the same as in {since}.", es: "La manera en que {name} se calma, duerme y acepta cambios sigue más o menos igual que en {since}." },
  ),
  "R-rep": together({ en: "how % sees you and the two of you together", es: "cómo % ve su relación con usted" }),
  "R-att": together({ en: "how % turns to you", es: "cómo % le busca a usted" }),
  "R-int": together({ en: "how you and % are together", es: "cómo están juntos usted y %" }),
  "G-emp": together({ en: "how you understand what % feels", es: "cómo entiende usted lo que siente %" }),
  "G-pos": together({ en: "the good moments between you and %", es: "los buenos momentos entre usted y %" }),
  "G-pts": {
    topic: { en: () => "your own hard memories", es: () => "sus propios recuerdos difíciles" },
    better: { en: (_child, since) => `You have fewer bad memories and alarms than in ${since}.`, es: (_child, since) => `Usted tiene menos malos recuerdos y sobresaltos que en ${since}.` },
    same: { en: (_child, since) => `Your bad memories and alarms are about the same as in ${since}.`, es: (_child, since) => `Sus malos recuerdos y sobresaltos siguen más o menos igual que en ${since}.` },
    worse: { en: (_child, since) => `You have more bad memories and alarms than in ${since}. Let us talk about what may help you.`, es: (_child, since) => `Usted tiene más malos recuerdos y sobresaltos que en ${since}. Hablemos de lo que puede ayudarle.` },
  },
  "G-gen": {
    topic: { en: () => "your own mood and worries", es: () => "su propio ánimo y sus preocupaciones" },
    better: { en: (_child, since) => `Your mood is lighter than in ${since}.`, es: (_child, since) => `Su ánimo está mejor que en ${since}.` },
    same: { en: (_child, since) => `Your mood is about the same as in ${since}.`, es: (_child, since) => `Su ánimo sigue más o menos igual que en ${since}.` },
    worse: { en: (_child, since) => `Your mood is heavier than in ${since}. Let us talk about what may help you.`, es: (_child, since) => `Su ánimo está más bajo que en ${since}. Hablemos de lo que puede ayudarle.` },
  },
};

/** The sentences around what is told. */
export const plainWords = {
  asked: { en: (topic: string, when: string) => `In ${when} we asked about ${topic}. Let us look at it together.`, es: (topic: string, when: string) => `En ${when} le preguntamos por ${topic}. Veámoslo en conjunto.` },
  seen: { en: (topic: string, when: string) => `In ${when} we looked at ${topic}. Let us talk about it.`, es: (topic: string, when: string) => `En ${when} observamos ${topic}. Hablemos de ello.` },
  paperTitle: { en: "How it has been going", es: "Cómo han ido las cosas" },
  paperFor: { en: (name: string, day: string) => `For ${name}, ${day}`, es: (name: string, day: string) => `Para ${name}, ${day}` },
  partC: { en: (child: string) => child, es: (child: string) => child },
  partR: { en: "Together", es: "En la relación" },
  partG: { en: "You", es: "Usted" },
  fromUs: { en: "From us to you", es: "De nosotros para usted" },
  paperFoot: { en: "What is said here comes from the questions that you answered and from what we saw. It is not a diagnosis.", es: "Lo que se dice aquí viene de las preguntas que usted contestó y de lo que observamos. No es un diagnóstico." },
} as const;
