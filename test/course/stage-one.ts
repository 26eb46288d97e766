import { randomUUID } from "node:crypto";
import { draftFrom, inputFrom } from "#features/cases/screens/openCase.ts";
import { beginNode } from "#features/formulation/rules.ts";
import { type Effort, hold } from "./notes.ts";
import type { World } from "./world.ts";

// From the request for a consultation to the signed plan: seven sessions, with mother and grandmother.

/** What the course goes on with: objectives of the plan and targets, for the child and with each adult. */
export type Begun = { efforts: Effort[]; objectives: { child: string; mother: string; grandmother: string }; targets: { mother: string; grandmother: string }; sirens: string; whyStory: { storyId: string; versionId: string }; motherAuthority: string };

/** The family asks, the front desk answers and opens the case with what is known already. */
async function open(world: World): Promise<void> {
  const { referralId } = await world.send("frontdesk", "intake.add", { source: "phone", callMe: "Mara", relation: "parent", childGivenName: "Wren", childFamilyName: "Willow", childBirthDate: "2021-09-14", childAge: null, reasons: ["violence_at_home", "difficult_behaviour"], ownWords: "She screams when a door slams, and will not let me out of her sight.", contact: { way: "call", phone: "2025550142", voicemail: "hang_up", safeHours: ["mon_morning"] }, language: "en", otherLanguage: null });
  world.at("2025-03-04");
  const referral = await world.send("frontdesk", "intake.get", { referralId });
  await world.send("frontdesk", "intake.setStatus", { referralId, status: "in_contact", closingReason: null, revision: referral.revision });
  world.at("2025-03-05");
  const began = inputFrom(draftFrom(await world.send("frontdesk", "intake.get", { referralId }), world.today), referralId);
  const [mother] = began.caregivers;
  const grandmother = { ...mother!, givenName: "Odile", familyName: "Willow", kind: "kin" as const, livesWithChild: false, madeRequest: false, authority: null, contact: null };
  const { caseId } = await world.send("frontdesk", "cases.open", { ...began, clinicianId: world.staffId("clinician"), caregivers: [{ ...mother!, familyName: "Willow", authority: { kind: "parent", document: "Birth certificate, seen", scopes: ["treatment", "records", "release"], validFrom: world.today, validTo: null } }, grandmother] }, [began]);
  await world.meet(caseId);
}

/** Who may agree does, under the very text; each adult for what is the own. */
export async function consent(world: World, kind: "treatment" | "telehealth" | "privacy_notice", adult: "mother" | "grandmother"): Promise<void> {
  const { caseId } = world.people;
  const signerId = world.people[adult];
  const { signers } = await world.send("clinician", "consents.list", { caseId });
  const signer = signers.find((one) => one.kind === kind && one.personId === signerId)!;
  const { textHash } = await world.send("clinician", "consents.text", { caseId, kind, language: "en" });
  const { consentId } = await world.send("clinician", "consents.sign", { caseId, kind, answer: "yes", authorityId: signer.authorityId, signerId, signedName: signer.name, language: "en", validTo: null, textHash }, [signer]);
  await world.send("clinician", "consents.giveCopy", { caseId, consentId, way: "paper" });
}

async function chart(world: World): Promise<void> {
  const { caseId } = world.people;
  await world.send("clinician", "cases.addTraumaticEvent", { caseId, kind: "exposure_to_domestic_violence", ageMonths: 30, source: "Told by her mother on the telephone" });
  await world.send("clinician", "cases.addProblem", { caseId, kind: "post_traumatic_stress", followsEvents: true });
  await world.send("clinician", "cases.addProblem", { caseId, kind: "behavioral", followsEvents: true });
}

const without = { measure: null, value: null, direction: null, reviewOn: "2025-10-06" };
/** The plan of care: an objective of the child, one with each adult; signed by the mother, the clinician and the supervisor. */
async function plan(world: World): Promise<Begun["objectives"]> {
  const { caseId, mother, grandmother } = world.people;
  const objectives = { child: randomUUID(), mother: randomUUID(), grandmother: randomUUID() };
  const made = await world.send("clinician", "plan.begin", { caseId });
  const saved = await world.send("clinician", "plan.save", {
    caseId, planId: made.planId, revision: made.revision, goals: [],
    objectives: [
      { ...without, objectiveId: objectives.child, ownerPersonId: null, goal: "a", words: "Sleeps through most nights.", baseline: "Wakes three times, most nights.", observable: "Nights without waking in a week, counted at home: five of seven.", interventions: ["naming_the_event", "body_regulation"] },
      { ...without, objectiveId: objectives.mother, ownerPersonId: mother, goal: "e", words: "Comes to her mother when a door slams.", baseline: "Hides under the bed and bites who comes near.", observable: "Of five loud moments in a session, those in which she comes.", interventions: ["speaking_for_the_other"] },
      { ...without, objectiveId: objectives.grandmother, ownerPersonId: grandmother, goal: "c", words: "Stays with her grandmother without asking who is at the door.", baseline: "Asks every few minutes.", observable: "Times she asks in an hour of play: at most one.", interventions: ["modelling_protection", "routines"] },
    ],
  });
  await world.send("clinician", "plan.fix", { caseId, planId: made.planId, revision: saved.revision });
  const { signers } = await world.send("clinician", "plan.get", { caseId });
  const [family] = signers;
  for (const [who, part, authorityId, name] of [["clinician", "caregiver", family!.authorityId, family!.name], ["clinician", "clinician", null, "Hannah Linde"], ["supervisor", "supervisor", null, "Dr. Ines Solano"]] as const) {
    const { textHash } = await world.send(who, "plan.text", { caseId, planId: made.planId, language: "en", authorityId });
    await world.send(who, "plan.sign", { caseId, planId: made.planId, authorityId, language: "en", part, way: "here", signedName: name, signedOn: world.today, textHash }, [name]);
  }
  return objectives;
}

/** The formulation with a target in each relationship, which the supervisor looks at; what the child will be told, approved by her mother. */
async function understand(world: World): Promise<Pick<Begun, "targets" | "sirens" | "whyStory">> {
  const { caseId, mother, grandmother } = world.people;
  const none = { caseId, on: world.today };
  const { triggerId: sirens } = await world.send("clinician", "triggers.record", { ...none, whosePersonId: null, cue: "Doors that slam", reaction: "She freezes, then bites.", helps: "Being held and counted to ten with.", forChild: "Your body gets ready to hide." });
  await world.send("clinician", "triggers.record", { ...none, whosePersonId: mother, cue: "A man's raised voice", reaction: "Her hands go cold and she stops talking.", helps: "Standing up, feet on the floor." });
  const targets = { mother: randomUUID(), grandmother: randomUUID() };
  const made = await world.send("clinician", "formulation.begin", { caseId });
  const nodes = [
    { ...beginNode("happened", randomUUID(), null), title: "Nights of shouting behind the kitchen door" },
    { ...beginNode("strength", randomUUID(), grandmother), title: "Her grandmother sings the same song every night" },
    { ...beginNode("target", targets.mother, mother), title: "She screams, her mother goes still, she screams more" },
    { ...beginNode("target", targets.grandmother, grandmother), title: "She is sent to play whenever she asks about home" },
  ];
  const saved = await world.send("clinician", "formulation.save", { caseId, formulationId: made.formulationId, revision: made.revision, nodes, links: [{ linkId: randomUUID(), from: `trigger:${sirens}`, to: `node:${targets.mother}` }] });
  await world.send("clinician", "formulation.keep", { caseId, formulationId: made.formulationId, revision: saved.revision });
  await world.send("supervisor", "formulation.see", { caseId, formulationId: made.formulationId, seenOn: world.today });
  const whyStory = await tellOf(world, "why", mother, ["Wren, why you come here", "There was a lot of shouting at night. It was not your fault.", "When a door slams, your body hides.", "Mom and Grandma keep you safe now.", "Here we play, and you can ask anything."]);
  await world.send("clinician", "stories.approve", { caseId, ...whyStory, adultId: mother, approvedOn: world.today });
  return { targets, sirens, whyStory };
}

/** Writes the words of a story as it begins, page by page, and keeps them. */
export async function tellOf(world: World, kind: "why" | "family" | "goodbye", ownerId: string | null, [title, ...pages]: readonly string[]): Promise<{ storyId: string; versionId: string }> {
  const { caseId } = world.people;
  const ids = await world.send("clinician", "stories.begin", { caseId, kind, ownerId });
  const [version] = (await world.send("clinician", "stories.get", { caseId, storyId: ids.storyId })).versions;
  const { content } = version!;
  const saved = await world.send("clinician", "stories.save", { caseId, ...ids, revision: version!.revision, content: { ...content, titleEn: title!, pages: content.pages.map((page, at) => ({ ...page, en: pages[at]! })) } }, [content]);
  await world.send("clinician", "stories.keep", { caseId, ...ids, revision: saved.revision });
  return ids;
}

/** What is answered by code of a step: its day is today, as the form begins. */
export const answer = (world: World, step: string, adult: "mother" | "grandmother" | null, answers: Record<string, string>, words = "", who: "clinician" | "supervisor" = "clinician") =>
  world.send(who, "course.record", { caseId: world.people.caseId, step: step as "go_or_not", adultId: adult === null ? null : world.people[adult], place: 0, state: "done", on: world.today, answers, words });

/** A checklist about the child that an adult filled in on paper, entered twice; `mark` stands at each of its items. */
export async function checklist(world: World, adult: "mother" | "grandmother", mark: number): Promise<void> {
  const answers = Object.fromEntries(Array.from({ length: 18 }, (_, place) => [String(place + 1), mark]));
  await world.send("clinician", "answers.record", { caseId: world.people.caseId, mode: "paper", instrument: "ppsc", adultId: world.people[adult], language: "en", answeredOn: world.today, answers, entries: { first: answers, second: answers } });
}

/** Stage one. Seven sessions are held, the gates stand open, and the second stage begins. */
export async function stageOne(world: World): Promise<Begun> {
  await open(world);
  const { caseId } = world.people;
  const efforts: Effort[] = [];
  world.at("2025-03-10", "09:30");
  await chart(world);
  const { diagnosisId } = await world.send("clinician", "diagnoses.add", { caseId, code: "F43.10", status: "provisional", foundOn: world.today, isPrimary: true });
  for (const [kind, adult] of [["privacy_notice", "mother"], ["treatment", "mother"], ["telehealth", "mother"]] as const) await consent(world, kind, adult);
  efforts.push(await hold(world, { on: "2025-03-10", kind: "intake", adults: ["mother"], words: "She wants her daughter to sleep and to stop biting. She got between them twice, and once took her out of the house at night.", steps: [["confidentiality_explained", "mother"], ["need_and_hope", "mother"]] }, 1));
  efforts.push(await hold(world, { on: "2025-03-17", kind: "caregiver_alone", adults: ["mother"], words: "Cleans offices at night; rent is two months late.", steps: [["circumstances", "mother"], ["adult_history", "mother"]] }, 2));
  await answer(world, "child_history", "mother", { discussed: "screened" });
  await world.answerMeasures("mother", ["phq-9"]);
  const { resourceId } = await world.send("frontdesk", "resources.add", { name: "A made-up tenants' desk", kind: "housing" });
  const { referralId } = await world.send("clinician", "resources.refer", { caseId, resourceId, reason: "Rent that is owed.", referredOn: world.today, release: "not_needed" });
  world.at("2025-03-24", "09:40");
  await consent(world, "privacy_notice", "grandmother");
  efforts.push(await hold(world, { on: "2025-03-24", kind: "intake", adults: ["grandmother"], words: "Hopes that the two can laugh again. Has them every Sunday.", steps: [["confidentiality_explained", "grandmother"], ["need_and_hope", "grandmother"]] }, 3));
  efforts.push(await hold(world, { on: "2025-03-31", kind: "caregiver_alone", adults: ["grandmother"], words: "Raised three alone after she left her own husband.", steps: [["circumstances", "grandmother"], ["adult_history", "grandmother"]] }, 4));
  await answer(world, "child_history", "grandmother", { discussed: "told_without_form" });
  await world.answerMeasures("grandmother", ["phq-9"]);
  efforts.push(await hold(world, { on: "2025-04-07", kind: "assessment", adults: ["mother"], words: "Keeps between her mother and the door; they build side by side without a word.", steps: [["observed_together", "mother"]], door: "checks_in" }, 5));
  await checklist(world, "mother", 1);
  efforts.push(await hold(world, { on: "2025-04-14", kind: "assessment", adults: ["grandmother"], words: "Asks eight times who is coming; her grandmother answers each time.", steps: [["observed_together", "grandmother"]] }, 6));
  world.at("2025-04-17");
  const understood = await understand(world);
  await answer(world, "child_risk", null, { risk: "none" });
  const [held] = (await world.send("clinician", "diagnoses.list", { caseId })).diagnoses;
  await world.send("clinician", "diagnoses.setStatus", { caseId, diagnosisId, follows: held!.history.at(-1)!.statusId, status: "confirmed", since: world.today });
  efforts.push(await hold(world, { on: "2025-04-21", kind: "feedback", adults: ["mother", "grandmother"], words: "Both see what the doors have to do with that year. They chose together how to say it to her.", steps: [["effect_on_adult", "mother"], ["effect_on_adult", "grandmother"], ["symptoms_and_history_linked", null]] }, 7));
  for (const adult of ["mother", "grandmother"] as const) {
    await answer(world, "response_to_events", adult, adult === "mother" ? { accepts: "event_and_effect", bears: "triggered" } : { accepts: "unsure_of_effect", bears: "integrated" });
    await answer(world, "feedback_given", adult, { addresses_trauma: "yes", understands_joint_work: "yes" });
    await answer(world, "go_or_not", adult, { include_child: "yes" });
  }
  await world.send("clinician", "resources.answer", { caseId, referralId, place: 0, outcome: "taken_up", heardOn: world.today });
  world.at("2025-04-24");
  const objectives = await plan(world);
  const now = await world.send("clinician", "cases.get", { caseId });
  await world.send("clinician", "course.setStage", { caseId, stage: 2, revision: now.revision });
  return { efforts, objectives, ...understood, motherAuthority: now.authorities[0]!.authorityId };
}
