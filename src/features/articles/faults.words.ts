/** Why something about an article is refused. */
export const faultWords = {
  noArticle: { en: "There is no such article.", es: "Ese artículo no existe." },
  changed: { en: "Somebody changed this article meanwhile. Look at it again.", es: "Alguien cambió este artículo mientras tanto. Vuelva a mirarlo." },
  notYours: { en: "Only its author changes an article.", es: "Solo quien lo escribió cambia un artículo." },
  ownReview: { en: "Somebody else than its writer reads an article before it is shown.", es: "Antes de publicarse, lo lee alguien que no lo escribió." },
  notHandedIn: { en: "This version does not wait for a second reader.", es: "Esta versión no espera una segunda lectura." },
  notApproved: { en: "Nobody else has approved this version yet.", es: "Nadie más ha aprobado todavía esta versión." },
  notShown: { en: "Readers do not see this article.", es: "Los lectores no ven este artículo." },
} as const;
