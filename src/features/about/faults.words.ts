/** What is wrong with the practice's own words, to the person who writes them. */
export const faultWords = {
  changed: { en: "Somebody changed these words meanwhile. Look at the newest ones, then write yours again.", es: "Alguien cambió estas palabras mientras tanto. Vea las más recientes y escriba las suyas de nuevo." },
  noVersion: { en: "Nothing was ever written here.", es: "Aquí nunca se ha escrito nada." },
  noDraft: { en: "There is no draft to publish.", es: "No hay ningún borrador que publicar." },
  notShown: { en: "The page shows nothing of this.", es: "La página no muestra nada de esto." },
  oneLanguage: { en: "These words stand in one language only. Write the other one first: nothing is shown half translated.", es: "Estas palabras están en un solo idioma. Escriba primero el otro: nada se muestra a medio traducir." },
  noEnglish: { en: "The English words are missing.", es: "Faltan las palabras en inglés." },
  noSpanish: { en: "The Spanish words are missing.", es: "Faltan las palabras en español." },
  noName: { en: "Each place needs a name, in both languages.", es: "Cada lugar necesita un nombre, en los dos idiomas." },
  nothing: { en: "There is nothing to show yet.", es: "Todavía no hay nada que mostrar." },
  noPlace: { en: "One of these places is not on the public page.", es: "Uno de estos lugares no está en la página pública." },
  notListed: { en: "This person is not on the public page.", es: "Esta persona no está en la página pública." },
} as const;
