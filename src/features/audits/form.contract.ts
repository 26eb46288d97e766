import { z } from "zod";
import { wholeNumber } from "#kernel/shapes.ts";

const words = z.strictObject({ en: z.string().min(1), es: z.string().min(1) });
const id = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** A form of an audit as it stands in `data/audits` and, as it was on the day, with each audit: questions, scale and threshold are local data. */
export const auditForm = z.strictObject({
  id,
  version: z.string().min(1),
  status: z.literal("local"),
  title: words,
  about: words,
  source: z.string(),
  /** From which share of the points that apply the rating is suggested as acceptable. No published one is known, so it is the programme's own. */
  threshold: z.strictObject({ percent: z.number().int().min(1).max(100), status: z.literal("local") }),
  scale: z.strictObject({ status: z.literal("local"), points: z.array(z.strictObject({ value: wholeNumber(0), words })).min(2) }),
  groups: z.array(z.strictObject({ id, words })).min(1),
  /** `of`: rated for each sampled case, or once for the agency. */
  items: z.array(z.strictObject({ id, group: id, of: z.enum(["case", "agency"]), cite: z.string().nullable(), words })).min(1),
});
export type AuditForm = z.infer<typeof auditForm>;
export type AuditItem = AuditForm["items"][number];
