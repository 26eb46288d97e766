import { MOST_COLUMNS, MOST_ROWS } from "./contract.ts";

/** Why something about a list is refused. */
export const faultWords = {
  noList: { en: "There is no such list, or it is not yours.", es: "Esta lista no existe o no le corresponde." },
  noRow: { en: "There is no such row.", es: "Esta fila no existe." },
  tooLarge: { en: "This file is larger than 10 MB. Split it, and bring the parts one after the other.", es: "Este archivo pasa de 10 MB. Divídalo y traiga las partes una tras otra." },
  tooMany: { en: "You brought in many files today. Wait until tomorrow, or put several into one.", es: "Hoy trajo muchos archivos. Espere hasta mañana o reúna varios en uno." },
  empty: { en: "This file has no row below its headings.", es: "Este archivo no tiene ninguna fila debajo de sus encabezados." },
  notTaken: { en: "This is neither a CSV file nor a spreadsheet (.xlsx). Save it as one of these, and choose it again.", es: "Esto no es un archivo CSV ni una hoja de cálculo (.xlsx). Guárdelo en uno de esos formatos y elíjalo de nuevo." },
  notWhole: { en: "This spreadsheet cannot be read: it is damaged, protected by a password, or made by an unusual program. Save it as CSV, and choose that.", es: "Esta hoja de cálculo no se puede leer: está dañada, protegida con contraseña o hecha con un programa poco común. Guárdela como CSV y elija ese archivo." },
  bomb: { en: "This spreadsheet unpacks to far more than it should hold. Nothing of it was read.", es: "Esta hoja de cálculo, al abrirse, ocupa mucho más de lo que debería. No se leyó nada de ella." },
  tooManyRows: { en: `A list may have at most ${MOST_ROWS} rows and ${MOST_COLUMNS} columns. Split it, and bring the parts one after the other.`, es: `Una lista puede tener como máximo ${MOST_ROWS} filas y ${MOST_COLUMNS} columnas. Divídala y traiga las partes una tras otra.` },
  quotes: { en: "The quotation marks in this file do not come in pairs, so its cells cannot be told apart. Save it as CSV again, or as a spreadsheet.", es: "Las comillas de este archivo no van por pares, así que no se distinguen sus celdas. Guárdelo de nuevo como CSV o como hoja de cálculo." },
  changed: { en: "Somebody changed this list a moment ago. Look again, then decide.", es: "Alguien cambió esta lista hace un momento. Vuelva a mirarla y decida." },
  running: { en: "This list was begun already.", es: "Esta lista ya se empezó." },
  nothingMade: { en: "This list has made nothing that could be taken back.", es: "Esta lista no hizo nada que se pueda deshacer." },
  forgotten: { en: "The file and the words of this list were removed. Bring the file again.", es: "El archivo y las palabras de esta lista se eliminaron. Traiga el archivo de nuevo." },
  twice: { en: "Two columns say that they hold the same. Each is held once.", es: "Dos columnas dicen contener lo mismo. Cada dato va en una sola." },
  expectColumns: { en: "Expected as many as the file has columns, each once.", es: "Se esperan tantos como columnas tiene el archivo, cada uno una sola vez." },
  notAlike: { en: "This row was not found to be like that one.", es: "No se encontró que esta fila se parezca a esa." },
  expectAlike: { en: "Expected one of those that this row may be.", es: "Se espera uno de los que podrían coincidir con esta fila." },
} as const;
