import { readFile } from "node:fs/promises";
import { asActor } from "#database/actor.ts";
import { type AgencyRow, listAgencies } from "#features/account/store.ts";
import { isAddressedTo, takeFile } from "#features/remittances/taking.handlers.ts";
import { addresseeOf } from "#features/remittances/reading.x12.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { appendAudit, notedCases, notedDetails } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import { decodeX12 } from "#wire/x12/segments.ts";
import { openFor } from "../open.ts";
import { chooseAgency, takeAgency } from "./agency.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";
import { words } from "./words.ts";

const actorFor = (agency: AgencyRow) => ({ kind: "operator" as const, command: "remit post", agencyId: agency.agency_id, timeZone: agency.time_zone });

/** Whose payment it is: of the agency that is named, else of whom the file pays or whose claims it names, else of the only one. */
async function findAgency({ database, clock, demo }: Services, slug: string | null, content: Uint8Array): Promise<AgencyRow> {
  const agencies = await listAgencies(database);
  if (slug !== null || agencies.length < 2) return chooseAgency(database, slug, demo);
  const addressee = addresseeOf(decodeX12(content));
  for (const by of ["claims", "payee"] as const) {
    for (const agency of agencies) if (await asActor(database, clock, actorFor(agency), (tx) => isAddressedTo(tx, addressee, by))) return agency;
  }
  return chooseAgency(database, null, demo);
}

/** `bin/dyad remit post FILE [--agency SLUG]`: takes a payer's file in, whole or not at all; the same file again posts nothing. Exit 1 where it was refused. */
export async function remitPostCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  const { slug, rest } = takeAgency(argv);
  const [file, ...more] = rest.filter((word) => word !== "--json");
  if (file === undefined || file.startsWith("--") || more.length > 0) throw fieldFault("arguments", inEachLanguage((one) => words[one].remitUsage));
  const content = await readFile(file).catch(() => {
    throw fieldFault("FILE", inEachLanguage((one) => words[one].cannotRead(file)));
  });
  const opened = await openFor(environment);
  try {
    const agency = await findAgency(opened.services, slug, content);
    const taken = await asActor(opened.services.database, opened.services.clock, actorFor(agency), async (tx) => {
      const done = await takeFile(tx, { services: opened.services, language }, { bytes: content, way: "command" });
      await appendAudit(tx, { action: "write", procedure: "cli.remitPost", outcome: "done", requestId: "command-line", subjectId: done.fileId, details: { ...notedDetails(tx), caseIds: notedCases(tx), state: done.state } });
      return done;
    });
    const { posted, alreadyPosted, unmatched, postedCents } = taken.summary;
    const faults = taken.faults.map(({ message, expected, ...place }) => ({ ...place, message: message[language], expected: expected[language] }));
    return { exit: taken.state === "refused" ? 1 : 0, stdout: asJson({ posted, alreadyPosted, unmatched, postedCents, faults }), stderr: "" };
  } finally {
    await opened.close();
  }
}
