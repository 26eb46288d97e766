/** The pages of whoever is signed in. Their addresses are the same in both languages, and name no kind of care. */
export const portalAddresses = { home: "/portal", visits: "/portal/visits", papers: "/portal/papers", privacy: "/portal/privacy" } as const;
export type PortalPage = keyof typeof portalAddresses;

/** Where the rules of style are that only these pages have. */
export const portalStyle = "/portal/style.css";
/** Where a sign-in ends. */
export const signOutAddress = "/portal/out";
