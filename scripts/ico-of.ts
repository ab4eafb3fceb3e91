const HEADER = 6;
const ENTRY = 16;

/** A square picture of an icon: PNG, less than 256 pixels wide. */
export interface IcoPicture {
  readonly size: number;
  readonly png: Buffer;
}

/** Returns an ICO file of `pictures`, which every browser and Windows since Vista read as PNG. */
export function icoOf(pictures: readonly IcoPicture[]): Buffer {
  const head = Buffer.alloc(HEADER + ENTRY * pictures.length);
  head.writeUInt16LE(1, 2); // An icon, not a cursor.
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = HEADER + ENTRY * index;
    head.writeUInt8(size, at);
    head.writeUInt8(size, at + 1);
    head.writeUInt16LE(1, at + 4); // Planes.
    head.writeUInt16LE(32, at + 6); // Bits a pixel: red, green, blue and alpha.
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}
