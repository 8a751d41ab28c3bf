/** The nearest rising sequence in weighted least squares, by pooling adjacent violators. */
export function isotonic(values: Float64Array, weights: Float64Array): Float64Array {
  const size = values.length;
  const [mean, weight] = [new Float64Array(size), new Float64Array(size)];
  const end = new Int32Array(size);
  let top = -1;
  for (let i = 0; i < size; i += 1) {
    top += 1;
    mean[top] = values[i]!;
    weight[top] = weights[i]!;
    end[top] = i;
    while (top > 0 && mean[top - 1]! >= mean[top]!) {
      const sum = weight[top - 1]! + weight[top]!;
      mean[top - 1]! += ((mean[top]! - mean[top - 1]!) * weight[top]!) / sum;
      weight[top - 1] = sum;
      end[top - 1] = end[top]!;
      top -= 1;
    }
  }
  const result = new Float64Array(size);
  for (let block = 0, i = 0; block <= top; block += 1) {
    for (; i <= end[block]!; i += 1) result[i] = mean[block]!;
  }
  return result;
}
