/** The pages of whoever is signed in. Their addresses are the same in both languages, and name no kind of care. */
export const portalAddresses = { home: "/portal", visits: "/portal/visits", papers: "/portal/papers", messages: "/portal/messages", story: "/portal/story", privacy: "/portal/privacy" } as const;
export type PortalPage = keyof typeof portalAddresses;

/** Pages that no menu names: own words for other families. */
export const tellingAddress = "/portal/words";
/** The page for the time after, of one child. */
export const goodbyeAddress = "/portal/goodbye";

/** Where the rules of style are that only these pages have. */
export const portalStyle = "/portal/style.css";

/** Pages that are reached from others, and stand in no menu. */
export const portalFurther = { reach: "/portal/reach", help: "/portal/help" } as const;
/** The script of passkeys, which only the pages have that use one. */
export const portalScript = "/portal/keys.js";
/** Where an adult sees the own passkeys, and where one opens the door. */
export const keysAddress = "/portal/privacy/keys";
export const keyDoorAddress = "/portal/key";
/** Where a sign-in ends. */
export const signOutAddress = "/portal/out";

/** Where an adult takes what is open to read as a file. */
export const copyAddress = "/portal/privacy/copy";
