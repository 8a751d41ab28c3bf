import { addDays } from "../../src/core/index.js";
import type { Plant } from "./plant.js";

/** Different windows of about a year to about two, each beginning and ending within a month. */
export function windowsOf(plant: Plant, count: number): { from: string; to: string }[] {
  return Array.from({ length: count }, (_, i) => ({
    from: addDays(plant.from, 3 + i * 3),
    to: addDays(plant.to, -5 - ((i * 7) % 300)),
  }));
}
