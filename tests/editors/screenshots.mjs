// Takes the pictures of the README in a real VS Code.
// usage: node screenshots.mjs NODE_MODULES EXTENSION.vsix SERVER SCRATCH PICTURES
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { start, wait } from "./vscode-window.mjs";

const [modules, vsix, server, scratch, pictures] = process.argv.slice(2).map((path) => resolve(path));
const letter = "draft.imr.txt";
const draft = readFileSync(join(import.meta.dirname, "draft.txt"), "utf8");
const settings = {
  "breadcrumbs.enabled": false,
  "editor.fontSize": 13,
  "editor.minimap.enabled": false,
  "editor.scrollBeyondLastLine": false,
  "editor.stickyScroll.enabled": false,
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
};
const size = { viewport: { width: 1500, height: 800 }, deviceScaleFactor: 1.5 };
const { window, browser, close } = await start({ modules, vsix, scratch, pictures, files: { [letter]: draft }, settings, size });
const { page } = window;

async function takes(name, clip) {
  // The caret blinks, and what the mouse is over looks different.
  await page.mouse.move(640, 780);
  // What is shown beside a list grows to its size.
  await page.waitForTimeout(1000);
  await page.screenshot({ path: join(pictures, `${name}.png`), clip, caret: "hide" });
  console.log(`  ${name}.png`);
}

/** Makes room for the outline. */
async function widensTheOutline(by) {
  const sash = await page.locator(".part.sidebar").boundingBox();
  const [x, y] = [sash.x + sash.width, 400];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by, y, { steps: 10 });
  await page.mouse.up();
}

async function around(locator, { above = 0, below = 0, left = 0, width }) {
  const box = await locator.first().boundingBox();
  return { x: Math.max(box.x - left, 0), y: Math.max(box.y - above, 0), width, height: above + below };
}

await window.arrange();
await window.open(letter);
await widensTheOutline(250);
await wait("findings", () => window.problems(), (found) => found.length === 6);
await wait("outline", () => window.rows(".outline-tree"), (rows) => rows.some((row) => row.includes("4. Ambien")));
await window.command("View: Close Panel");
await window.goTo(29, 1);
await takes("outline");

await window.command("View: Toggle Primary Side Bar Visibility");
await window.command("Problems: Focus on Problems View");
await window.goTo(55, 1);
await takes("contradiction");

await window.command("View: Close Panel");
await window.goTo(46, 19);
await page.keyboard.type(" norco", { delay: 50 });
await wait("completion", () => window.rows(".suggest-widget"), ([first]) => first?.includes("Opioids, criteria for use"));
await page.keyboard.press("Control+Space");
await page.locator(".suggest-details").waitFor();
await takes("completion", await around(page.locator(".suggest-widget"), { above: 200, below: 240, left: 252, width: 1082 }));
await window.command("File: Revert and Close Editor");

const report = join(scratch, "report.html");
writeFileSync(join(scratch, letter), draft);
spawnSync(server, ["report", "--format", "html", "--output", report, letter], { cwd: scratch });
const sheet = await browser.newPage({ viewport: { width: 900, height: 1000 }, deviceScaleFactor: 1.5 });
await sheet.goto("file://" + report);
await sheet.screenshot({ path: join(pictures, "report.png") });
console.log("  report.png");
await close();
