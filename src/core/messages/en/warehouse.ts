/** English sentences of `warehouse`, keyed by message id; ICU message syntax. */
export const warehouseMessages = {} as const;
