import { randomUUID } from "node:crypto";
import { asActor } from "#database/actor.ts";
import { writeAccessLetter } from "#features/account/jobs.ts";
import { sendMessage } from "#features/messages/jobs.ts";
import { insertLetter } from "#features/applications/store.ts";
import { insertOffer } from "#features/calendar/offers.store.ts";
import { insertMessage } from "#features/messages/store.ts";
import { insertOfferMessage } from "#features/messages/offers.store.ts";
import { askFor } from "#features/newsletter/store.ts";
import { sendNewsletter } from "#features/newsletter/jobs.ts";
import { remindIn } from "#features/messages/reminders.jobs.ts";
import { escalate } from "#features/safety/jobs.ts";
import { sendMail } from "#server/mail.ts";
import type { JobPayload } from "#server/queue.ts";
import { readSettings } from "#server/settings.ts";
import { addMinutes } from "#kernel/dates.ts";
import { call } from "../access/server.ts";
import { startMailServer } from "../support/mail.ts";
import { answerWithDanger, type Marked } from "./programme.ts";

// Every kind of letter as it leaves: taken by a mail server of the test's own.

/** Puts one letter of each kind about the marked case into the outbox: questions for an adult, an invitation, and that something waits. */
export async function queueLetters(marked: Marked): Promise<void> {
  const { server, asOwner, markedCase } = marked;
  const reviewId = await answerWithDanger(marked);
  const [agency] = await asOwner<{ agency_id: string }>("select agency_id from cases where id = $1", [markedCase]);
  // An adult is let into the portal, and has a link to come in.
  const [home] = await asOwner<{ person: string }>("select p.person_id as person from case_people p where p.case_id = $1 and p.part = 'caregiver' and p.lives_with_child limit 1", [markedCase]);
  const given = await call(server, marked.of("clinician@demo.dyad").cookie, "POST", `/api/cases/${markedCase}/people/${home!.person}/portal`, {});
  if (given.body?.delivery !== "message") throw new Error(given.text);
  await asOwner("insert into messages (agency_id, id, case_id, person_id, staff_id, channel, kind, subject_id, language, queued_at) select agency_id, gen_random_uuid(), case_id, person_id, staff_id, channel, 'portal_link', subject_id, language, queued_at from messages where case_id = $1 and kind = 'invitation' order by queued_at desc limit 1", [markedCase]);
  // Somebody is invited: where letters leave, one does, and its address is told to nobody else.
  const director = marked.of("director@demo.dyad");
  const invited = await call(server, director.cookie, "POST", "/api/invitations", { name: "Invited Made-Up", email: "invited@demo.dyad", language: "en", roles: ["front_desk"], supervisorId: null });
  if (invited.status !== 200) throw new Error(invited.text);
  const [link] = await asOwner<{ id: string; zone: string }>("select l.link_id as id, a.time_zone as zone from links l join agencies a using (agency_id) where l.purpose = 'invitation' and l.subject_id = $1", [invited.body.staffId]);
  await asActor(server.services.database, server.services.clock, { kind: "system", job: "crawl", agencyId: agency!.agency_id, timeZone: link!.zone }, (tx) => server.services.enqueue(tx, "send-access-letter", { agencyId: agency!.agency_id, id: link!.id }));
  const { clock } = server.fresh;
  // A session within a day, to which every adult of the case is expected.
  await asOwner("with made as (insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone) select agency_id, gen_random_uuid(), case_id, kind, place, modality, stage, clinician_id, $2::timestamptz + interval '20 hours', $2::timestamptz + interval '21 hours', time_zone from sessions where case_id = $1 limit 1 returning agency_id, id, case_id) insert into attendances (agency_id, session_id, person_id, case_id, part) select distinct m.agency_id, m.id, p.person_id, m.case_id, 'caregiver' from made m join case_people p on p.agency_id = m.agency_id and p.case_id = m.case_id and p.part = 'caregiver'", [markedCase, clock.now()]);
  // The demo has no adapter: what is written goes by e-mail where a mail server is set, as the letters below do.
  await remindIn({ ...server.services, demo: "0", settings: readSettings({ DYAD_SMTP_URL: "smtp://mail.test" }, server.services.projectRoot) }, { agencyId: agency!.agency_id, timeZone: link!.zone });
  // A free hour that is offered to an adult who said yes to messages.
  await asActor(server.services.database, server.services.clock, { kind: "system", job: "crawl", agencyId: agency!.agency_id, timeZone: link!.zone }, async (tx) => {
    const [adult] = await asOwner<{ person: string; clinician: string }>("select p.person_id as person, s.clinician_id as clinician from case_people p join sessions s on s.case_id = p.case_id where p.case_id = $1 and p.part = 'caregiver' and p.lives_with_child limit 1", [markedCase]);
    const [aboutAt, endsAt, standsUntil] = [50, 51, 48].map((hours) => addMinutes(tx.now, hours * 60)) as [string, string, string];
    await asOwner("insert into consents (agency_id, id, case_id, kind, signer_id, signed_name, words_version, language, answer, signed_at, valid_from) values ($1, gen_random_uuid(), $2, 'messages', $3, 'Made up', '1', 'en', 'yes', $4, $5)", [agency!.agency_id, markedCase, adult!.person, tx.now, tx.today]);
    const offerId = await insertOffer(tx, { caseId: markedCase, personId: adult!.person, clinicianId: adult!.clinician, startsAt: aboutAt, endsAt, standsUntil, way: "message" });
    await insertOfferMessage(tx, { caseId: markedCase, personId: adult!.person, offerId, language: "en", channel: "email", aboutAt, notBefore: tx.now });
  });
  // Something is there to read for the same adult.
  await asActor(server.services.database, server.services.clock, { kind: "system", job: "crawl", agencyId: agency!.agency_id, timeZone: link!.zone }, async (tx) => {
    const [writer] = await asOwner<{ id: string }>("select s.clinician_id as id from sessions s where s.case_id = $1 limit 1", [markedCase]);
    const written = randomUUID();
    await asOwner("insert into family_messages (agency_id, id, case_id, person_id, written_by, words, written_at, sent_key) values ($1, $2, $3, $4, $5, 'Made up.', $6, $2)", [agency!.agency_id, written, markedCase, home!.person, writer!.id, tx.now]);
    await insertMessage(tx, { caseId: markedCase, personId: home!.person, staffId: null, kind: "to_read", linkId: written, language: "es" });
  });
  // The answer to a reader, who left an address.
  await asActor(server.services.database, server.services.clock, { kind: "system", job: "crawl", agencyId: agency!.agency_id, timeZone: link!.zone }, async (tx) => {
    const [questionId, answerId] = [randomUUID(), randomUUID()];
    await asOwner("insert into questions (agency_id, id, code, language, words, way, contact, received_at, promised_by, touched_at, source_key) values ($1, $2, '777777', 'en', 'Made up.', 'email', '{\"way\": \"email\", \"email\": \"reader@example.org\"}', $3, $3, $3, 'crawl')", [agency!.agency_id, questionId, tx.now]);
    await asOwner("insert into question_answers (agency_id, id, question_id, words, written_at) values ($1, $2, $3, 'Made up.', $4)", [agency!.agency_id, answerId, questionId, tx.now]);
    await insertMessage(tx, { caseId: null, personId: null, staffId: null, kind: "question_answer", linkId: answerId, language: "en" });
  });
  // A letter to an applicant of the collaborative.
  const [applied] = await asOwner<{ agency: string; id: string; zone: string }>("select a.agency_id as agency, a.id, g.time_zone as zone from applications a join agencies g on g.agency_id = a.agency_id limit 1");
  await asActor(server.services.database, server.services.clock, { kind: "system", job: "crawl", agencyId: applied!.agency, timeZone: applied!.zone }, async (tx) => {
    const letterId = await insertLetter(tx, { applicationId: applied!.id, kind: "receipt", language: "en", person: null, paragraphs: ["Made up."], linkId: null, letterhead: null });
    await insertMessage(tx, { caseId: null, personId: null, staffId: null, kind: "application_letter", linkId: letterId, language: "en" });
  });
  // Somebody asks for the letter of a month.
  await asActor(server.services.database, server.services.clock, { kind: "system", job: "crawl", agencyId: agency!.agency_id, timeZone: link!.zone }, async (tx) => server.services.enqueue(tx, "send-newsletter", { agencyId: agency!.agency_id, id: await askFor(tx, "reader@example.org", "en") }));
  // A session is signed: its claim is to be made.
  await asActor(server.services.database, server.services.clock, { kind: "system", job: "crawl", agencyId: agency!.agency_id, timeZone: link!.zone }, async (tx) => {
    const [signed] = await asOwner<{ id: string }>("select session_id as id from services where case_id = $1 limit 1", [markedCase]);
    await server.services.enqueue(tx, "capture-service", { agencyId: agency!.agency_id, id: signed!.id });
  });
  const now = clock.now();
  clock.set("2026-11-21T04:00:00Z");
  await escalate(server.services, { agencyId: agency!.agency_id, id: reviewId });
  clock.set(now);
}

/** Sends all that waits, and answers the letters as the mail server got them. */
export async function sendAll({ server, asOwner }: Marked): Promise<string[]> {
  const mail = await startMailServer();
  const services = { ...server.services, demo: "0" as const, settings: readSettings({ DYAD_SMTP_URL: mail.url }, server.services.projectRoot) };
  for (const { agencyId, id } of await asOwner<{ agencyId: string; id: string }>("select agency_id as \"agencyId\", id from messages where status = 'queued' order by queued_at desc limit 15")) await sendMessage(services, { agencyId, id });
  for (const { data } of await asOwner<{ data: JobPayload }>("select data from pgboss.job where name = 'send-access-letter'")) {
    const letter = await writeAccessLetter(services, data);
    if (letter === null) throw new Error("the letter of an invitation that is open was not written");
    await sendMail(mail.url, services.baseUrl, letter);
  }
  for (const { data } of await asOwner<{ data: JobPayload }>("select data from pgboss.job where name = 'send-newsletter'")) await sendNewsletter(services, data);
  mail.close();
  // Letters are sent in a writing of their own, in which an equals sign may end a line anywhere.
  return mail.letters.map((one) => one.replace(/=\n/g, "").replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
}
