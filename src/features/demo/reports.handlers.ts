import { asActor } from "#database/actor.ts";
import { type About, keepWords, look, make } from "#features/reports/handlers.ts";
import { noWords } from "#features/reports/words.rules.ts";
import { appendAudit } from "#server/audit.ts";
import { type Demo, member } from "./acting.handlers.ts";

const opening = "Our second year in the new rooms. Families reach us through schools and the hospital more often than before, and more of them speak Spanish at home.";

/** The director has written to a funder: words of the agency's own, and a report that was made of them. */
export async function makeReport(demo: Demo): Promise<void> {
  const { services } = demo;
  const about: About = { kind: "funder", language: "en", cut: null, withReturn: "no" };
  await asActor(services.database, services.clock, member(demo, "director@demo.dyad"), async (tx) => {
    await keepWords(tx, { kind: about.kind, language: about.language, words: { ...noWords, opening } });
    await make(tx, { ...about, hash: (await look(tx, about, { services })).hash }, { services });
    await appendAudit(tx, { action: "write", procedure: "demo.fill", outcome: "done", requestId: "demo" });
  });
}
