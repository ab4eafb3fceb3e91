/** What is used of `ico-endec`, which ships no types. */
declare module "ico-endec" {
  interface IcoImage {
    readonly width: number;
    readonly height: number;
    readonly imageType: "png" | "bmp";
    readonly imageData: Buffer;
  }
  const icoEndec: {
    encode(images: readonly Buffer[]): Buffer;
    decode(ico: Buffer): readonly IcoImage[];
  };
  export default icoEndec;
}
