/** Why something about the newsletter is refused. */
export const faultWords = {
  noIssue: { en: "There is no such issue.", es: "Ese número no existe." },
  changed: { en: "Somebody changed this issue meanwhile. Look at it again.", es: "Alguien cambió este número mientras tanto. Vuelva a mirarlo." },
  isSent: { en: "This issue was sent. It leaves once.", es: "Este número ya se envió. Sale una sola vez." },
  noArticle: { en: "Readers do not see this article.", es: "Los lectores no ven este artículo." },
} as const;
