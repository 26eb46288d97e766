import type { DraftLink, DraftNode, NodeClass, NodeKind } from "#features/formulation/contract.ts";
import { beginNode } from "#features/formulation/rules.ts";
import { beginContent } from "#features/stories/rules.ts";
import type { Figures, SceneName, StoryContent, StoryKind } from "#features/stories/shapes.contract.ts";

/** A made-up thought: `own` is whose it is, by the place of the adult in the family; null is the child's chart. */
type Thought = { kind: NodeKind; class: NodeClass; adult: 0 | 1 | null; title: string; detail: string; forChild?: [title: string, line: string]; target?: "representation" | "interaction"; picture?: "of_child" };
type Line = [from: number | string, to: number | string];
export type DemoReminder = { adult: 0 | null; cue: string; reaction: string; helps: string; forChild: string; after: number; seen: readonly number[]; last: "seen" | "easing" };
type DemoTold = { kind: StoryKind; several: "yes" | "no"; en: [title: string, ...pages: string[]]; es: [title: string, ...pages: string[]]; scenes: readonly SceneName[]; figures?: Partial<Figures>; /** Kept, and waiting for the adult's yes. */ stands?: "waits" };
export type DemoFormulation = { thoughts: readonly Thought[]; lines: readonly Line[]; reminders: readonly DemoReminder[]; history: readonly [section: string, words: string][]; told: readonly DemoTold[]; ratings: readonly number[] };

const river: DemoFormulation = {
  history: [
    ["own_history_early_good", "Su abuela la esperaba en la puerta de la escuela, todos los días, con pan."],
    ["own_history_early_hard", "A los siete años la mandaron a vivir con gente que no conocía. Nadie le dijo cuánto tiempo."],
    ["own_history_today", "Cuando un niño grita, el cuerpo se le pone duro y quiere salir."],
  ],
  reminders: [
    { adult: null, cue: "Sirens", reaction: "River hides under the table", helps: "Lap, humming", forChild: "Your body wants to hide.", after: 20, seen: [48, 90, 150], last: "seen" },
    { adult: null, cue: "A door that closes at bedtime", reaction: "Gets up, asks who will come", helps: "The door stays a hand open", forChild: "You wait and listen.", after: 34, seen: [62], last: "easing" },
    { adult: 0, cue: "Children who scream", reaction: "Goes stiff and leaves the room", helps: "Stepping out for a minute, then coming back", forChild: "", after: 40, seen: [76], last: "easing" },
  ],
  thoughts: [
    { kind: "happened", class: "child_chart", adult: null, title: "Taken from home at night, with sirens", detail: "Age 3 years 6 months. The first night at a stranger's house.", forChild: ["A very loud night", "You left in the dark."] },
    { kind: "happened", class: "child_chart", adult: null, title: "From Ms. K.'s home to Ms. R.'s", detail: "No goodbye.", forChild: ["Two houses", "First Ms. K., then Tía."] },
    { kind: "symptom_meaning", class: "child_chart", adult: null, title: "Wakes at two and asks who will come", detail: "Keeping watch, as on that night." },
    { kind: "body_development", class: "child_chart", adult: null, title: "Eats little at childcare", detail: "Eats with Ms. R. beside." },
    { kind: "strength", class: "relationship", adult: 0, title: "Ms. R. came down to the floor", detail: "River climbed onto her lap.", forChild: ["Tía comes down to the floor", "You climb on her lap."] },
    { kind: "strength", class: "relationship", adult: 0, title: "Goodnight song", detail: "Two of three nights this week.", forChild: ["The goodnight song", "Hmm, hmm, hmm."] },
    { kind: "angel", class: "relationship", adult: 1, title: "«Mamá cantaba en el carro»", detail: "River said it while driving the toy car.", forChild: ["«Mamá cantaba en el carro»", "That is yours."] },
    { kind: "angel", class: "caregiver", adult: 0, title: "Grandmother who waited at the gate", detail: "A memory of being loved." },
    { kind: "ghost", class: "caregiver", adult: 0, title: "Sent to live with strangers at seven", detail: "Nobody said for how long." },
    { kind: "ghost", class: "caregiver", adult: 0, title: "Crying made it worse", detail: "Whoever cried was sent out." },
    { kind: "ghost", class: "caregiver", adult: 1, title: "Nobody came when she called", detail: "Told alone, in her own hour." },
    { kind: "context", class: "child_chart", adult: null, title: "Kin care, payments start in December", detail: "Money is short until then." },
    { kind: "context", class: "caregiver", adult: 0, title: "Papers", detail: "Waits for an answer; fears the mail." },
    { kind: "safety_now", class: "child_chart", adult: null, title: "Saturday visits with somebody present", detail: "No open risk now." },
    { kind: "with_others", class: "child_chart", adult: null, title: "Hearing in four weeks", detail: "River hears of it from Ms. R., the day before." },
    { kind: "target", class: "relationship", adult: 0, title: "Grown-ups disappear", detail: "Since the night.", target: "representation", picture: "of_child" },
    { kind: "target", class: "relationship", adult: 0, title: "He hides, she goes stiff, he hides more", detail: "", target: "interaction" },
    { kind: "target", class: "caregiver", adult: 0, title: "He does it to test me", detail: "When he screams.", target: "representation" },
  ],
  lines: [[0, "cue:0"], [1, "cue:1"], ["cue:0", 16], [5, 15], [4, 7], [8, "cue:2"], [9, 17], [2, 0]],
  told: [
    {
      kind: "why",
      several: "no",
      scenes: ["night_storm", "hiding", "safe_home", "play_rug"],
      figures: { child: { skin: "bronze", hair: "short", colour: "night", robe: "teal", extra: "none" }, adult: { skin: "bronze", hair: "bun", colour: "night", robe: "plum", extra: "none" } },
      en: ["River, why you come here", "A very loud night took you away from home. It was not your fault.", "When it is loud, your body hides. Scared bodies do that.", "Tía keeps you safe in her house. Mamá is well, in hers.", "Here you and Tía play it until she finds you. Every time."],
      es: ["River, por qué vienes aquí", "Una noche muy ruidosa te sacó de tu casa. No fue tu culpa.", "Cuando hay ruido, tu cuerpo se esconde. Los cuerpos con miedo hacen eso.", "Tía te cuida en su casa. Mamá está bien, en la suya.", "Aquí tú y Tía juegan hasta que ella te encuentra. Siempre."],
    },
    {
      kind: "family",
      several: "no",
      stands: "waits",
      scenes: ["two_houses", "night_storm", "hug", "goodnight", "safe_home"],
      figures: { child: { skin: "bronze", hair: "short", colour: "night", robe: "teal", extra: "none" }, adult: { skin: "bronze", hair: "bun", colour: "night", robe: "plum", extra: "none" } },
      en: ["River and Tía's story", "First there was Mamá's house. She sang in the car.", "One night was very loud. River left in the dark.", "Then Tía came. She sat down on the floor and opened her arms.", "The nights were long. Tía left the door a hand open and sang.", "Now River hides in play, and Tía finds him. Every time."],
      es: ["La historia de River y Tía", "Primero estaba la casa de Mamá. Ella cantaba en el carro.", "Una noche hubo mucho ruido. River se fue en la oscuridad.", "Luego vino Tía. Se sentó en el piso y abrió los brazos.", "Las noches eran largas. Tía dejó la puerta un poco abierta y cantó.", "Ahora River se esconde jugando y Tía lo encuentra. Siempre."],
    },
  ],
  ratings: [3, 2, 2, 1],
};

const theo: DemoFormulation = {
  history: [["own_history_early_good", "His father let him carry the lamp into the barn."]],
  reminders: [{ adult: null, cue: "The smell of her soap", reaction: "Stops playing and looks at the door", helps: "Saying her name together", forChild: "You think of Mom.", after: 24, seen: [60, 120], last: "easing" }],
  thoughts: [
    { kind: "happened", class: "child_chart", adult: null, title: "His mother died suddenly", detail: "He was at school; his father told him the next day.", forChild: ["Mom died", "Her body stopped. She can not come back."] },
    { kind: "strength", class: "relationship", adult: 0, title: "They keep her chair at the table", detail: "Both decided it.", forChild: ["Mom's chair", "It stays at our table."] },
    { kind: "target", class: "relationship", adult: 0, title: "Nobody may be sad in front of the other", detail: "", target: "interaction" },
  ],
  lines: [["cue:0", 0], [1, 2]],
  told: [
    { kind: "why", several: "no", scenes: ["empty_chair", "big_feelings", "hug", "play_rug"], en: ["Theo, why you come here", "Mom died. It was very sudden. It was not your fault.", "Some days you are mad. Some days you miss her a lot.", "Dad is here. He holds you when you are sad.", "Here you and Dad play and talk about Mom."], es: ["", "", "", "", ""], figures: { child: { skin: "peach", hair: "curls", colour: "red", robe: "lake", extra: "none" }, adult: { skin: "peach", hair: "short", colour: "red", robe: "front", extra: "beard" } } },
    { kind: "family", several: "no", scenes: ["safe_home", "empty_chair", "hug", "goodnight", "safe_home"], en: ["Dad and Theo's story", "We were three. Mom made pancakes.", "One day Mom's heart stopped. She died.", "Dad came to school and held Theo tight.", "The nights were long. Dad slept on the floor by the bed.", "We are two, and Mom is in our stories."], es: ["", "", "", "", "", ""] },
    { kind: "goodbye", several: "no", scenes: ["play_rug", "hug", "wave"], en: ["Goodbye, Theo", "We played and told the story many times.", "You keep the song, the lamp and Dad's hug.", "You can come back any time you need."], es: ["", "", "", ""] },
  ],
  ratings: [3, 2, 1],
};

/** What is made up for a case, by its place in the list of families. */
export const demoFormulations: readonly (DemoFormulation | null)[] = [river, theo];

type Made = { adults: readonly (string | null)[]; cues: readonly string[]; newId: () => string };
/** The thoughts and lines of a made-up formulation, for the people of its case. */
export function writeDemoContent(one: DemoFormulation, { adults, cues, newId }: Made): { nodes: DraftNode[]; links: DraftLink[] } {
  const adultAt = (place: 0 | 1 | null) => (place === null ? null : (adults[place] ?? null));
  const nodes = one.thoughts.map((thought): DraftNode => {
    const owner = adultAt(thought.adult);
    return {
      ...beginNode(thought.kind, newId(), owner),
      class: thought.class,
      ownerPersonId: owner,
      title: thought.title,
      detail: thought.detail,
      forChild: thought.forChild === undefined ? null : { title: thought.forChild[0], line: thought.forChild[1] },
      target: thought.target === undefined ? null : thought.picture === "of_child" || thought.target === "interaction" ? { what: thought.target, whose: null, of: owner } : { what: thought.target, whose: owner, of: null },
    };
  });
  const keyOf = (end: number | string) => (typeof end === "number" ? `node:${nodes[end]!.nodeId}` : `trigger:${cues[Number(end.slice(4))]}`);
  return { nodes, links: one.lines.map(([from, to]) => ({ linkId: newId(), from: keyOf(from), to: keyOf(to) })) };
}

/** The words and pictures of a made-up story. */
export function writeDemoStory(told: DemoTold, ownerId: string, newId: () => string): StoryContent {
  const begun = beginContent(told.kind, [ownerId], newId);
  return { ...begun, titleEn: told.en[0], titleEs: told.es[0], figures: { ...begun.figures, ...told.figures }, pages: begun.pages.map((page, at) => ({ ...page, scene: told.scenes[at] ?? page.scene, en: told.en[at + 1] ?? "", es: told.es[at + 1] ?? "" })) };
}
