import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { fileAnswer } from "#features/documents/contract.ts";

/** Bytes of the largest picture. */
export const MOST_PICTURE_BYTES = 8_388_608;
/** Points of the longest side. The picture book holds up to sixteen at once, each whole in memory; the editor makes larger ones smaller before they are sent. */
export const MOST_PICTURE_SIDE = 2400;

const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;
const ofPicture = z.strictObject({ caseId: z.uuid(), storyId: z.uuid(), pictureId: z.uuid() });

export const pictureProcedures = {
  addPicture: procedure({ who: ["clinician", "trainee", "supervisor"], ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/stories/{storyId}/pictures", summary: "Makes a received file (PNG or JPEG, to 8 MB and 2400 points a side) a picture of this story, for its pages to show. Swept after a day where no page does." })
    .input(z.strictObject({ caseId: z.uuid(), storyId: z.uuid(), fileId: z.uuid() }))
    .output(z.strictObject({ pictureId: z.uuid() })),
  picture: procedure({ who: ["clinician", "trainee", "supervisor", "administrator", "privacy_officer", "auditor"], ...ofChart, shows: "child_chart", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/stories/{storyId}/pictures/{pictureId}", summary: "A picture of a story, for who may see the story.", outputStructure: "detailed" })
    .input(ofPicture)
    .output(fileAnswer),
  ownPicture: procedure({ who: ["caregiver"], of: { class: "relationship", by: "caseId" }, subject: "caseId", shows: "child_chart", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/stories/{storyId}/pictures/{pictureId}/own", summary: "A picture of a story, for whoever is signed in and may read a page that shows it.", outputStructure: "detailed" })
    .input(ofPicture)
    .output(fileAnswer),
};
