/** Why something in a case is refused. */
export const faultWords = {
  noCase: { en: "There is no such case, or it is not yours.", es: "Este caso no existe o no le corresponde." },
  noReferral: { en: "There is no such referral, or it is not yours.", es: "Esta solicitud no existe o no le corresponde." },
  openedAlready: { en: "A case was opened from this referral already.", es: "Ya se abrió un caso a partir de esta solicitud." },
  cliniciansOnly: { en: "Only a clinician or a trainee can be assigned.", es: "Solo se puede asignar a terapeutas, también en formación." },
  expectClinician: { en: "Expected a clinician or trainee who works here.", es: "Se espera una o un terapeuta, también en formación, que trabaje aquí." },
  coveringEnds: { en: "Covering has an end.", es: "Una sustitución tiene un final." },
  expectLastDay: { en: "Expected the last day of covering.", es: "Se espera el último día de la sustitución." },
  changed: { en: "Somebody changed this case a moment ago. Look again, then decide.", es: "Alguien cambió este caso hace un momento. Vuelva a mirarlo y decida." },
  staffOnly: { en: "Only staff write here.", es: "Aquí solo escribe el personal." },
  whose: { en: "Say whose it is.", es: "Indique de quién es." },
  expectOwner: { en: "Expected the adult whose own record, or whose dyad, this belongs to.", es: "Se espera la persona adulta a cuyo expediente, o a cuya díada, pertenece esto." },
  whoSupervises: { en: "Say who supervises.", es: "Indique quién supervisa." },
  expectCounterpart: { en: "Expected the other of the two persons.", es: "Se espera la otra de las dos personas." },
  notStaff: { en: "This person does not work here.", es: "Esta persona no trabaja aquí." },
  expectStaff: { en: "Expected a member of staff.", es: "Se espera alguien del personal." },
} as const;
