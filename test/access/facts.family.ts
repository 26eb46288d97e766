/** What each input asks for that goes on around a family: who belongs to it, what protects it, what leaves the house. Null is no fact about anybody. */
type Facts = Record<string, Record<string, string | null>>;

const axis = { level: "level on an axis", "dimensions[].name": null, "dimensions[].label": "words of a dimension of an axis", "dimensions[].mark": "mark of a dimension of an axis", code: "code on an axis", label: "words of a code on an axis", words: "words on an axis", since: "from when something stands on an axis", until: "until when something stands on an axis" };
const visits = { supervision: "supervision of visits", words: "terms of visits in words" };
const recipient = (of: string) => ({ recipientKind: `kind of the recipient of ${of}`, "recipient.name": `name of the recipient of ${of}`, "recipient.organization": `organization of the recipient of ${of}`, "recipient.address": `address of the recipient of ${of}`, "recipient.fax": `fax of the recipient of ${of}`, "recipient.email": `e-mail of the recipient of ${of}`, purpose: `purpose of ${of}`, "opens[]": `what ${of} opens`, periodFrom: `first day that ${of} is about`, periodTo: `last day that ${of} is about` });
const figure = (who: string) => Object.fromEntries(["skin", "hair", "colour", "robe", "extra"].map((part) => [`content.figures.${who}.${part}`, "how a figure of a story looks"]));

export const factsAroundFamilies: Facts = {
  "intake.add": { source: "how a referral came", callMe: "what somebody wants to be called", relation: "how who asks belongs to the child", childGivenName: "name of the child", childFamilyName: "name of the child", childBirthDate: "birth date of the child", childAge: "age of the child as it is told", "reasons[]": "why a family asks", ownWords: "why a family asks, in own words", "contact.way": "way to reach an adult", "contact.phone": "number or address to reach an adult", "contact.voicemail": "what a mailbox may hear", "contact.safeHours[]": "hours in which to reach an adult", "contact.email": "number or address to reach an adult", otherLanguage: null, payer: "who pays for the treatment" },
  "intake.setPayer": { payer: "who pays for the treatment" },
  "intake.setStatus": { status: "how a referral was answered", closingReason: "why a referral was closed" },
  "people.addResidence": { kind: "kind of a home", withName: "with whom the child lives", source: "source of a home", validFrom: "first day of a home", validTo: "last day of a home" },
  "people.addOrder": { "protects[]": "what an order protects", againstName: "against whom an order stands", "terms[]": "terms of an order", words: "words of an order", validFrom: "first day of an order", validTo: "last day of an order" },
  "people.addVisitTerms": { ...visits, validFrom: "from when terms of visits hold" },
  "people.addLimit": { "topics[]": "what a person may not be told", words: "words of what a person may not be told", validFrom: "first day of a limit", validTo: "last day of a limit" },
  "people.endAround": { what: null, validTo: "last day of a home, an order, terms or a limit" },
  "diagnoses.addAxis": { axis: null, ...axis },
  "diagnoses.correctAxis": { how: null, ...axis, reason: "why something on an axis was wrong" },
  "consents.giveCopy": { way: "way in which a copy of a consent was given" },
  "stories.begin": { kind: "kind of a story" },
  "stories.save": { "content.titleEn": "title of a story", "content.titleEs": "title of a story", "content.form": "form of a story", "content.tookPart[]": "who took part in a story", ...figure("child"), ...figure("adult"), ...figure("second"), ...figure("helper"), "content.pages[].part": "part of a story", "content.pages[].scene": "picture of a page of a story", "content.pages[].en": "words of a page of a story", "content.pages[].es": "words of a page of a story", "content.pages[].toldBy": "who tells a page of a story" },
  "stories.approve": { approvedOn: "day on which a story was approved" },
  "stories.tell": { toldOn: "day on which a story was told", way: "way in which a story was told" },
  "triggers.record": { cue: "cue of a reminder", reaction: "reaction to a reminder", helps: "what helps with a reminder", forChild: "a reminder in words for the child", on: "day of a reminder" },
  "triggers.saw": { on: "day on which a reminder was met again", status: "how a reminder stands", words: "words on a reminder that was met again", helped: "whether what was planned helped" },
  "formulation.save": { "nodes[].kind": null, "nodes[].class": null, "nodes[].title": "words of a part of the formulation", "nodes[].detail": "detail of a part of the formulation", "nodes[].forChild.title": "a part of the formulation in words for the child", "nodes[].forChild.line": "a part of the formulation in words for the child", "nodes[].letters": "whether a part of the formulation may go into letters", "nodes[].target.what": "target of the formulation", "nodes[].target.whose": "whose a target is", "nodes[].target.of": "of whom a target is", "links[].from": null, "links[].to": null },
  "formulation.see": { seenOn: "day on which a part of the formulation was seen" },
  "formulation.rate": { ratedOn: "day of the rating of a target", strength: "strength of a target", status: "how a target stands", words: "words on a target" },
  "placement.change": { kind: "kind of a change of placement", takesEffectOn: "day of a change of placement", "leaves[].becomes": "what somebody who leaves is from then on", "leaves[].dyad": "whether a dyad is open", "leaves[].visits.supervision": visits.supervision, "leaves[].visits.words": visits.words, "leaves[].goodbye": "goodbye of somebody who leaves", "comes[].givenName": "name of a person", "comes[].familyName": "name of a person", "comes[].birthDate": "birth date of a person", "comes[].kind": "how a person belongs to the child", "comes[].livesWithChild": "whether a person lives with the child", "comes[].opensDyad": "whether a dyad is open", "home.kind": "kind of a home", "home.withName": "with whom the child lives", "endsAuthorities[]": "last day of an authority", source: "source of a change of placement", "sessions[].does": null },
  "placement.takeBack": { reason: "why a change of placement is taken back" },
  "placement.finishReview": { outcome: "outcome of what a change of placement asks", words: "words on what a change of placement asks" },
  "release.authorizations.prepare": { ...recipient("an authorization"), opensPart2: "whether an authorization opens Part 2 content", expiresOn: "last day of an authorization", expiresWhen: "event that ends an authorization" },
  "release.authorizations.sign": { way: "way in which an authorization was signed", signedOn: "day of a signature under an authorization", signedName: "name typed under an authorization", witness: "witness of an authorization" },
  "release.authorizations.giveCopy": { way: "way in which a copy of an authorization was given" },
  "release.authorizations.end": { why: "why an authorization ended" },
  "release.requests.add": { kind: "kind of a request for records", receivedOn: "day of a request for records", dueOn: "until when a request for records is answered", asker: "who asks for records", caseNumber: "number of a court case", asked: "what is asked of records" },
  "release.requests.review": { judgeSigned: "whether a judge signed", "opens[]": "what a request opens" },
  "release.requests.answer": { answer: "answer to a request for records", words: "words of an answer to a request for records" },
  "release.begin": { form: "form of a release", letterKind: "kind of a letter", template: "template of a letter", basis: "basis of a release", ...recipient("a release") },
  "release.saveLetter": { "sentences[].source": null, "sentences[].words": "words of a letter", "sentences[].class": null },
  "safety.plans.save": { warningSigns: "warning signs of an adult", helps: "what helps an adult", peoplePlaces: "people and places that help an adult", contacts: "whom an adult calls", papers: "papers that an adult keeps ready", codeWord: "code word of an adult", childWords: "what the child knows to do", childIn: "how the child is part of a safety plan", reviewOn: "when a safety plan is looked at again" },
  "safety.plans.look": { lookedOn: "day on which a safety plan was looked at", outcome: "outcome of a look at a safety plan", nextOn: "when a safety plan is looked at again" },
  "safety.reports.save": { children: "children of a report", allegations: "allegations of a report", "accounts[].how": "how something was learned", "accounts[].on": "day on which something was learned", "accounts[].words": "what was seen, heard or said", allegedPerson: "alleged person of a report", access: "access of an alleged person", danger: "whether danger is at hand", dangerWords: "words on danger at hand", knownAt: "when a suspicion arose", oralAt: "when a report was called in", oralAgency: "agency of a report", oralStaff: "who took a report", oralReference: "reference of a report", writtenDueAt: "until when a report is written", caregiverTold: "whether a caregiver was told of a report", caregiverWords: "words on telling a caregiver of a report", outcome: "outcome of a report" },
  "safety.reports.sendWritten": { on: "day on which a written report was sent" },
  "safety.reports.amend": { words: "addendum to a report" },
  "custody.open": { validFrom: "first day of an opening of notes in custody", validTo: "last day of an opening of notes in custody", basis: "basis of an opening of notes in custody", reason: "why notes in custody are opened" },
  "custody.close": { reason: "why notes in custody are closed early" },
  "safety.incidents.add": { kind: "kind of an incident", severity: "severity of an incident", happenedAt: "when an incident happened", what: "what happened in an incident", told: "who was told of an incident", followUp: "what follows an incident" },
  "safety.incidents.review": { review: "review of an incident" },
  "safety.limits.decide": { reason: "why somebody is not treated as a representative" },
  "safety.limits.review": { review: "review of a limit of a representative" },
  "safety.limits.lift": { reason: "why a limit of a representative is lifted" },
};
