/** What gives somebody power over the accounts of others, or over the programme: others are told of it, and the privacy desk lists it. */
export const powerKinds = ["organisation_changed", "let_in_anew", "role_to_oneself", "role_of_power"] as const;
export type PowerKind = (typeof powerKinds)[number];

/** Roles that give such power. */
export const rolesOfPower: readonly string[] = ["administrator", "privacy_officer"];
