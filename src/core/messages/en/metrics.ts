/** English sentences of `metrics`, keyed by message id; ICU message syntax. */
export const metricsMessages = {} as const;
