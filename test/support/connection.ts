/** The database that every test's own is copied from, and the application's login, as in the product. */
export const TEMPLATE = "dyad_template";
export const LOGIN = "dyad_login";

/** How the tests' PostgreSQL is reached: as its privileged account, and the password of the application's login. */
export type Connection = { owner: { host: string; user: string; password: string; database: string }; password: string };
