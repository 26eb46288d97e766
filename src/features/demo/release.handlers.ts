import { addDays, type CivilDate, type Instant } from "#kernel/dates.ts";
import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import type { ConsentKind } from "#features/consent/contract.ts";
import { sign as signConsent, textToSign } from "#features/consent/handlers.ts";
import { findCase, listAuthorities, listPeople } from "#features/people/store.ts";
import { end, type NewAuthorization, prepare, sign, textOf } from "#features/release/authorizations.handlers.ts";
import { findAuthorization } from "#features/release/authorizations.store.ts";
import { fix, send } from "#features/release/leaving.handlers.ts";
import { begin } from "#features/release/releases.handlers.ts";
import { add } from "#features/release/requests.handlers.ts";
import type { Call, Services } from "#server/procedure.ts";
import { demoOwnConsents, demoRecipients } from "./release.rules.ts";

type As = <T>(who: Actor, on: CivilDate, work: (tx: Transaction) => Promise<T>) => Promise<T>;
type Of = { services: Services; caseId: string; place: number; opened: CivilDate; today: CivilDate; clinician: Actor; desk: Actor; momentOf: (on: CivilDate) => Instant };

/** What each adult of the first family answered for herself: one signed for the notice, one did not. */
async function answerForThemselves({ services, caseId, opened, clinician }: Of, as: As): Promise<void> {
  await as(clinician, addDays(opened, 3), async (tx) => {
    const adults = (await listPeople(tx, caseId)).filter((one) => one.part === "caregiver").toSorted((a, b) => Number(b.livesWithChild) - Number(a.livesWithChild));
    for (const [at, adult] of adults.entries()) {
      const language = adult.language === "es" ? "es" : "en";
      const put = (kind: ConsentKind, answer: "yes" | "no", effort = "") => signConsent(tx, { caseId, kind, answer, authorityId: null, signerId: adult.personId, signedName: `${adult.givenName} ${adult.familyName}`, language, validTo: null, purposes: [], way: "here", documentId: null, witness: "", effort, textHash: textToSign(tx, { services }, { kind, language, validTo: null }).textHash }, { services });
      await put("privacy_notice", at === 0 ? "yes" : "no", at === 0 ? "" : demoOwnConsents.effort);
      if (at === 0) await put("messages", "yes");
    }
  });
}

/** Prepares and signs an authorization about the child, by who holds authority for release, or about that adult. */
export async function authorize({ services, caseId, clinician }: Pick<Of, "services" | "caseId" | "clinician">, as: As, on: CivilDate, about: "child" | "adult", one: Pick<NewAuthorization, "recipientKind" | "recipient" | "purpose" | "opens" | "language">): Promise<{ authorizationId: string; authorityId: string }> {
  return as(clinician, on, async (tx) => {
    const authority = (await listAuthorities(tx, caseId)).find((each) => each.scopes.includes("release") && each.holderId !== null)!;
    const holder = (await listPeople(tx, caseId)).find((each) => each.personId === authority.holderId)!;
    const subjectId = about === "child" ? (await findCase(tx, caseId))!.childId : holder.personId;
    const { authorizationId } = await prepare(tx, { caseId, subjectId, ...one, opensPart2: false, periodFrom: null, periodTo: null, expiresOn: addDays(on, 300), expiresWhen: "" }, { services });
    const { textHash } = await textOf(tx, (await findAuthorization(tx, caseId, authorizationId))!);
    await sign(tx, { caseId, authorizationId, authorityId: about === "child" ? authority.authorityId : null, way: "here", signedOn: tx.today, documentId: null, signedName: `${holder.givenName} ${holder.familyName}`, witness: "", textHash }, { services });
    return { authorizationId, authorityId: authority.authorityId };
  });
}

/** What leaves the record of three made-up families: a letter that was sent, one that waits for its authorization, an adult's own, and a subpoena that waits. */
export async function recordReleases(of: Of, as: As): Promise<void> {
  const { services, caseId, place, today, clinician, desk, momentOf } = of;
  const on = (before: number) => addDays(today, -before);
  const nothing = { authorityId: null, requestId: null, subjectId: null, recipientKind: null, recipient: null, recipientPersonId: null, purpose: "", periodFrom: null, periodTo: null };
  if (place === 0) {
    await answerForThemselves(of, as);
    const { authorizationId } = await authorize(of, as, on(24), "child", { ...demoRecipients.school, opens: ["service", "child_chart"], language: "es" });
    const { releaseId } = await as(clinician, on(21), (tx) => begin(tx, { ...nothing, caseId, form: "letter", letterKind: "school", template: null, basis: "authorization", authorizationId, opens: ["service", "child_chart"], language: "en" }, { services }));
    const past: Services = { ...services, clock: { now: () => momentOf(on(21)) } };
    const call: Call & { actor: Actor } = { services: past, requestId: "demo", actor: clinician, language: "en", device: "", owes: "nothing", signInToken: null, setSignInToken: () => {}, stepToken: null, setStepToken: () => {} };
    const fixing = await fix(call, { caseId, releaseId, revision: 1 });
    await asActor(past.database, past.clock, clinician, (tx) => fixing.run(tx));
    await as(clinician, on(20), (tx) => send(tx, { caseId, releaseId, way: "post" }, call));
    await as(desk, on(5), (tx) => add(tx, { caseId, kind: "subpoena", receivedOn: tx.today, dueOn: addDays(today, 5), ...demoRecipients.subpoena, personId: null, documentId: null }, { services }));
  }
  if (place === 1) await authorize(of, as, on(40), "adult", { ...demoRecipients.ownDoctor, opens: ["relationship", "caregiver"], language: "en" });
  if (place === 2) {
    const { authorizationId } = await authorize(of, as, on(18), "child", { ...demoRecipients.childCare, opens: ["service"], language: "es" });
    await as(clinician, on(9), (tx) => begin(tx, { ...nothing, caseId, form: "letter", letterKind: "attendance", template: null, basis: "authorization", authorizationId, opens: ["service"], language: "es" }, { services }));
    // Taken back since: the draft that hangs on it says so, sentence by sentence.
    await as(clinician, on(6), (tx) => end(tx, { caseId, authorizationId, why: "revoked" }));
  }
}
