import type { OwnTestimonial } from "#features/testimonials/contract.ts";
import type { Visitor } from "./visitor.handlers.ts";

/** What the adult allows to be told to others, child by child. */
export async function readTestimonials({ api }: Visitor): Promise<{ children: { caseId: string; childName: string; testimonials: OwnTestimonial[] }[] }> {
  const children = [];
  for (const { caseId, childGivenName } of (await api.cases.list({})).cases) children.push({ caseId, childName: childGivenName, testimonials: (await api.testimonials.own({ caseId })).testimonials });
  return { children };
}
