import { z } from "zod";
import { byIdOr, oneById, oneOf, sorting } from "#kernel/listing.ts";
import { places } from "#features/policy/contract.ts";

/** By what the families can be sorted. */
export const familySorts = ["child", "age", "stage", "last", "next", "opened"] as const;
export type FamilySort = (typeof familySorts)[number];
/** Languages by which families are sought: those that the forms offer. */
export const familyLanguages = ["en", "es", "am", "ar", "fr", "zh", "vi", "pt", "ht", "ase"] as const;

/**
 * How the list of families is asked. All of it is of class service, as the list is; none of it is a name: a view that
 * somebody keeps holds nothing else.
 */
export const familiesAsked = {
  ...sorting(familySorts),
  status: z.enum(["open", "closed", "all"]).default("open"),
  stage: oneOf(["1", "2", "3"]),
  /** Whoever is assigned or covers today: the reader, one person, or nobody. */
  clinician: byIdOr(["own", "nobody"]),
  /** Of somebody who treats or supervises in this team today. */
  team: oneById,
  /** The language of an adult who cares for the child today. */
  language: oneOf(familyLanguages),
  /** Where the next session is, or where the last one was. */
  setting: oneOf(places),
  /** Those without a session to come. */
  booked: oneOf(["no"]),
};
export type FamiliesAsked = z.output<z.ZodObject<typeof familiesAsked>>;
