export { fromMailbox, parseMailbox } from "./address.js";
export { recipientPrincipal, type DeliveryDeps } from "./attempt.js";
export { decideDelivery, deliver, type DeliverRequest } from "./deliver.js";
export { drainOutbox, recoverDeliveries } from "./drain.js";
export {
  duePeriods,
  firedPeriods,
  type DueInput,
  type FiredPeriod,
  type SchedulePlan,
} from "./due-periods.js";
export { deliveryErrors } from "./errors.js";
export { deliveryHealth, type DeliveryHealth, type PeriodHealth } from "./health.js";
export {
  listDeliveries,
  listPeriods,
  viewDelivery,
  type DeliveryView,
  type PeriodView,
} from "./list.js";
export type { MailAttachment, MailRequest, RenderedMail, RenderMail } from "./mail.js";
export { keyHash, messageIdOf, type DeliveryKey } from "./message-id.js";
export {
  explainSchedule,
  nextRuns,
  type ComingRun,
  type ScheduleExplanation,
} from "./next-runs.js";
export { secondRefreshAfter } from "./refresh-job.js";
export { startSchedules, type ScheduleDeps, type Scheduler } from "./schedules.js";
export { openSender, senders } from "./senders/catalog.js";
export type { OutgoingMail, Sender, SendOutcome } from "./senders/define.js";
