import type { Words } from "#kernel/language.ts";

/** The home page (D1, D2, D4, D8). Every key component and every reason is here in plain words. */
export const homeWords = {
  title: { en: "Help for young children and the grown-ups who raise them", es: "Ayuda para niños pequeños y para quienes los crían" },
  lead: {
    en: "When something scary or painful happens, little ones feel it too. We meet with you and your child together, so you can both feel safe and close again.",
    es: "Cuando algo asusta o duele, los más pequeños también lo sienten. Nos reunimos con usted y su niño, para que los dos vuelvan a sentirse seguros y unidos.",
  },
  ages: (throughAge: number): Words => ({ en: `For children from birth through age ${throughAge}.`, es: `Para niños desde que nacen hasta los ${throughAge} años.` }),
  notAlone: { en: "Not alone with this screen? “Leave quickly” opens the weather.", es: "¿No está a solas? “Salir rápido” abre el clima." },
  whatTitle: { en: "What it is", es: "Qué es" },
  what: {
    en: "It is called **Child-Parent Psychotherapy**, or CPP. You and your child meet with a trained therapist, most often once a week. It lasts about a year. You play, talk, and make sense of what happened. **You are in the room the whole way.**",
    es: "Se llama **Psicoterapia para Padres y Niños**, o CPP. Usted y su niño se reúnen con una terapeuta, casi siempre una vez por semana. Dura más o menos un año. Juegan, hablan y entienden lo que pasó. **Usted está presente todo el tiempo.**",
  },
  parts: [
    { name: { en: "Your bond comes first.", es: "Lo primero es su lazo." }, text: { en: "A child heals best next to someone they trust.", es: "Un niño sana mejor al lado de alguien en quien confía." } },
    { name: { en: "The whole child.", es: "El niño completo." }, text: { en: "We look at sleep, play, feelings, learning and health.", es: "Vemos el sueño, el juego, lo que siente, lo que aprende y su salud." } },
    { name: { en: "You take part.", es: "Usted participa." }, text: { en: "You know your child. We work with you, never around you.", es: "Usted conoce a su niño. Trabajamos con usted, nunca sin usted." } },
    { name: { en: "Behavior has a reason.", es: "La conducta tiene un motivo." }, text: { en: "Biting, clinging or hiding can be how a small child says “I am scared.”", es: "Morder, pegarse a usted o esconderse puede ser su forma de decir “tengo miedo”." } },
    { name: { en: "Your life counts.", es: "Su vida cuenta." }, text: { en: "Your culture, faith, work, housing and worries are part of the picture.", es: "Su cultura, su fe, su trabajo, su casa y sus preocupaciones también importan." } },
  ],
  stagesTitle: { en: "Three stages, step by step", es: "Tres etapas, paso a paso" },
  stages: [
    {
      label: { en: "Stage 1", es: "Etapa 1" },
      name: { en: "We get to know you", es: "Nos conocemos" },
      text: {
        en: "We first meet with you alone. You tell us what worries you and what is going well. We can help you find food, housing or legal help. Then we make a plan with you.",
        es: "Primero nos vemos a solas con usted. Nos dice qué le preocupa y qué va bien. Le ayudamos a buscar comida, vivienda o ayuda legal. Después hacemos un plan con usted.",
      },
    },
    {
      label: { en: "Stage 2", es: "Etapa 2" },
      name: { en: "We meet together", es: "Nos reunimos juntos" },
      text: {
        en: "You, your child and the therapist meet about once a week. We use toys to show your child who we are and why they come. We play and talk about hard things, and make your family’s story.",
        es: "Usted, su niño y la terapeuta se ven más o menos una vez por semana. Con juguetes le mostramos quiénes somos y por qué viene. Jugamos, hablamos de lo difícil y hacemos la historia de su familia.",
      },
    },
    {
      label: { en: "Stage 3", es: "Etapa 3" },
      name: { en: "We wrap up", es: "Cerramos" },
      text: {
        en: "We look back at what changed and how you made it happen. We take time to say goodbye. You leave with a plan for what comes next.",
        es: "Vemos lo que cambió y cómo usted lo logró. Nos despedimos con calma. Usted se va con un plan para lo que sigue.",
      },
    },
  ],
  readVisit: { en: "Read what a visit is like", es: "Lea cómo es una visita" },
  whoTitle: { en: "Who it helps", es: "A quién ayuda" },
  who: {
    en: "Any grown-up who is raising the child can come: a parent, grandparent, aunt or uncle, foster or adoptive parent, or a close family friend.",
    es: "Puede venir quien cría al niño: mamá, papá, abuelos, tíos, familia de acogida o adoptiva, o una amistad cercana.",
  },
  noNeed: { en: "You do not have to tell us what happened in order to ask for help.", es: "No tiene que contar lo que pasó para pedir ayuda." },
  afterTitle: { en: "Families come after", es: "Las familias vienen después de" },
  after: [
    { en: "losing someone they love", es: "perder a un ser querido" },
    { en: "time apart from each other", es: "estar separados" },
    { en: "hard medical care", es: "tratamientos médicos duros" },
    { en: "abuse", es: "abuso o maltrato" },
    { en: "violence at home", es: "violencia en casa" },
    { en: "violence nearby", es: "violencia en el barrio" },
    { en: "a new home", es: "un cambio de casa" },
    { en: "a new caregiver", es: "un cambio de quien lo cuida" },
    { en: "illness in the family", es: "una enfermedad en la familia" },
    { en: "tantrums, biting, bad sleep", es: "berrinches, mordidas, mal sueño" },
    { en: "wanting help with parenting", es: "querer ayuda con la crianza" },
  ],
  betterTitle: { en: "What can get better", es: "Lo que puede mejorar" },
  better: [
    { en: "You and your child feel closer", es: "Usted y su niño se sienten más cerca" },
    { en: "Your child calms down more easily", es: "Su niño se calma con menos esfuerzo" },
    { en: "Fewer fights, tantrums and scary nights", es: "Menos pleitos, berrinches y malas noches" },
    { en: "You feel more sure of yourself", es: "Usted se siente con más confianza" },
    { en: "Your child can play, learn and grow", es: "Su niño puede jugar, aprender y crecer" },
  ],
  limits: { en: "No one can promise how it will go for your child. We check with you every few months, and change the plan if it does not help.", es: "Nadie puede prometer cómo le irá a su niño. Cada pocos meses lo vemos con usted. Si no ayuda, cambiamos el plan." },
  studies: { en: "What studies found, and what they cannot tell you", es: "Lo que vieron los estudios, y lo que no pueden decir" },
  reachTitle: { en: "How to reach us", es: "Cómo hablar con nosotros" },
  shortForm: { en: "A short form, about 3 minutes. You choose when and how we reach you.", es: "Un formulario corto, unos 3 minutos. Usted elige cuándo y cómo le buscamos." },
  answerWithin: (days: number): Words => ({
    en: days === 1 ? "We answer within 1 work day." : `We answer within ${days} work days.`,
    es: days === 1 ? "Respondemos en 1 día hábil." : `Respondemos en ${days} días hábiles.`,
  }),
} as const;
