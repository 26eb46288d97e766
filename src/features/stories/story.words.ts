import type { Words } from "#kernel/language.ts";
import type { SceneName, StoryKind, StoryPart } from "./shapes.contract.ts";

export const kindNames: Record<StoryKind, Words> = {
  why: { en: "Why you come here", es: "Por qué vienes aquí" },
  family: { en: "The family's own story", es: "La historia de la familia" },
  goodbye: { en: "A page for the goodbye", es: "Una página para la despedida" },
};
/** The parts as they are said to the child. */
export const partNames: Record<StoryPart, Words> = {
  what_happened: { en: "What happened", es: "Lo que pasó" },
  what_you_feel: { en: "What you feel and do", es: "Lo que sientes y haces" },
  who_keeps_safe: { en: "Who keeps you safe", es: "Quién te cuida" },
  how_it_helps: { en: "How coming here helps", es: "Cómo ayuda venir aquí" },
  before: { en: "Before", es: "Antes" },
  protection: { en: "Who protected you", es: "Quién te protegió" },
  after: { en: "After", es: "Después" },
  now: { en: "Now", es: "Ahora" },
  what_we_did: { en: "What we did here", es: "Lo que hicimos aquí" },
  what_you_keep: { en: "What you keep", es: "Lo que te llevas" },
  come_back: { en: "You can come back", es: "Puedes volver" },
};
/** What a picture shows, for whoever does not see it. */
export const sceneAlts: Record<SceneName, Words> = {
  loud_house: { en: "A house between dark clouds. Loud, jagged shapes come out of it. A toy bear waits outside.", es: "Una casa entre nubes oscuras. De ella salen formas ruidosas y con picos. Un oso de juguete espera afuera." },
  night_storm: { en: "A house at night in the rain. One window has a light.", es: "Una casa de noche bajo la lluvia. Una ventana tiene luz." },
  moving: { en: "A child with a suitcase on a path, and an adult close by. A house is far behind.", es: "Un niño con una maleta en un camino y una persona adulta a su lado. Atrás, lejos, hay una casa." },
  empty_chair: { en: "An empty chair at a window. Outside, one star shines.", es: "Una silla vacía junto a una ventana. Afuera brilla una estrella." },
  two_houses: { en: "Two houses with lights on two hills. A path joins them, and a child stands on it.", es: "Dos casas con luz en dos colinas. Un camino las une y un niño está en él." },
  clinic: { en: "A bed with a blanket and a lamp. An adult sits beside the child.", es: "Una cama con cobija y una lámpara. Una persona adulta está sentada junto al niño." },
  big_feelings: { en: "A child with a swirl on the tummy. A small rain cloud and a red star float near.", es: "Un niño con un remolino en la panza. Cerca flotan una nube de lluvia y una estrella roja." },
  hiding: { en: "A child looks out of a small tent. A bear sits in front of it.", es: "Un niño mira desde una carpa pequeña. Un oso está sentado enfrente." },
  hug: { en: "An adult has an arm around a child at night. The house behind them has its lights on.", es: "Una persona adulta abraza a un niño de noche. La casa detrás tiene las luces encendidas." },
  safe_home: { en: "A house in the sun. A child and an adult hold hands before it.", es: "Una casa al sol. Un niño y una persona adulta se dan la mano delante." },
  play_rug: { en: "A child, an adult and a helper play on a rug with a small house and a bear.", es: "Un niño, una persona adulta y quien ayuda juegan en una alfombra con una casita y un oso." },
  goodnight: { en: "A child in bed with a bear. An adult stays near, and the moon is in the window.", es: "Un niño en la cama con un oso. Una persona adulta se queda cerca y la luna está en la ventana." },
  wave: { en: "A child and an adult walk on together and wave. A helper waves back.", es: "Un niño y una persona adulta siguen su camino y saludan. Quien ayudó les saluda también." },
};
export const paperWords = {
  neutral: { en: "Pages", es: "Páginas" },
  draft: { en: "Draft, not approved yet", es: "Borrador, aún sin aprobar" },
  version: { en: (number: number) => `Version ${number}`, es: (number: number) => `Versión ${number}` },
} as const;
