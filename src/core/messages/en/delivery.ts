/** English sentences of `delivery`, keyed by message id; ICU message syntax. */
export const deliveryMessages = {} as const;
