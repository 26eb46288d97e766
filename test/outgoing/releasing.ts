import { letterKinds } from "#features/letters/contract.ts";
import { ask, adultAt, type Family, secret } from "./family.ts";
import type { Leaving } from "./oracle.ts";
import { MADE_ON, type Releasing } from "./plan.ts";

// What leaves on paper: authorizations that are signed, orders that are reviewed, records and letters that are begun and fixed.

const outside = (name: string) => ({ name, organization: "A made-up office", address: "1 Made-Up Lane", fax: "", email: "", personId: null });

/** Whoever may sign about the child on the day of the draw, if anybody. */
const signerOf = (family: Family) => family.known.adults.find((one) => one.release.some((right) => right.from <= MADE_ON && (right.to === null || right.to >= MADE_ON)));

async function sign(family: Family, subjectId: string, signerId: string, authorityId: string | null, opens: string[], opensPart2: boolean): Promise<string | null> {
  const { caseId } = family.scene;
  const prepared = await ask(family, "clinician", "POST", `/cases/${caseId}/authorizations`, { subjectId, recipientKind: "school", recipient: outside("Ms. Made-Up"), purpose: secret(family, "what a release is for", subjectId === family.childId ? "chart" : "own", { of: subjectId === family.childId ? null : subjectId }), opens, opensPart2, periodFrom: null, periodTo: null, expiresOn: "2027-02-01", language: "en" });
  if (prepared.status !== 200) return null;
  const { authorizationId } = prepared.body;
  const text = await ask(family, "clinician", "GET", `/cases/${caseId}/authorizations/${authorizationId}/text`);
  const signed = await ask(family, "clinician", "POST", `/cases/${caseId}/authorizations/${authorizationId}/sign`, { authorityId, way: "here", signedOn: family.scene.place.clock.now().slice(0, 10), signedName: `Signer ${signerId.slice(0, 4)}`, textHash: text.body.text.textHash });
  return signed.status === 200 ? authorizationId : null;
}

/** What leaves, as it was begun: null where nobody could sign or ask for it. */
export async function begin(family: Family, place: number, one: Releasing): Promise<void> {
  const { caseId } = family.scene;
  const [adult, other] = [adultAt(family, one.adult), adultAt(family, one.other)];
  const start = async (body: Record<string, unknown>, paper: Leaving, ids: { authorizationId?: string; requestId?: string } = {}) => {
    const begun = await ask(family, "clinician", "POST", `/cases/${caseId}/releases`, { form: "record", periodFrom: null, periodTo: null, language: "en", ...body });
    if (begun.status === 200) family.begun.set(place, { releaseId: begun.body.releaseId, authorizationId: ids.authorizationId ?? null, requestId: ids.requestId ?? null, paper });
  };
  const classes = { chart: "child_chart", relationship: "relationship", own: "caregiver" } as Record<string, string>;
  const paper = (basis: string, subject: string, opens: string[], more: Partial<Leaving> = {}): Leaving => ({ basis, subject, toAdult: null, opens, authorization: null, order: null, ...more });
  if (one.what === "child_by_authorization" || one.what === "letter_by_authorization") {
    const signer = signerOf(family);
    const right = signer?.release.find((each) => each.from <= MADE_ON && (each.to === null || each.to >= MADE_ON));
    const authorizationId = right === undefined ? null : await sign(family, family.childId, signer!.personId, right.authorityId, ["service", "child_chart"], false);
    if (authorizationId === null) return;
    const basis = { basis: "authorization", authorizationId, opens: ["service", "child_chart"] };
    const by = paper("authorization", "child", ["attendance", "chart"], { authorization: { signerId: signer!.personId, authorityId: right!.authorityId, ended: false, part2: false } });
    return start(one.what === "letter_by_authorization" ? { ...basis, form: "letter", letterKind: letterKinds[(one.adult + one.other) % letterKinds.length] } : basis, by, { authorizationId });
  }
  if (one.what === "own_by_authorization") {
    const authorizationId = await sign(family, adult.personId, adult.personId, null, ["relationship", "caregiver"], one.part2);
    if (authorizationId !== null) await start({ basis: "authorization", authorizationId, opens: ["relationship", "caregiver"] }, paper("authorization", adult.personId, ["relationship", "own"], { authorization: { signerId: adult.personId, authorityId: null, ended: false, part2: one.part2 } }), { authorizationId });
    return;
  }
  if (one.what === "court_order") {
    const added = await ask(family, "privacy", "POST", `/cases/${caseId}/records-requests`, { kind: "court_order", receivedOn: MADE_ON, dueOn: "2026-12-20", asker: "A made-up court", asked: "What the order names" });
    const { requestId } = added.body;
    await ask(family, "privacy", "POST", `/cases/${caseId}/records-requests/${requestId}/handle`, {});
    family.known.privacyReview = true;
    const opens = one.part2 ? ["chart"] : ["chart", "relationship", "own"];
    await ask(family, "privacy", "POST", `/cases/${caseId}/records-requests/${requestId}/review`, { judgeSigned: true, opens: opens.map((each) => classes[each]), opensPersonId: one.part2 ? null : other.personId });
    const subject = one.part2 ? "child" : adult.personId;
    return start({ basis: "court_order", requestId, subjectId: subject === "child" ? family.childId : subject, recipientKind: "court", recipient: outside("A made-up court"), purpose: "An order", opens: ["child_chart", "relationship", "caregiver"] }, paper("court_order", subject, ["chart", "relationship", "own"], { order: { opens, ofAdult: one.part2 ? null : other.personId } }), { requestId });
  }
  if (one.what === "own_request") {
    const subject = one.part2 ? "child" : adult.personId;
    return start({ basis: "own_request", subjectId: subject === "child" ? family.childId : subject, recipientPersonId: adult.personId, purpose: "Asked for by the adult", opens: ["service", "child_chart", "relationship", "caregiver"] }, paper("own_request", subject, ["attendance", "chart", "relationship", "own"], { toAdult: adult.personId }));
  }
  if (one.what === "subpoena") {
    const { requestId } = (await ask(family, "desk", "POST", `/cases/${caseId}/records-requests`, { kind: "subpoena", receivedOn: MADE_ON, dueOn: "2026-12-20", asker: "An attorney", asked: "All records" })).body;
    return start({ basis: "subpoena", requestId, recipientKind: "attorney", recipient: outside("An attorney"), purpose: "A subpoena", opens: ["service", "child_chart"] }, paper("subpoena", "child", []), { requestId });
  }
  if (one.what === "representative_letter") {
    const signer = signerOf(family);
    const right = signer?.release[0];
    if (right) await start({ basis: "representative_request", form: "letter", letterKind: "attendance", authorityId: right.authorityId, recipientKind: "other", recipient: outside("An employer"), purpose: "Attendance", opens: ["service"] }, paper("representative_request", "child", ["attendance"]));
    return;
  }
  const [recipientKind, basis] = one.what === "report" ? ["child_welfare", "report"] : ["professional", "coordination"];
  await start({ basis, subjectId: one.part2 ? adult.personId : family.childId, recipientKind, recipient: outside("Somebody outside"), purpose: "What is needed there", opens: ["service", "child_chart"] }, paper(basis!, one.part2 ? adult.personId : "child", ["attendance", "chart"]));
}
