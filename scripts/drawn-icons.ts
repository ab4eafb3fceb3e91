import { readFile } from "node:fs/promises";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { icoOf } from "./ico-of.ts";

const FOLDER = "src/pages/assets";
/** The ground of the icon, which fills the corners where it must be opaque. */
const GROUND = "#a32a20";
/** Of `favicon.ico`: tabs and lists of feeds, screens of twice the density, and Windows. */
const ICO_SIZES = [16, 32, 48];
const TOUCH_SIZE = 180;

/** A file that is drawn from `icon.svg`. */
export interface DrawnIcon {
  readonly path: string;
  readonly bytes: Uint8Array;
}

let ready: Promise<void> | undefined;

/** Draws the icons that are not SVG: the same bytes each time, on every machine. */
export async function drawnIcons(): Promise<readonly DrawnIcon[]> {
  // WebAssembly can be set up once.
  ready ??= readFile("node_modules/@resvg/resvg-wasm/index_bg.wasm").then((bytes) => initWasm(bytes));
  await ready;
  const svg = await readFile(`${FOLDER}/icon.svg`, "utf8");
  return [
    {
      path: `${FOLDER}/favicon.ico`,
      bytes: icoOf(ICO_SIZES.map((size) => ({ size, png: drawn(svg, size) }))),
    },
    // iOS rounds the corners itself and shows what is transparent as black.
    { path: `${FOLDER}/icon-180.png`, bytes: drawn(svg, TOUCH_SIZE, GROUND) },
  ];
}

function drawn(svg: string, width: number, background?: string): Buffer {
  const fitTo = { mode: "width", value: width } as const;
  return Buffer.from(new Resvg(svg, { fitTo, ...(background && { background }) }).render().asPng());
}
