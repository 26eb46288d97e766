/** What somebody is told whose view could not be kept. */
export const faultWords = {
  noView: { en: "There is no such view.", es: "No existe esa vista." },
  noSearch: { en: "A view keeps no names: leave out what you typed to find somebody.", es: "Una vista no guarda nombres: quite lo que escribió para buscar a alguien." },
  unknownPart: { en: "The list does not know this part of the view.", es: "La lista no conoce esta parte de la vista." },
  notHere: { en: "This person or team is not here today.", es: "Esta persona o este equipo no está aquí hoy." },
  sameName: { en: "You have a view of this name.", es: "Ya tiene una vista con este nombre." },
  expectOther: { en: "Expected another name.", es: "Se espera otro nombre." },
  tooMany: { en: "You keep as many views of this list as there can be. Remove one first.", es: "Ya tiene el máximo de vistas de esta lista. Quite una primero." },
  onlyAdministrator: { en: "Only an administrator shares a view, and changes one that is shared.", es: "Solo la administración comparte una vista, y cambia una que está compartida." },
  changed: { en: "Somebody changed this view meanwhile.", es: "Alguien cambió esta vista mientras tanto." },
};
