/** The password of everybody in a made-up programme, published with it, and of nobody else. */
export const demoPassword = "dyad-demo-only";
