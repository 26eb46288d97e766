import type PgBoss from "pg-boss";
import { asActor } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import { type Mail, MailError, mailState, sendMail } from "#server/mail.ts";
import type { Services } from "#server/procedure.ts";
import type { JobPayload } from "#server/queue.ts";
import { letters } from "./letters.words.ts";
import { findRecovery } from "./own.store.ts";
import { findLink, findStaffLetter, listAgencies } from "./store.ts";

const QUEUE = "send-access-letter";

/** The letter that goes with a link, written anew from the link's id; null where the link opens nothing any more. */
export async function writeAccessLetter(services: Services, { agencyId, id }: JobPayload): Promise<Mail | null> {
  const { database, clock, signingKey, baseUrl } = services;
  const agency = (await listAgencies(database)).find((one) => one.agency_id === agencyId);
  const token = linkToken(signingKey, id);
  const link = await findLink(database, hashToken(token), clock.now());
  if (!agency || !link?.is_open || link.agency_id !== agencyId || !link.subject_id || (link.purpose !== "invitation" && link.purpose !== "recovery")) return null;
  const purpose = link.purpose;
  return asActor(database, clock, { kind: "system", job: QUEUE, agencyId, timeZone: agency.time_zone }, async (tx) => {
    const staffId = purpose === "invitation" ? link.subject_id! : ((await findRecovery(tx, link.subject_id!))?.staffId ?? null);
    const staff = staffId && (await findStaffLetter(tx, staffId));
    if (!staff) return null;
    const { subject, text } = letters[purpose];
    await appendAudit(tx, { action: "job", procedure: "account.sendLetter", outcome: "done", requestId: QUEUE, subjectId: staffId, details: { letter: purpose } });
    return { to: staff.email, fromName: agency.public_name, subject: subject[staff.language], text: text({ agency: agency.name, name: staff.name, address: `${baseUrl}/app/${purpose}#${token}` })[staff.language] };
  });
}

/** Works the queue off. A mail server that does not answer is tried again by the queue; the administrator has the address in any case. */
export async function startAccessLetters(boss: PgBoss, services: Services): Promise<void> {
  await boss.work<JobPayload>(QUEUE, async ([job]) => {
    if (!job || mailState(services) !== "sends") return;
    const letter = await writeAccessLetter(services, job.data);
    if (letter) {
      await sendMail(services.settings.smtpUrl!, services.baseUrl, letter).catch((error: unknown) => {
        // Only our own sentence is kept: another's may quote the address.
        throw new Error(error instanceof MailError ? error.message : "the letter was not sent");
      });
    }
  });
}
