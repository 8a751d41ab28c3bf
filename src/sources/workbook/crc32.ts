const POLYNOMIAL = 0xedb88320;

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = (value & 1) === 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  }
  return value;
});

/**
 * The CRC-32 of ZIP members (ITU-T V.42), continued from that of the bytes before; 0 to begin.
 * yauzl does not check it, and `crc32` of node:zlib is there only from Node 20.15 on.
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (const byte of bytes) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff]!; // 256 entries
  return ~crc >>> 0;
}
