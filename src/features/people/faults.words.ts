/** Why something about the people around a child is refused. */
export const faultWords = {
  notInCase: { en: "This person does not belong to this case.", es: "Esta persona no forma parte de este caso." },
  noCase: { en: "There is no such case, or it is not yours.", es: "Este caso no existe o no le corresponde." },
  childStays: { en: "The child's part ends with the case.", es: "La participación del niño o la niña termina con el caso." },
  oneHolder: { en: "Authority is held by a person or by an organization.", es: "La autoridad la tiene una persona o una organización." },
  expectOneHolder: { en: "Expected a person, or an organization, not both.", es: "Se espera una persona o una organización, no las dos." },
  nothingThere: { en: "There is nothing like this on this case, or it is not yours.", es: "En este caso no hay nada así, o no le corresponde." },
  endedEarlier: { en: "This has ended earlier already.", es: "Esto ya terminó antes." },
  birthDateChanged: { en: "Somebody changed this birth date a moment ago. Look again, then decide.", es: "Alguien cambió esta fecha de nacimiento hace un momento. Vuelva a mirarla y decida." },
  noDocument: { en: "There is no such document in this case.", es: "En este caso no existe ese documento." },
  livedElsewhere: { en: "Another home is recorded for one of these days.", es: "Para uno de esos días ya consta otro hogar." },
  beforeToday: { en: "Expected a day before today. A move that happens now is recorded as a change.", es: "Se espera un día anterior a hoy. Una mudanza de ahora se anota como cambio." },
  againstWhom: { en: "Say against whom the order is.", es: "Indique contra quién es la orden." },
  againstProtected: { en: "The order cannot protect the person it is against.", es: "La orden no puede proteger a la persona contra la que se dicta." },
  laterVisits: { en: "Visits are recorded from that day on or later already.", es: "Ya constan visitas desde ese día o después." },
} as const;
