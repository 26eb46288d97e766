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
  studiesTitle: { en: "Does it help?", es: "¿Ayuda?" },
  studiesShort: {
    en: "Studies found that it can help, and they have limits. **No study can say what will happen for your child.** We check together every few months.",
    es: "Los estudios vieron que puede ayudar, y tienen límites. **Ningún estudio dice qué pasará con su niño.** Lo vemos juntos cada pocos meses.",
  },
  studiesMore: { en: "Read what studies found", es: "Lea lo que vieron los estudios" },
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
