/** A made-up family: the child, the adult who asked with how she or he is spoken of, and a family name out of the garden. */
export type DemoNames = readonly [child: string, familyName: string, adult: string, spokenOf: "f" | "m"];

/** Families that speak English at home. No name stands twice in the demo. */
export const englishNames: readonly DemoNames[] = [
  ["Wren", "Heather", "Delia", "f"], ["Skye", "Clover", "Marcus", "m"], ["Jude", "Bramble", "Yvonne", "f"], ["Ezra", "Juniper", "Ingrid", "f"], ["Malia", "Larkspur", "Tamika", "f"], ["Otis", "Quince", "Owen", "m"],
  ["Pearl", "Tansy", "Faye", "f"], ["Idris", "Yarrow", "Hassan", "m"], ["Juno", "Teasel", "Loretta", "f"], ["Caleb", "Mallow", "Peter", "m"], ["Esme", "Poplar", "Nadia", "f"], ["Tariq", "Hawthorn", "Walter", "m"],
  ["Odessa", "Sedge", "Keisha", "f"], ["Micah", "Burdock", "Joan", "f"], ["Freya", "Foxglove", "Astrid", "f"], ["Kwame", "Campion", "Kojo", "m"], ["Hattie", "Bracken", "Bernice", "f"], ["Silas", "Lovage", "Aaron", "m"],
  ["Zuri", "Elderflower", "Thandi", "f"], ["Arlo", "Betony", "Carl", "m"], ["Nia", "Chicory", "Denise", "f"], ["Felix", "Lichen", "Stuart", "m"], ["Oona", "Marigold", "Maeve", "f"], ["Rafi", "Spruce", "Leila", "f"],
  ["Thea", "Willowby", "Gwen", "f"], ["Emeka", "Tamarack", "Chidi", "m"], ["Cora", "Catkin", "Rhoda", "f"], ["Levi", "Fennel", "Abe", "m"], ["Imani", "Harebell", "Wanda", "f"], ["Bodhi", "Cowslip", "Priya", "f"], ["Elsie", "Medlar", "Edith", "f"],
]; // prettier-ignore

/** Families that speak Spanish at home. */
export const spanishNames: readonly DemoNames[] = [
  ["Alma", "Encina", "Teresa", "f"], ["Mateo", "Almendro", "Ramón", "m"], ["Lucía", "Jazmín", "Beatriz", "f"], ["Emilio", "Laureles", "Lorena", "f"], ["Paloma", "Retama", "Graciela", "f"], ["Iker", "Tomillo", "Hugo", "m"], ["Marisa", "Saúco", "Marta", "f"],
  ["Gael", "Avellano", "Esther", "f"], ["Ximena", "Ciprés", "Consuelo", "f"], ["Bruno", "Lirio", "Fermín", "m"], ["Nayeli", "Manzano", "Itzel", "f"], ["Tadeo", "Naranjo", "Rocío", "f"], ["Abril", "Cerezo", "Amparo", "f"], ["Joaquín", "Granado", "Julián", "m"],
  ["Violeta", "Espino", "Norma", "f"], ["Elías", "Mimosa", "Elvira", "f"], ["Camila", "Azahar", "Socorro", "f"], ["Dante", "Carrizo", "Raúl", "m"], ["Renata", "Sauce", "Berta", "f"], ["Simón", "Higuera", "Gloria", "f"], ["Maite", "Romero", "Tomasa", "f"],
]; // prettier-ignore

/** Adults who come later, or who live apart, by the place of the family. */
export const laterNames: readonly (readonly [name: string, spokenOf: "f" | "m"])[] = [["Opal", "f"], ["Winston", "m"], ["Celia", "f"], ["Ellen", "f"], ["Arturo", "m"], ["Josefa", "f"], ["Miles", "m"], ["Hana", "f"], ["Ofelia", "f"], ["Dorothy", "f"], ["Samuel", "m"], ["Irma", "f"], ["Leonor", "f"], ["Kenji", "m"], ["Vida", "f"], ["Elmer", "m"]];
