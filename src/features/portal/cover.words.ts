/** Covering the words of a screen, for who is not alone. */
export const coverWords = {
  show: { en: "Show the words", es: "Mostrar las palabras" },
  coverAgain: { en: "Cover them again", es: "Taparlas otra vez" },
  coverOn: { en: "Cover the words on this device", es: "Tapar las palabras en este aparato" },
  coverOff: { en: "Stop covering the words", es: "Ya no tapar las palabras" },
  isOn: { en: "The words are covered. Tap to see them.", es: "Las palabras están tapadas. Toque para verlas." },
} as const;
