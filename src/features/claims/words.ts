import type { Catalogue, Language } from "#kernel/language.ts";

const en = {
  readUsage: "Usage: bin/dyad x12 read FILE [--json]",
  checkUsage: "Usage: bin/dyad x12 check FILE [--json]",
  unknownOption: (option: string) => `There is no option ${option}.`,
  cannotRead: (file: string) => `The file ${file} cannot be read.`,
  sumSays: (amount: string) => `It says ${amount}; the sums of the file come to another amount.`,
};

export const claimsWords: Record<Language, Catalogue<typeof en>> = {
  en,
  es: {
    readUsage: "Uso: bin/dyad x12 read ARCHIVO [--json]",
    checkUsage: "Uso: bin/dyad x12 check ARCHIVO [--json]",
    unknownOption: (option) => `No existe la opción ${option}.`,
    cannotRead: (file) => `No se puede leer el archivo ${file}.`,
    sumSays: (amount) => `Dice ${amount}; las sumas del archivo dan otra cantidad.`,
  },
};
