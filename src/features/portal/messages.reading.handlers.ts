import type { Thread } from "#features/correspondence/contract.ts";
import type { Visitor } from "./visitor.handlers.ts";

/** The thread of a child's team as its adult reads it. */
export type FamilyThread = Thread & { childName: string; answerBy: string; unread: number };

type Place = { caseId: string; before: string };

/** The thread with each child's team; where an earlier page of one is asked for, of that one that page. */
export async function readThreads({ api }: Pick<Visitor, "api">, place: Place | null): Promise<FamilyThread[]> {
  const threads = [];
  for (const { caseId, childGivenName } of (await api.cases.list({})).cases) {
    if (place !== null && place.caseId !== caseId) continue;
    threads.push({ childName: childGivenName, ...(await api.correspondence.own({ caseId, before: place?.before ?? null })) });
  }
  // Nobody writes where neither may and nothing was written.
  return threads.filter((one) => one.state === "open" || one.messages.length > 0);
}

/** What is drawn is read: it is noted for who wrote it. */
export async function noteRead({ api }: Pick<Visitor, "api">, threads: readonly FamilyThread[]): Promise<void> {
  for (const { caseId, messages } of threads) {
    const last = messages.findLast((one) => one.from === "team");
    if (last && messages.some((one) => one.from === "team" && one.readAt === null)) await api.correspondence.noteRead({ caseId, upTo: last.writtenAt });
  }
}
