import { readFileSync } from "node:fs";
import path from "node:path";
import { type TestimonialTexts, testimonialTextsShape } from "./consent.rules.ts";

const loaded = new Map<string, TestimonialTexts>();

/** The wordings of the consent as they ship; throws where the file does not have its shape. */
export function loadTestimonialTexts(dataDirectory: string): TestimonialTexts {
  const known = loaded.get(dataDirectory);
  if (known) return known;
  const found = testimonialTextsShape.parse(JSON.parse(readFileSync(path.join(dataDirectory, "consents", "testimonial.json"), "utf8")) as unknown).texts;
  loaded.set(dataDirectory, found);
  return found;
}
