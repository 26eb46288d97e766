/** Why reading along with an adult is refused. */
export const faultWords = {
  cliniciansShow: { en: "Only whoever treats the family, or supervises there, shows it to an adult.", es: "Solo quien atiende a la familia, o la supervisa, se la muestra a una persona adulta." },
  notWithFamily: { en: "This adult is not with this family today.", es: "Hoy esta persona adulta no está con esta familia." },
  expectAdult: { en: "Expected an adult who is with this family today.", es: "Se espera una persona adulta que hoy esté con esta familia." },
} as const;
