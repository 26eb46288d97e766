const signs = (count: number, language: string) => new Intl.NumberFormat(language).format(count);

/** What a list says of itself where it is a file. */
export const tableWords = {
  cutOff: {
    en: (most: number) => `The list goes on: this file holds its first ${signs(most, "en-US")} rows. Narrow the list to have the rest.`,
    es: (most: number) => `La lista continúa: este archivo contiene las primeras ${signs(most, "es-US")} filas. Acote la lista para obtener el resto.`,
  },
};
