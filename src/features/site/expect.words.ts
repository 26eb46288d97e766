import type { Words } from "#kernel/language.ts";

/** What to expect (D4), stage by stage (D5, D6, D7), and what studies found (D2, D9) with their limits. */
export const expectWords = {
  lead: { en: "You set the pace. You can ask why we do something, take a break, or stop. Care for your child does not depend on a perfect week.", es: "Usted marca el paso. Puede preguntar por qué hacemos algo, descansar o parar. La ayuda no depende de una semana perfecta." },
  stages: [
    {
      label: { en: "Stage 1", es: "Etapa 1" },
      name: { en: "We get to know you", es: "Nos conocemos" },
      when: { en: "A few visits, most of them with you alone", es: "Unas visitas, casi todas a solas con usted" },
      text: {
        en: "We ask about your child, your family and you: what is hard, what is strong, what you hope for. Some questions are about scary things that happened. You can say “not today” to any of them.",
        es: "Preguntamos por su niño, su familia y usted: qué cuesta, qué les da fuerza, qué espera. Algunas preguntas son sobre cosas que asustaron. Puede decir “hoy no” a cualquiera.",
      },
      points: [
        { en: "A quiet room, or your own home", es: "Un cuarto tranquilo, o su propia casa" },
        { en: "Forms you can fill in on your phone", es: "Preguntas que puede contestar en su teléfono" },
        { en: "Help with food, housing, school or legal needs", es: "Ayuda con comida, vivienda, escuela o cosas legales" },
        { en: "A plan you understand and sign", es: "Un plan que usted entiende y firma" },
      ],
    },
    {
      label: { en: "Stage 2", es: "Etapa 2" },
      name: { en: "We meet together", es: "Nos reunimos juntos" },
      when: { en: "About once a week", es: "Más o menos una vez por semana" },
      text: {
        en: "First we tell your child, with toys and simple words, who we are and why they come. Then you play and talk together while the therapist helps. Some weeks we meet with just you.",
        es: "Primero le decimos a su niño, con juguetes y palabras sencillas, quiénes somos y por qué viene. Después juegan y hablan juntos, y la terapeuta ayuda. Algunas semanas nos vemos a solas con usted.",
      },
      points: [
        { en: "Visits of an hour, longer at the start", es: "Visitas de una hora, más largas al principio" },
        { en: "Words for big feelings, yours too", es: "Palabras para lo que se siente, también para usted" },
        { en: "Ways to handle hard days", es: "Formas de llevar los días difíciles" },
        { en: "Your family’s own story, told together", es: "La historia de su familia, contada juntos" },
      ],
    },
    {
      label: { en: "Stage 3", es: "Etapa 3" },
      name: { en: "We wrap up", es: "Cerramos" },
      when: { en: "We start to plan about 2 months ahead", es: "Lo planeamos unos 2 meses antes" },
      text: {
        en: "We look at what changed and how you made it happen. Your child hears about the goodbye a month ahead or more. A good goodbye can help heal old ones.",
        es: "Vemos lo que cambió y cómo usted lo logró. Su niño lo sabe un mes antes o más. Una buena despedida puede sanar otras.",
      },
      points: [
        { en: "A last visit that feels like an ending", es: "Una última visita que se siente como un final" },
        { en: "A short plan for hard days", es: "Un plan corto para los días difíciles" },
        { en: "When and how to come back", es: "Cuándo y cómo volver" },
      ],
    },
  ],
  studiesTitle: { en: "What studies found", es: "Lo que vieron los estudios" },
  studiesLead: { en: "We want you to have the good news and the limits.", es: "Queremos darle lo bueno y también los límites." },
  studied: {
    en: "Studies have looked at children’s moods, behavior, learning, trauma signs and the body’s stress. They have looked at parents’ mood, stress and trauma signs, and how partners get along. And they have looked at how close child and parent are.",
    es: "Han visto el ánimo del niño, su conducta, lo que aprende, las huellas del miedo y el estrés del cuerpo. Han visto el ánimo, el estrés y el miedo de los padres, y la vida en pareja. Y han visto qué tan cerca están el niño y sus padres.",
  },
  goodTitle: { en: "Good news", es: "Lo bueno" },
  good: [
    { en: "75 children aged 3 to 5 had seen violence at home. After CPP they had **fewer behavior problems and fewer trauma signs** than children who got other help. (2005)", es: "75 niños de 3 a 5 años vieron violencia en casa. Con CPP tuvieron **mejor conducta y menos miedo** que otros con otra ayuda. (2005)" },
    { en: "Behavior was still better **6 months after** it ended. (2006)", es: "La conducta seguía mejor **6 meses después**. (2006)" },
    { en: "In 199 families, trauma signs went down in **children and grown-ups**. There was no second group to compare with. (2017)", es: "En 199 familias bajó el miedo en **niños y adultos**. No hubo otro grupo para comparar. (2017)" },
  ],
  limitsTitle: { en: "Limits", es: "Los límites" },
  limits: [
    { en: "The studies are small. One review joined two of them, 141 families in all. It called the proof about the bond **“low strength.”**", es: "Los estudios son pequeños. Una revisión juntó dos, con 141 familias. Dijo que la prueba sobre el lazo tiene **“poca fuerza”**." },
    { en: "In the studies, families came **33 times** on average. We do not know if fewer visits help as much.", es: "En los estudios, las familias vinieron unas **33 veces**. No sabemos si menos visitas ayudan igual." },
    { en: "Many families stop early. In one large U.S. count of trauma care of all kinds, **44 of 100** finished.", es: "Muchas familias paran antes. En un conteo grande de todo tipo de ayuda, **44 de 100** terminaron." },
    { en: "**No study can say what will happen for your child.** We check together every few months. If it does not help, we change the plan.", es: "**Ningún estudio dice qué pasará con su niño.** Lo vemos juntos cada pocos meses. Si no ayuda, cambiamos el plan." },
  ],
  sources: { en: "All sources", es: "Todas las fuentes" },
  knowTitle: { en: "Good to know", es: "Bueno saber" },
  know: [
    {
      asks: { en: "Do I have to talk about my past?", es: "¿Tengo que hablar de mi pasado?" },
      answer: { en: "No. It can help, because how we were cared for shapes how we care. What you share about yourself is kept apart from your child’s record.", es: "No. Puede ayudar, porque cuidamos como nos cuidaron. Lo que diga de usted se guarda aparte del expediente de su niño." },
    },
    {
      asks: { en: "What do you have to report?", es: "¿Qué tienen que reportar?" },
      answer: { en: "What you say stays with our team, with three limits. We must speak up if we think a child is being hurt or is not safe. We must if we think someone may be badly hurt soon. And we must if a judge orders it. When it is safe, we tell you first.", es: "Lo que usted dice queda en el equipo, con tres límites. Hablamos si creemos que un niño sufre daño o no está seguro. Hablamos si creemos que alguien puede salir muy herido pronto. Y hablamos si lo ordena un juez. Si es seguro, se lo decimos antes." },
    },
    {
      asks: { en: "My baby is too small to talk. Does it help?", es: "Mi bebé no habla todavía. ¿Sirve?" },
      answer: { en: "Yes, babies can come. With a baby we look at what you see and feel, and at how your baby asks for you.", es: "Sí, los bebés pueden venir. Con un bebé vemos lo que usted ve y siente, y cómo su bebé le busca." },
    },
    {
      asks: { en: "What if we miss a visit?", es: "¿Y si faltamos a una visita?" },
      answer: { en: "Call us and we look for a new time. A missed visit does not end your care.", es: "Llámenos y buscamos otra hora. Faltar a una visita no termina la ayuda." },
    },
    {
      asks: { en: "What does it cost?", es: "¿Cuánto cuesta?" },
      answer: { en: "It costs nothing to ask. We go over any cost with you before you decide to start.", es: "Preguntar no cuesta nada. Vemos con usted cualquier costo antes de que decida empezar." },
    },
  ],
} as const satisfies Record<string, Words | readonly unknown[]>;

/** Where the figures come from. Titles stay in the language they were written in. */
export const studySources: { text: string; link: string | null }[] = [
  { text: "Lieberman, Van Horn, Ghosh Ippen (2005). J Am Acad Child Adolesc Psychiatry 44:1241–1248.", link: "https://doi.org/10.1097/01.chi.0000181047.59702.58" },
  { text: "Lieberman, Ghosh Ippen, Van Horn (2006). J Am Acad Child Adolesc Psychiatry 45:913–918.", link: null },
  { text: "Hagan and others (2017). Journal of Traumatic Stress 30:690–697.", link: null },
  { text: "Agency for Healthcare Research and Quality: review of two trials, 141 families.", link: null },
  { text: "National Child Traumatic Stress Network: 3,108 of 7,137 families finished.", link: "https://pmc.ncbi.nlm.nih.gov/articles/PMC8324311" },
];
