// What runs inside a page that is examined; reached as `inPage` there.

let shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });

let largest = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) largest = entry.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });

/** Waits until the page is painted with all that it has. */
async function settled() {
  await document.fonts.ready;
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
}

/** Names an element so that somebody finds it. */
function nameOf(element) {
  const classes = [...element.classList].map((name) => `.${name}`).join("");
  return `${element.localName}${classes} "${element.textContent.trim().slice(0, 30)}"`;
}

/** The elements that make the page wider than its window; none where nothing does. */
function overflowing() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > root.clientWidth)
    .map(nameOf);
}

/** What is wrong by WCAG 2.2 AA, and by what axe-core holds for good practice. */
async function violations() {
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const options = { runOnly: { type: "tag", values }, resultTypes: ["violations"] };
  const found = await window.axe.run(document, options);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}

/** How the element that has the focus shows it. */
function focused() {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const isOutlined = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  const isInside = box.left >= 0 && box.right <= innerWidth && box.width > 0;
  return { name: nameOf(element), isVisible: isOutlined && isInside, outlineColor };
}

/** What the keyboard should reach, in the order of the document. */
function reachable() {
  return [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
    .filter((element) => element.checkVisibility())
    .map(nameOf);
}

window.inPage = {
  settled,
  overflowing,
  violations,
  focused,
  reachable,
  shift: () => shift,
  largest: () => largest,
};
