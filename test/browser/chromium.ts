import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";

/** Browsers a machine may have of its own, tried after CHROME_PATH. */
const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

/** Where the packaged browser is unpacked; one folder a user, kept between runs (170 MB). */
function unpackFolder(): string {
  const folder = join(tmpdir(), `meantime-browser-${userInfo().username}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/**
 * Path of the Chromium that `@sparticuz/chromium` brings, unpacked together with the libraries it
 * brings (libnss3 and others), so that it starts where nothing is installed. The package unpacks
 * those only where it believes to be in AWS Lambda, and into TMPDIR; both are told to it by the
 * environment, before it is loaded.
 */
async function packagedChromium(): Promise<string> {
  process.env["TMPDIR"] = unpackFolder();
  process.env["AWS_EXECUTION_ENV"] = "AWS_Lambda_nodejs20.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  return chromium.executablePath();
}

async function executable(): Promise<string> {
  const chosen = process.env["CHROME_PATH"];
  if (chosen !== undefined) return chosen;
  const isPackaged = process.platform === "linux" && process.arch === "x64";
  if (isPackaged) return packagedChromium();
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed === undefined) throw new Error("no browser: set CHROME_PATH to a Chromium");
  return installed;
}

/** A headless browser with an empty profile; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await executable();
  return puppeteer.launch({
    executablePath,
    headless: "shell",
    userDataDir: mkdtempSync(join(tmpdir(), "profile-")),
    // Not the package's own arguments: they hold --single-process, which crashes here, and
    // --disable-web-security, under which a test of the content policy would prove nothing.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
