const recipient = (name: string, organization: string, address: string) => ({ name, organization, address, fax: "", email: "", personId: null });

/** To whom the made-up families let something go. */
export const demoRecipients = {
  school: { recipientKind: "school" as const, recipient: recipient("Ms. June Aster (made up)", "Aster Street School", "200 Aster Street NW, Washington, DC 20000"), purpose: "Planning the mornings at school together" },
  childCare: { recipientKind: "school" as const, recipient: recipient("Sra. Flor Campos (inventada)", "Guardería Los Girasoles", "14 Girasol Court NW, Washington, DC 20000"), purpose: "Ponerse de acuerdo sobre las despedidas de la mañana" },
  ownDoctor: { recipientKind: "professional" as const, recipient: recipient("Dr. Paul Thistle (made up)", "Thistle Family Practice", "9 Thistle Lane NW, Washington, DC 20000"), purpose: "His own care" },
  subpoena: { asker: "Family court, courtroom 12 (made up)", caseNumber: "MU-2026-0117", asked: "All records of the child since January." },
};

/** What was tried where somebody did not sign for the notice of privacy practices. */
export const demoOwnConsents = { effort: "Given at the visit and explained; she wanted to read it at home first." };
