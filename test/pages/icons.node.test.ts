import { readFile } from "node:fs/promises";
import { Resvg } from "@resvg/resvg-wasm";
import icoEndec from "ico-endec";
import { describe, expect, it } from "vitest";
import { drawnIcons } from "../../scripts/drawn-icons.ts";
import { aFullStore } from "../support/a-full-store.ts";
import { pageHead } from "../support/page-head.ts";
import { ORIGIN, serve } from "../support/serve.ts";

const get = serve(aFullStore());
const PNG = Buffer.from("89504e470d0a1a0a", "hex");

async function served(path: string): Promise<Buffer> {
  return Buffer.from(await (await get(path)).arrayBuffer());
}

/** The width and height that a PNG says (PNG §11.2.2), after its signature. */
function sizeOf(png: Buffer): readonly [number, number] {
  expect(png.subarray(0, 8)).toEqual(PNG);
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

/** The red, green, blue and alpha of every pixel. */
function pixelsOf(png: Buffer): Uint8Array {
  const [width, height] = sizeOf(png);
  const href = `data:image/png;base64,${png.toString("base64")}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="${href}"/></svg>`;
  return new Resvg(svg).render().pixels;
}

describe("icons", () => {
  it("are what `npm run icons` draws", async () => {
    for (const { path, bytes } of await drawnIcons()) expect(await readFile(path), path).toEqual(bytes);
  });

  it("/favicon.ico is an icon of 16, 32 and 48 pixels, and small", async () => {
    const ico = await served("/favicon.ico");
    const pictures = icoEndec.decode(ico);

    expect(ico.subarray(0, 4)).toEqual(Buffer.from([0, 0, 1, 0]));
    expect(pictures.map(({ width, height, imageType }) => [width, height, imageType])).toEqual(
      [16, 32, 48].map((size) => [size, size, "png"]),
    );
    expect(pictures.map(({ imageData }) => sizeOf(imageData)[0])).toEqual([16, 32, 48]);
    expect(ico.length).toBeLessThan(4096);
  });

  it("/apple-touch-icon.png is 180 pixels wide and high, and opaque to its corners", async () => {
    const png = await served("/apple-touch-icon.png");
    await drawnIcons();

    const alphas = pixelsOf(png).filter((_, index) => index % 4 === 3);

    expect(sizeOf(png)).toEqual([180, 180]);
    expect(alphas).toHaveLength(180 * 180);
    expect(new Set(alphas)).toEqual(new Set([255]));
  });

  it.each([
    ["/favicon.svg", "image/svg+xml"],
    ["/favicon.ico", "image/vnd.microsoft.icon"],
    ["/apple-touch-icon.png", "image/png"],
  ])("%s is served as %s, and every page names it", async (path, mediaType) => {
    const response = await get(path);
    const page = await get("/", { headers: { Accept: "text/html" } });

    expect([response.status, response.headers.get("Content-Type")]).toEqual([200, mediaType]);
    expect(pageHead(await page.text(), ORIGIN).icons).toContain(path);
  });
});
