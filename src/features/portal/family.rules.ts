import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { Objective } from "#features/plan/contract.ts";
import type { ConsentKind } from "#features/consent/contract.ts";
import type { OwnConsent } from "#features/consent/signing.contract.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { OwnWish } from "#features/calendar/wishes.contract.ts";
import type { SessionView } from "#features/calendar/contract.ts";

// What a family is shown, and nothing beside it: the shapes between what the procedures answer and what the pages draw.

export type Visit = { sessionId: string; childName: string; minutes: number; clinicianName: string; timeZone: string; /** What the adult said of it last. */ wish: OwnWish | null; came: SessionView["attendees"][number]["status"] | null } & Pick<SessionView, "kind" | "modality" | "place" | "startsAt" | "status" | "videoLink">;
/** Questions that wait for the adult: of one link, about whom, how many parts, until when. */
export type WaitingQuestions = { batteryId: string; about: readonly ("self" | "child" | "relationship")[]; count: number; until: Instant };
/** A story that waits for the adult's own yes. */
export type AskingStory = { caseId: string; versionId: string; titleEn: string; titleEs: string };
export type FamilyPaper = { caseId: string; documentId: string; title: string; datedOn: CivilDate | null; mediaType: string };
/** How far an objective has come, in three words of a family. */
export type Coming = "going_well" | "some_change" | "just_started" | "harder_now" | "reached";
export type FamilyObjective = { objectiveId: string; words: string; where: string; coming: Coming };
export type FamilyPlan = { caseId: string; planId: string; approvedOn: CivilDate | null; objectives: FamilyObjective[]; nextReviewOn: CivilDate | null };
export type Reader = { day: CivilDate; about: "child" | "oneself"; roles: readonly StaffRole[]; name: string | null };
export type Sent = { recipient: string; description: string; on: CivilDate };
/** Something that waits for the adult's own signature: what was asked, or the version of the plan. */
export type ToSign = { caseId: string } & ({ what: "consent"; askId: string; kind: ConsentKind } | { what: "plan"; planId: string });
/** What the adult signed in the portal or before, with the address of the copy. */
export type Signed = { caseId: string; address: string; signedOn: CivilDate } & ({ what: "consent"; consent: OwnConsent } | { what: "plan" });
export type PapersRead = { childName: string; papers: readonly FamilyPaper[]; signed: readonly Signed[] };
export type ChildRead = { caseId: string; childName: string; status: "open" | "closed"; stage: number; questions: WaitingQuestions[]; stories: AskingStory[]; toSign: ToSign[]; plan: FamilyPlan | null; papers: FamilyPaper[]; readers: readonly Reader[]; sent: readonly Sent[] };
export type HomeRead = { visits: Visit[]; children: ChildRead[] };

/** What an objective says to a family: its words, and how far it has come by the last review; null is before the first. */
export function objectiveFor({ objectiveId, words, observable, standing }: Pick<Objective, "objectiveId" | "words" | "observable" | "standing">, rating: number | null): FamilyObjective {
  return { objectiveId, words, where: observable, coming: comingOf(standing.status, rating) };
}

function comingOf(status: Objective["standing"]["status"], rating: number | null): Coming {
  if (status === "reached") return "reached";
  if (rating === null || rating === 0) return "just_started";
  if (rating < 0) return "harder_now";
  return rating === 1 ? "some_change" : "going_well";
}
