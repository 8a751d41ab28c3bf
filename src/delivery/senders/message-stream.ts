import type { Socket } from "node:net";
import { Readable, type Duplex } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";

const CHUNK_BYTES = 16_384;

/** What a message stream needs beside its bytes. */
export interface MessageStreamOptions {
  readonly bytes: Buffer;
  /** The connection the message leaves on. */
  readonly socket: () => Socket;
  /** Called when every byte given so far is out of this process, before the stream ends. */
  readonly handOver: () => void;
}

function isDuplex(stream: unknown): stream is Duplex {
  return typeof stream === "object" && stream !== null && "readableLength" in stream;
}

/** Resolves when the socket has given everything written to it so far to the operating system. */
function written(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write("", (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/**
 * A message for the DATA phase of SMTP. The mail client writes the line with the dot, which makes
 * the server accept the message, when this stream ends. It ends only after all bytes have left
 * the process and `handOver` has returned, so the moment in which a killed process leaves the
 * outcome open is as short as it can be, and is known on disk before it begins.
 */
export class MessageStream extends Readable {
  readonly #options: MessageStreamOptions;
  #sent_bytes = 0;
  #target: Duplex | undefined;
  #is_ending = false;

  constructor(options: MessageStreamOptions) {
    super({ highWaterMark: CHUNK_BYTES });
    this.#options = options;
  }

  override pipe<T extends NodeJS.WritableStream>(target: T, options?: { end?: boolean }): T {
    if (isDuplex(target)) this.#target = target;
    return super.pipe(target, options);
  }

  override _read(): void {
    const { bytes } = this.#options;
    if (this.#sent_bytes < bytes.length) {
      const chunk = bytes.subarray(this.#sent_bytes, this.#sent_bytes + CHUNK_BYTES);
      this.#sent_bytes += chunk.length;
      this.push(chunk);
      return;
    }
    if (this.#is_ending) return;
    this.#is_ending = true;
    this.#end().catch((error: unknown) => {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  }

  #waitingBytes(socket: Socket): number {
    const inside = this.readableLength + socket.writableLength;
    return inside + (this.#target?.writableLength ?? 0) + (this.#target?.readableLength ?? 0);
  }

  async #end(): Promise<void> {
    const socket = this.#options.socket();
    await written(socket);
    while (this.#waitingBytes(socket) > 0 && !this.destroyed) {
      await nextTurn();
      await written(socket);
    }
    if (this.destroyed) return;
    this.#options.handOver();
    this.push(null);
  }
}
