/** Every bound of the product, in one place. Reaching one is an error with a code, never a silent cut. */
export const limits = Object.freeze({
  query_rows: 200_000,
  query_timeout_ms: 30_000,
  page_rows: 50,
  request_body_bytes: 1_048_576,
  url_bytes: 4_096,
  source_file_bytes: 20_000_000_000,
  source_field_bytes: 1_048_576,
  source_columns: 1_000,
  xlsx_file_bytes: 200_000_000,
  config_file_bytes: 5_242_880,
  report_file_bytes: 1_048_576,
  mail_bytes: 20_000_000,
  mail_attempts: 8,
  snapshots_kept: 3,
  result_cache_entries: 2_000,
  demo_work_orders: 10_000_000,
});
