/** Why something about notes in custody is refused. */
export const faultWords = {
  nothingHeld: { en: "Nothing of this author is in custody in this case.", es: "En este caso no hay nada de esta persona en custodia." },
  noOpening: { en: "This opening is not known here.", es: "Aquí no se conoce esta apertura." },
  overAlready: { en: "This opening is over already.", es: "Esta apertura ya terminó." },
  oneself: { en: "Nobody opens notes to themself.", es: "Nadie se abre las notas a sí mismo." },
  notOnCase: { en: "Choose a licensed clinician of this case, or somebody who supervises one.", es: "Elija a un terapeuta con licencia de este caso, o a quien lo supervisa." },
  openAlready: { en: "These notes are already opened to somebody in those days. Close that opening first.", es: "Estas notas ya están abiertas a alguien en esos días. Cierre antes esa apertura." },
  past: { en: "An opening begins today or later.", es: "Una apertura empieza hoy o más tarde." },
  disorder: { en: "The last day comes before the first.", es: "El último día es anterior al primero." },
  tooLong: { en: "An opening stands for at most 30 days.", es: "Una apertura dura como máximo 30 días." },
  noDocument: { en: "Choose a document of this case.", es: "Elija un documento de este caso." },
  onlyAuthorization: { en: "A document goes with an authorization only.", es: "Un documento solo acompaña a una autorización." },
} as const;
