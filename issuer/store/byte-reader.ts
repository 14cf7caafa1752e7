/** Reads LevelDB's encodings one after the other; throws RangeError at the end of the bytes. */
export class ByteReader {
  readonly #bytes: Buffer;
  #position = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#bytes.length;
  }

  /** A number of seven bits a byte, the least first. */
  varint(): number {
    let value = 0;
    for (let factor = 1; factor < 2 ** 56; factor *= 128) {
      const byte = this.#bytes.readUInt8(this.#position++);
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new RangeError("A number is too long");
  }

  bytes(length: number): Buffer {
    if (this.#position + length > this.#bytes.length) throw new RangeError("Bytes are missing");
    this.#position += length;
    return this.#bytes.subarray(this.#position - length, this.#position);
  }

  /** Bytes with their length in front. */
  slice(): Buffer {
    return this.bytes(this.varint());
  }
}
