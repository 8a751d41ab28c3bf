import type { Frame, Notice, PlotMark, PlotModule, PlotOptions } from "./define.js";
import { PLAIN, shapeMark, TEXT_SIZE, type Shape } from "./marks.js";
import { wrapText } from "./text-width.js";
import type { TokenName } from "./tokens.js";

const EDGE = 4;
const PADDING = 16;
const WORD_SIZE = 15;
const SENTENCE_SIZE = 13;
const LINE = 19;
const WIDEST = 520;

const COLORS: Readonly<
  Record<Notice["kind"], { edge: TokenName; wash: TokenName; word: TokenName }>
> = {
  empty: { edge: "edge", wash: "wash", word: "ink" },
  few: { edge: "edge", wash: "wash", word: "ink" },
  no_access: { edge: "edge", wash: "wash", word: "ink" },
  failed: { edge: "bad", wash: "bad-wash", word: "bad" },
};

/** The design's symbols on a field of 10 by 10: two bars, a lock, a cross. */
const SYMBOLS: Readonly<Record<Notice["kind"], { d: string; isFilled: boolean; width: number }>> = {
  empty: { d: "M0 3h10M0 7h10", isFilled: false, width: 1.8 },
  few: { d: "M0 3h10M0 7h10", isFilled: false, width: 1.8 },
  failed: { d: "M1 1 9 9M9 1 1 9", isFilled: false, width: 2 },
  no_access: { d: "M1 6.8h8M2.6 5V3.2a2.4 2.4 0 0 1 4.8 0V5", isFilled: false, width: 1.6 },
};

function symbolMark(notice: Notice, color: string): PlotMark {
  const { d, isFilled, width } = SYMBOLS[notice.kind];
  const path: Shape = {
    name: "path",
    attributes: { d, fill: isFilled ? color : "none", stroke: color, "stroke-width": width },
  };
  const place = { transform: `translate(${EDGE + PADDING},13)`, "aria-hidden": "true" };
  return shapeMark({ name: "g", attributes: place, children: [path] });
}

/** The figure's place taken by what is to be said instead: a word with its symbol, and a sentence. */
export function noticePlot(plot: PlotModule, notice: Notice, frame: Frame): PlotOptions {
  const { color } = frame.paint;
  const tokens = COLORS[notice.kind];
  const left = EDGE + PADDING;
  const wide = Math.min(frame.width, WIDEST);
  const lines = wrapText(notice.sentence, wide - left - PADDING, { size: SENTENCE_SIZE });
  const height = 38 + lines.length * LINE + 4;
  const box = { x1: 0, y1: 0, y2: height };
  const line = { textAnchor: "start", x: "x", y: "y", text: "text" } as const;
  const body = lines.map((text, index) => ({ x: left, y: 42 + index * LINE, text }));
  const head = [{ x: left + TEXT_SIZE + 6, y: 18, text: notice.word }];
  return {
    ...PLAIN,
    width: frame.width,
    height,
    margin: 0,
    x: { type: "identity", axis: null },
    y: { type: "identity", axis: null },
    marks: [
      plot.rect([0], { ...box, x2: wide, fill: color[tokens.wash] }),
      plot.rect([0], { ...box, x2: EDGE, fill: color[tokens.edge] }),
      symbolMark(notice, color[tokens.word]),
      plot.text(head, { ...line, fontSize: WORD_SIZE, fontWeight: 600, fill: color[tokens.word] }),
      plot.text(body, { ...line, fontSize: SENTENCE_SIZE, fill: color["ink-2"] }),
    ],
  };
}
