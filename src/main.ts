// What the command line puts together: the service, its reports and the child that refreshes.
export { renderMailOf } from "./main/delivery-deps.js";
export { makeReport, reportById } from "./main/make-report.js";
export { runRefreshChild, type RefreshOrder } from "./main/refresh-child.js";
export { startService, type Service, type ServiceOrder } from "./main/service.js";
