export { buildClient, type ClientBundle } from "./build.js";
