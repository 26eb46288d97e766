export type Kind = "birth_parent" | "kin" | "foster_parent" | "adoptive_parent";
/** An objective in words, and how one would see it. */
export type ObjectiveWords = { words: string; baseline: string; observable: string };
/** Parts of which the made-up families' records are written, in one language. */
export type Phrases = Record<"firstToys" | "secondToys" | "calms" | "cues" | "regulation" | "play" | "turns" | "self" | "plan" | "needs" | "circumstances" | "seen" | "ownWords" | "progress" | "cancelled" | "contacts" | "events" | "reflections" | "looks", readonly string[]> & {
  childObjectives: readonly ObjectiveWords[];
  dyadObjectives: readonly ObjectiveWords[];
  aftercare: Record<"changes" | "reminders" | "symptoms" | "comeBack" | "whomToCall", string>;
  roles: Record<"f" | "m", Record<Kind, string>>;
};
