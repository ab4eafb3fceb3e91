import { describe, expect, it } from "vitest";
import { hasPicture } from "../../../src/importer/content/same-picture.ts";

const HOST = "https://news.example";

describe("hasPicture()", () => {
  it.each([
    ["the same address", `${HOST}/1.jpg`, `${HOST}/1.jpg`],
    ["another scheme and host name", "http://www.news.example/1.jpg", `${HOST}/1.jpg`],
    ["a size in the name", `${HOST}/ferry-300x200.jpg`, `${HOST}/ferry.jpg`],
    ["sizes in both names", `${HOST}/1-150x150.jpg`, `${HOST}/1-scaled.jpg`],
    ["a size in the query", `${HOST}/1.jpg?w=300`, `${HOST}/1.jpg?resize=1200%2C800&ssl=1`],
    ["a size in a folder", `${HOST}/w_300,h_200/1.jpg`, `${HOST}/w_900,h_600/1.jpg`],
    ["a style behind the name", `${HOST}/1.jpg!thumb`, `${HOST}/1.jpg@900w_600h`],
    ["an image service", "https://i1.wp.com/news.example/1.jpg?fit=300%2C200", `${HOST}/1.jpg`],
    [
      "a long name on another host",
      "https://a.example/s/20201126-ferry.jpg",
      "https://b.example/l/20201126-ferry.jpg",
    ],
  ])("is true for %s", (_, shown, address) => {
    expect(hasPicture(`<p><img src="${shown}"></p>`, address)).toBe(true);
  });

  it.each([
    ["another name", `${HOST}/1.jpg`, `${HOST}/2.jpg`],
    ["another folder and a short name", `${HOST}/a/1.jpg`, `${HOST}/b/1.jpg`],
    ["another number in the query", `${HOST}/picture.php?id=1`, `${HOST}/picture.php?id=2`],
    ["a link", `${HOST}/1.html`, `${HOST}/1.jpg`],
  ])("is false for %s", (_, shown, address) => {
    expect(hasPicture(`<p><a href="${HOST}/1.jpg"><img src="${shown}"></a></p>`, address)).toBe(false);
  });

  it("is true for the picture that stands for a video", () => {
    expect(hasPicture(`<video poster="${HOST}/1.jpg"></video>`, `${HOST}/1.jpg`)).toBe(true);
  });
});
