import type { Words } from "#kernel/language.ts";

/** What studies found (D2, D9), study by study, each with what it cannot tell. The same number names its source below. */
export const studiesWords = {
  lead: { en: "We want you to have the good news and the limits.", es: "Queremos darle lo bueno y también los límites." },
  studiedTitle: { en: "What they looked at", es: "Qué miraron" },
  studied: {
    en: "Studies have looked at children’s moods, behavior, learning, trauma signs and the body’s stress. They have looked at parents’ mood, stress and trauma signs, and how partners get along. And they have looked at how close child and parent are.",
    es: "Han visto el ánimo del niño, su conducta, lo que aprende, las huellas del miedo y el estrés del cuerpo. Han visto el ánimo, el estrés y el miedo de los padres, y la vida en pareja. Y han visto qué tan cerca están el niño y sus padres.",
  },
  found: { en: "What it found", es: "Qué encontró" },
  cannot: { en: "What it cannot tell", es: "Lo que no puede decir" },
  studies: [
    {
      who: { en: "75 children aged 3 to 5 who saw violence at home", es: "75 niños de 3 a 5 años que vieron violencia en casa" },
      found: { en: "After this care they had **fewer behavior problems and fewer trauma signs** than children who got other help. Six months later, behavior was still better.", es: "Con esta ayuda tuvieron **mejor conducta y menos miedo** que otros con otra. Seis meses después, la conducta seguía mejor." },
      cannot: { en: "It is a small study. We do not know who it helps most.", es: "Es un estudio pequeño. No sabemos a quién ayuda más." },
      sources: [1, 2],
    },
    {
      who: { en: "63 mothers with depression, and their children", es: "63 mamás con depresión, y sus niños" },
      found: { en: "After care, the children felt **as safe with their mothers** as other children do.", es: "Después de la ayuda, los niños se sentían **tan seguros con su mamá** como otros niños." },
      cannot: { en: "These were mothers with depression. Other families may differ.", es: "Eran mamás con depresión. En otras familias puede ser distinto." },
      sources: [3],
    },
    {
      who: { en: "A review of two studies, 141 families in all", es: "Una revisión de dos estudios, con 141 familias" },
      found: { en: "The bond between child and parent **got better**.", es: "El lazo entre el niño y sus padres **mejoró**." },
      cannot: { en: "The review called the proof **“low strength.”** More studies are needed.", es: "La revisión dijo que la prueba tiene **“poca fuerza”**. Faltan más estudios." },
      sources: [4],
    },
    {
      who: { en: "199 families, before and after care", es: "199 familias, antes y después de la ayuda" },
      found: { en: "Trauma signs went down in **children and grown-ups**.", es: "Bajó el miedo en **niños y adultos**." },
      cannot: { en: "There was no second group. Some may have felt better with time, and no help.", es: "No hubo otro grupo para comparar. Tal vez algunos mejoraron solo con el tiempo." },
      sources: [5],
    },
    {
      who: { en: "57 children in Sweden", es: "57 niños en Suecia" },
      found: { en: "They did better. The change was **small to medium**.", es: "Estuvieron mejor. El cambio fue **de pequeño a mediano**." },
      cannot: { en: "It is a small study from another country.", es: "Es un estudio pequeño, de otro país." },
      sources: [6],
    },
  ],
  limitsTitle: { en: "Limits of them all", es: "Los límites de todos" },
  limits: [
    { en: "In the studies, families came **33 times** on average. We do not know if fewer visits help as much.", es: "En los estudios, las familias vinieron unas **33 veces**. No sabemos si menos visitas ayudan igual." },
    { en: "Many families stop early. In one large U.S. count of trauma care of all kinds, **44 of 100** finished. (7)", es: "Muchas familias paran antes. En un conteo grande de todo tipo de ayuda, **44 de 100** terminaron. (7)" },
    { en: "**No study can say what will happen for your child.** We check together every few months. If it does not help, we change the plan.", es: "**Ningún estudio dice qué pasará con su niño.** Lo vemos juntos cada pocos meses. Si no ayuda, cambiamos el plan." },
  ],
  sources: { en: "Where this comes from", es: "De dónde viene esto" },
  source: (numbers: string, count: number): Words => (count === 1 ? { en: `Source ${numbers}`, es: `Fuente ${numbers}` } : { en: `Sources ${numbers}`, es: `Fuentes ${numbers}` }),
} as const;

/** Where the figures come from. Titles stay in the language they were written in. */
export const studySources: { text: string; link: string | null }[] = [
  { text: "Lieberman, Van Horn, Ghosh Ippen (2005). J Am Acad Child Adolesc Psychiatry 44:1241–1248.", link: "https://doi.org/10.1097/01.chi.0000181047.59702.58" },
  { text: "Lieberman, Ghosh Ippen, Van Horn (2006). J Am Acad Child Adolesc Psychiatry 45:913–918.", link: null },
  { text: "Cicchetti, Toth and others (1999).", link: null },
  { text: "Agency for Healthcare Research and Quality: review of two trials, 141 families.", link: null },
  { text: "Hagan and others (2017). Journal of Traumatic Stress 30:690–697.", link: null },
  { text: "Swedish study of 57 children (2024).", link: "https://doi.org/10.1080/23794925.2024.2358486" },
  { text: "National Child Traumatic Stress Network: 3,108 of 7,137 families finished.", link: "https://pmc.ncbi.nlm.nih.gov/articles/PMC8324311" },
];
