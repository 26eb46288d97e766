export { mayWithdraw } from "../rules.ts";
