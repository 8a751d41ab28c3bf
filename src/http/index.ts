export { createApp } from "./app.js";
export { standaloneStyle } from "./assets.js";
export type { AppDeps, UnreadFeed, ClientBundle, HttpSettings } from "./deps.js";
export { httpErrors } from "./errors.js";
export { openApi } from "./openapi.js";
export { routes, type Access, type Route, type RouteName } from "./routes.js";
