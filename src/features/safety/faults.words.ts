/** Why a review of an alert is refused. */
export const faultWords = {
  noReview: { en: "There is no such review, or it is not yours.", es: "Esta revisión no existe o no le corresponde." },
  staffOnly: { en: "Only staff write here.", es: "Aquí solo escribe el personal." },
  writtenAlready: { en: "Somebody wrote this review already. Read it, and add to the adult's record what is missing.", es: "Alguien ya escribió esta revisión. Léala y añada lo que falte al expediente de la persona adulta." },
} as const;
