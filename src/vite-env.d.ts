/// <reference types="vite/client" />

/** The joined contract without its shapes: method and path of each procedure (see vite.config.ts). */
declare module "virtual:api-routes" {
  export const contract: typeof import("#features/contract.ts").contract;
}
