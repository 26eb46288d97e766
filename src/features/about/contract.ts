import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { instant, line, prose, wholeNumber } from "#kernel/shapes.ts";

/** What the practice says in its own words: two pages of its own, and further paragraphs in pages that ship. */
export const siteParts = ["places", "cost", "about", "home", "expect", "privacy"] as const;
export type SitePart = (typeof siteParts)[number];
/** Letters of one text in one language; four screens of a phone. */
export const MOST_LETTERS = 4000;
export const MOST_PLACES = 12;

/** A text in both languages, in the small part of Markdown that the pages know. Empty in both is left out. */
export const ownText = z.strictObject({ en: prose(MOST_LETTERS), es: prose(MOST_LETTERS) });
export type OwnText = z.infer<typeof ownText>;
const shortBoth = (most: number) => z.strictObject({ en: line(most), es: line(most) });

/** Whether somebody who cannot climb stairs gets in; `unsaid` shows nothing. */
export const stepFree = ["unsaid", "yes", "partly", "no"] as const;
export const place = z.strictObject({
  /** Kept from version to version: people of the team name the places where they work by it. */
  placeId: z.uuid(),
  name: shortBoth(120),
  address: z.array(line(100).min(1)).max(4),
  hours: shortBoth(200),
  stepFree: z.enum(stepFree),
  access: shortBoth(300),
  way: ownText,
});
export type Place = z.infer<typeof place>;

export const siteContent = z.discriminatedUnion("part", [
  z.strictObject({ part: z.literal("places"), places: z.array(place).min(1, expected({ en: "Expected at least one place.", es: "Se espera al menos un lugar." })).max(MOST_PLACES).refine((places) => new Set(places.map((one) => one.placeId)).size === places.length, expected({ en: "Expected each place once.", es: "Se espera cada lugar una sola vez." })) }),
  z.strictObject({ part: z.literal("cost"), insurances: z.array(line(120).min(1)).max(40), selfPay: ownText, help: ownText }),
  z.strictObject({ part: z.literal("about"), text: ownText }),
  z.strictObject({ part: z.literal("home"), text: ownText }),
  z.strictObject({ part: z.literal("expect"), text: ownText }),
  z.strictObject({ part: z.literal("privacy"), text: ownText }),
]);
export type SiteContent = z.infer<typeof siteContent>;
export type ContentOf<P extends SitePart> = Extract<SiteContent, { part: P }>;
/** What the pages show of each part now. */
export type OwnWords = { [P in SitePart]?: ContentOf<P> };

export const versionStates = ["draft", "published", "withdrawn"] as const;
export const siteVersion = z.strictObject({ number: z.int(), state: z.enum(versionStates), content: siteContent, note: z.string(), madeBy: z.string().nullable(), madeAt: instant });
export type SiteVersion = z.infer<typeof siteVersion>;
/** A part as it stands: what the page shows, and the draft after it. `number` is that of the newest version, 0 before the first. */
export const partNow = z.strictObject({ part: z.enum(siteParts), number: z.int(), shown: siteVersion.nullable(), draft: siteVersion.nullable() });
export type PartNow = z.infer<typeof partNow>;

const ofAgency = { who: ["administrator"], of: null, subject: "none", shows: "agency" } as const;
const after = wholeNumber(0);
const ofPart = z.strictObject({ part: z.enum(siteParts), after: wholeNumber(1) });

export const siteTexts = {
  list: procedure({ ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/site-texts", summary: "The practice's own words on its public pages, part by part: what the page shows now, and the draft that follows; and the address of the site." })
    .output(z.strictObject({ address: z.string(), parts: z.array(partNow) })),
  versions: procedure({ ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/site-texts/{part}/versions", summary: "Every version of one part, the newest first, with who made it and when." })
    .input(z.strictObject({ part: z.enum(siteParts) }))
    .output(z.strictObject({ versions: z.array(siteVersion) })),
  save: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/site-texts", summary: "Another draft of a part. The page stays as it is; 409 where somebody made a version meanwhile." })
    .input(z.strictObject({ after, content: siteContent, note: line(300).default("") }))
    .output(z.strictObject({ number: z.int() })),
  publish: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/site-texts/{part}/publication", summary: "Puts the newest draft on the page. Refused, with each place named, where words stand in one language only." })
    .input(ofPart)
    .output(z.strictObject({ number: z.int() })),
  withdraw: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/site-texts/{part}/withdrawal", summary: "Takes what a page shows of a part off it, at once. Every version stays readable." })
    .input(ofPart)
    .output(z.strictObject({ number: z.int() })),
};
