import type { Factor } from "#features/privacy/breaches.contract.ts";

/** What the made-up people at the privacy desk wrote. */
export const demoPrivacy = {
  glass: "The hospital called at night about an injury; neither the clinician nor the supervisor could be reached.",
  amendment: "The note says that we moved in March. It was in May, after the school year.",
  hold: "The attorney general's office asked to keep everything while a proceeding goes on.",
} as const;

const factors: Factor[] = [
  { factor: "nature", mark: "medium", words: "A reminder with a first name, a day and an hour; nothing of the treatment." },
  { factor: "person", mark: "medium", words: "A neighbour, who is bound by no duty of confidence." },
  { factor: "acquired", mark: "high", words: "The envelope was opened and read before it was handed back." },
  { factor: "mitigated", mark: "medium", words: "The letter came back; the neighbour said that no copy was made." },
];
/** A letter in the wrong mailbox, from its discovery to its last notice. */
export const demoBreach = {
  incident: { what: "An appointment letter was put into the mailbox next door.", whom: "One caregiver of one family", affected: 1 },
  factors,
  conclusion: { conclusion: "breach", words: "It was read by somebody who should not have; the family is told." },
} as const;
