import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { PackData } from "./pack.rules.ts";
import { basisWords, paperWords, verdictWords } from "./paper.words.ts";

/** The sheet of an audit in Typst: everything that is said comes from `data`. */
export const paperTemplate = `
#let w = data.words
#set page(paper: "us-letter", margin: (x: 20mm, top: 18mm, bottom: 20mm), footer: context [#set text(size: 8pt)
  #data.title #h(1fr) #w.page #counter(page).display() #w.of #counter(page).final().first()])
#set text(size: 9.5pt)
#set par(leading: 0.55em)
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + luma(150) }), inset: (x: 4pt, y: 3.5pt), align: left)
#show table.cell.where(y: 0): set text(weight: "bold")
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): it => block(above: 1.6em, below: 0.8em, it)
= #w.heading
#text(size: 12pt)[#data.title]
#if data.draft [ #block(stroke: 0.8pt, inset: 6pt)[*#w.draft*] ]
#for one in data.facts [
  #grid(columns: (38mm, 1fr), gutter: 4pt, [*#one.at(0)*], one.at(1))
]
#data.basis
#v(2pt)
#w.codes

== #w.sample
#data.rule
#table(columns: (auto, auto, 1fr), table.header([#w.case], [#w.state], [#w.reason]), ..data.cases.flatten())

== #w.services
#w.servicesWords
#table(columns: (auto, auto, auto, auto, auto, auto, 1fr), table.header([#w.case], [#w.sessions], [#w.firstToLast], [#w.minutes], [#w.units], [#w.counts], [#w.open]), ..data.services.flatten())

== #w.ratings
#w.scale: #data.scale
#for group in data.groups [
  === #group.name
  #table(columns: (1fr, 34mm, 46mm), table.header([#w.question], [#w.clause], [#w.points]), ..group.rows.flatten())
]

== #w.findings
#if data.findings.len() == 0 [#w.none] else [#table(columns: (auto, 1fr), table.header([#w.state], [#w.finding]), ..data.findings.flatten())]

== #w.plan
#if data.actions.len() == 0 [#w.none] else [#table(columns: (1fr, auto, auto, 1fr, auto), table.header([#w.action], [#w.who], [#w.by], [#w.doneWhen], [#w.done]), ..data.actions.flatten())]

== #w.check
#w.checkWords
#v(2pt)
#text(size: 8.5pt, data.digest)
`;

/** What the sheet says, in one language. Every value is a text; `digest` is that of the evidence. */
export function paperData(pack: PackData, language: Language, digest: string): Record<string, unknown> {
  const words = Object.fromEntries(Object.entries(paperWords).map(([key, one]) => [key, one[language]]));
  const w = (key: keyof typeof paperWords) => paperWords[key][language];
  const day = (date: string | null) => (date === null ? "–" : writeDay(date, language));
  const { audit, sample, form, conclusion, score } = pack;
  const percent = score.percent === null ? "–" : `${language === "es" ? String(score.percent).replace(".", ",") : score.percent} %`;
  const basis = conclusion === null ? "" : conclusion.basis === "official" ? basisWords[language].official(conclusion.rating, conclusion.issuer, conclusion.documentName) : `${basisWords[language].local(percent, audit.threshold)} ${conclusion.reason}`;
  return {
    words,
    title: audit.title,
    draft: audit.state === "draft",
    facts: [
      [w("agency"), audit.agency],
      [w("rule"), audit.cite],
      [w("period"), `${day(audit.periodFrom)} – ${day(audit.periodTo)}`],
      [w("auditor"), audit.auditor],
      [w("rating"), conclusion === null ? w("notRated") : `${w(conclusion.acceptable ? "acceptable" : "notAcceptable")}, ${day(conclusion.ratedOn)}`],
      ...(audit.closedOn === null ? [] : [[w("closed"), day(audit.closedOn)]]),
      ...(audit.nextDueOn === null ? [] : [[w("nextDue"), day(audit.nextDueOn)]]),
    ],
    basis,
    rule: sample.words[language],
    cases: sample.cases.map((one) => [one.code, one.state === "sampled" ? w("sampled") : `${w("replaced")} ${one.replacedBy ?? ""}`, one.reason]),
    services: pack.services.map(({ code, sessions }) => serviceRow(code, sessions, language)),
    scale: form.scale.points.map((one) => `${one.value} = ${one.words[language]}`).join(" · "),
    groups: form.groups.map((group) => ({
      name: group.words[language],
      rows: form.items.filter((item) => item.group === group.id).map((item) => [item.words[language], item.cite ?? "–", pointsOf(pack, item.id, w("notApplicable"))]),
    })),
    findings: pack.findings.map((one) => [w(one.kind), one.words]),
    actions: pack.actions.map((one) => [one.words, one.who, day(one.dueOn), one.doneWhen, one.doneOn === null ? "–" : `${day(one.doneOn)}: ${one.evidence}`]),
    digest,
  };
}

type Session = PackData["services"][number]["sessions"][number];
const sum = (sessions: readonly Session[], of: (one: Session) => number | null) => String(sessions.reduce((all, one) => all + (of(one) ?? 0), 0));

/** The sessions of one case in a row: how many, when, how long, what counted, and which clauses were open in how many of them. */
function serviceRow(code: string, sessions: readonly Session[], language: Language): string[] {
  const days = sessions.map((one) => one.on).toSorted();
  const verdicts = (["yes", "no", "unknown"] as const).map((verdict) => [verdict, sessions.filter((one) => one.decision.verdict === verdict).length] as const).filter(([, count]) => count > 0);
  const open = new Map<string, number>();
  for (const one of sessions) for (const clause of new Set(one.decision.findings.filter((found) => found.result === "not_met" || found.result === "unknown").map((found) => found.clause))) open.set(clause, (open.get(clause) ?? 0) + 1);
  return [
    code,
    String(sessions.length),
    days.length === 0 ? "–" : `${days[0]} – ${days.at(-1)}`,
    sum(sessions, (one) => one.minutes),
    sum(sessions, (one) => one.units),
    verdicts.map(([verdict, count]) => `${verdictWords[verdict][language]}: ${count}`).join(", ") || "–",
    [...open].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([clause, count]) => `${clause}: ${count}`).join("; ") || "–",
  ];
}

function pointsOf({ ratings }: PackData, item: string, notApplicable: string): string {
  const own = ratings.filter((one) => one.item === item && one.mark !== null);
  return own.length === 0 ? "–" : own.map((one) => `${one.code === null ? "" : `${one.code}: `}${one.mark === "not_applicable" ? notApplicable : one.mark}`).join(" · ");
}
