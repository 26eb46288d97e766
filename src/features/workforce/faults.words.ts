/** Why something about staff and teams is refused. */
export const faultWords = {
  notStaff: { en: "This person does not work here.", es: "Esta persona no trabaja aquí." },
  noTeam: { en: "This team is not known here.", es: "Aquí no se conoce este equipo." },
} as const;
