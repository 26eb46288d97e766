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
} as const;
