/** Which fact each input at the privacy officer's desk asks for. */
export const factsOfPrivacy: Record<string, Record<string, string | null>> = {
  "privacy.glass.open": { reason: "why a record is opened in an emergency", minutes: "for how long a record is opened in an emergency" },
  "privacy.glass.review": { acts: null, verdict: "whether an emergency access was justified", words: "words on an emergency access" },
  "privacy.requests.add": { kind: "kind of a request about the own record", receivedOn: "day of a request about the own record", asked: "what is asked about the own record" },
  "privacy.requests.ask": { kind: "kind of a request about the own record", asked: "what is asked about the own record" },
  "privacy.requests.extend": { reason: "why a request about the own record is extended", noticedOn: "day of the notice that a request is extended" },
  "privacy.requests.answer": { answer: "answer to a request about the own record", ground: "ground on which an amendment is denied", words: "words of an answer about the own record" },
  "privacy.requests.state": { what: null, words: "words of a disagreement about the own record" },
  "privacy.breaches.name": { disclosedOn: "day on which something became known by an incident", recipient: "who got to know something by an incident", what: "what became known by an incident" },
  "privacy.breaches.assess": { affected: "how many an incident concerns", "factors[].factor": null, "factors[].mark": "mark of a factor of an incident", "factors[].words": "words on a factor of an incident" },
  "privacy.breaches.conclude": { conclusion: "what is concluded of an incident", words: "words on what is concluded of an incident" },
  "privacy.breaches.notify": { notice: null, givenOn: "day of a notice of a breach" },
  "privacy.retention.hold": { reason: "why a record is held" },
  "privacy.retention.lift": { reason: "why a hold is lifted" },
  "privacy.retention.propose": { reason: "why a record is purged" },
};
