import { readFile } from "node:fs/promises";
import { runInNewContext } from "node:vm";
import { parseHTML } from "linkedom";
import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { ORIGIN, serve } from "../support/serve.ts";

const SCRIPT = await readFile("src/pages/assets/subscribe.js", "utf8");
const PAGE = await (await serve(aStore([anArticle()]))("/columns/essays/subscribe")).text();
const FEED = encodeURIComponent(`${ORIGIN}/columns/essays/rss.xml`);

/** What a browser lends the script, besides the page. */
interface Browser {
  readonly clipboard?: { writeText(text: string): Promise<void> };
  readonly localStorage?: object;
}

/** Returns the page with the script run in it, where it went, what it kept and what it said is not valid. */
function opened({ clipboard, localStorage }: Browser = {}) {
  const { document, window } = parseHTML(PAGE);
  const kept = new Map<string, string>();
  const went: string[] = [];
  const complaints: string[] = [];
  const selected: unknown[] = [];
  for (const input of document.querySelectorAll("input")) {
    const setCustomValidity = (text: string) => complaints.push(text);
    Object.assign(input, { setCustomValidity, reportValidity: () => false });
  }
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  };
  runInNewContext(SCRIPT, {
    ...{ document, URL, TypeError, setTimeout: () => 0, clearTimeout: () => undefined },
    navigator: { clipboard },
    localStorage: localStorage ?? storage,
    location: { assign: (address: string) => went.push(address) },
    getSelection: () => ({ selectAllChildren: (element: unknown) => selected.push(element) }),
  });
  const submit = (reader: string, typed: string) => {
    const input = document.getElementById(`host-${reader}`);
    if (input) Object.assign(input, { value: typed });
    input?.closest("form")?.dispatchEvent(new window.Event("submit", { cancelable: true }));
  };
  const press = (index: number) =>
    document.querySelectorAll("[data-copy]")[index]?.dispatchEvent(new window.Event("click"));
  const told = () => [...document.querySelectorAll("[role=status]")].map(({ textContent }) => textContent);
  return { document, submit, press, told, kept, went, complaints, selected };
}

it("shows what needs it", () => {
  const { document } = opened();

  expect(document.querySelectorAll("[hidden]").length).toBe(0);
  expect(parseHTML(PAGE).document.querySelectorAll("[hidden]").length).toBe(4);
});

it("copies an address and says so beside it", async () => {
  const copied: string[] = [];
  const { press, told } = opened({ clipboard: { writeText: async (text) => void copied.push(text) } });

  press(1);
  await new Promise((resolve) => setTimeout(resolve));

  expect(copied).toEqual([`${ORIGIN}/columns/essays/atom.xml`]);
  expect(told()).toEqual(["", "The Atom 1.0 address is copied; paste it into your reader.", ""]);
});

it("selects the address where it may not copy", async () => {
  const { document, press, told, selected } = opened();

  press(0);
  await new Promise((resolve) => setTimeout(resolve));

  expect(selected).toEqual([document.querySelector(".addresses code")]);
  expect(told()[0]).toContain("The address is selected");
});

it.each([
  ["rss.example.com", "https://rss.example.com"],
  [" https://rss.example.com/ ", "https://rss.example.com"],
  ["http://rss.example.com:8080", "http://rss.example.com:8080"],
  ["https://rss.example.com/i/?a=normal#x", "https://rss.example.com"],
  ["rss.example.com/FreshRSS/p/i/", "https://rss.example.com/FreshRSS/p"],
  ["rss.example.com/wiki", "https://rss.example.com/wiki"],
  ["rss.example.com/i/index.php?c=feed", "https://rss.example.com"],
  ["rss.example.com/FreshRSS/p/i", "https://rss.example.com/FreshRSS/p"],
  ["nas:8080", "https://nas:8080"],
  ["nas:443", "https://nas"],
  ["http://nas/", "http://nas"],
  ["localhost:8080", "https://localhost:8080"],
  ["[::1]:8080", "https://[::1]:8080"],
  ["阅读.example", "https://xn--hf3ar1r.example"],
])("takes %j for the FreshRSS at %s, and keeps it", (typed, host) => {
  const { submit, kept, went, complaints } = opened();

  submit("FreshRSS", typed);

  expect(went).toEqual([`${host}/i/?c=feed&a=add&url_rss=${FEED}`]);
  expect([...kept]).toEqual([["lanmu-host-FreshRSS", host]]);
  expect(complaints).toEqual([]);
});

it.each([
  ["mini.example.com", "https://mini.example.com"],
  ["mini.example.com/unread", "https://mini.example.com"],
  ["mini.example.com/feeds/", "https://mini.example.com"],
  ["mini.example.com/feed/3/entry/5", "https://mini.example.com"],
  ["mini.example.com/bookmarklet?uri=x", "https://mini.example.com"],
  ["https://h.example/rss/unread", "https://h.example/rss"],
  ["https://h.example/rss/category/1/entries", "https://h.example/rss"],
  ["https://h.example/unreadable", "https://h.example/unreadable"],
])("takes %j for the Miniflux at %s", (typed, host) => {
  const { submit, went } = opened();

  submit("Miniflux", typed);

  expect(went).toEqual([`${host}/bookmarklet?uri=${FEED}`]);
});

it.each([
  "",
  "reader",
  "reader/i/?a:b.c",
  "javascript:alert(1)",
  "javascript://rss.example.com/%0aalert(1)",
  "ftp://rss.example.com",
  "https://me:secret@rss.example.com",
  "https://",
])("goes nowhere for %j", (typed) => {
  const { submit, kept, went, complaints } = opened();

  submit("Miniflux", typed);

  expect(went).toEqual([]);
  expect([...kept]).toEqual([]);
  expect(complaints).toEqual(["Write an address such as rss.example.com"]);
});

it("works where nothing may be kept", () => {
  const refuse = () => {
    throw new Error("refused");
  };
  const { submit, went } = opened({ localStorage: { getItem: refuse, setItem: refuse } });

  submit("Miniflux", "rss.example.com");

  expect(went).toEqual([`https://rss.example.com/bookmarklet?uri=${FEED}`]);
});

it("is small", () => {
  expect(SCRIPT.length).toBeLessThan(3000);
});
