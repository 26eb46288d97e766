/** Why something is not handed over. */
export const faultWords = {
  nobody: { en: "This person does not work here.", es: "Esta persona no trabaja aquí." },
  oneself: { en: "Expected somebody else than who leaves.", es: "Se espera a otra persona, no a quien se va." },
  tooEarly: { en: "The successor begins today at the earliest.", es: "Quien sigue empieza hoy, como muy pronto." },
  notTheirs: { en: "One of these families is not theirs. Load the page anew.", es: "Una de estas familias no es suya. Vuelva a cargar la página." },
} as const;
