/** The sentences of showing a case to one of its adults. */
export const words = {
  show: { en: "Show to an adult", es: "Mostrar a una persona adulta" },
  whoSitsThere: { en: "Who reads along?", es: "¿Quién lee con usted?" },
  whatIsShown: { en: "From here on this screen shows only what this adult may read herself or himself, until you end it.", es: "Desde ahora esta pantalla muestra solo lo que esa persona puede leer por su cuenta, hasta que usted lo termine." },
  showTo: { en: (name: string, kind: string) => `Show to ${name}, ${kind}`, es: (name: string, kind: string) => `Mostrar a ${name}, ${kind}` },
  shownTo: { en: (name: string) => `${name} reads along`, es: (name: string) => `${name} lee con usted` },
  anAdult: { en: "An adult", es: "Una persona adulta" },
  theChild: { en: "The child", es: "El niño o la niña" },
  onlyTheirs: { en: "Here stands only what this adult may read. Other families, search and other parts are put away.", es: "Aquí está solo lo que esta persona puede leer. Las demás familias, la búsqueda y otras partes quedan guardadas." },
  endKey: { en: "End the showing", es: "Terminar de mostrar" },
  end: { en: "End", es: "Terminar" },
};
