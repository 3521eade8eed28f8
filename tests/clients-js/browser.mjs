import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const Certutil = process.env.CERTUTIL || 'certutil';
const Screenshots = fileURLToPath(new URL('../../artifacts/screenshots/', import.meta.url));

/** Why this machine cannot add a CA to a browser's certificate store; undefined when it can. */
export const certutilError = () => spawnSync(Certutil, ['-H']).error?.message;

/**
 * Starts Debian's Chromium, because Playwright's own browser cannot be downloaded everywhere. Each launch has a new, empty profile.
 * @param ca PEM file of a CA to trust. It is added to the NSS database of the home folder, as on a Linux desktop.
 */
export async function launchBrowser(ca) {
  const home = await mkdtemp(join(tmpdir(), 'browser-'));
  if (ca) {
    const database = join(home, '.pki', 'nssdb');
    await mkdir(database, { recursive: true });
    const certutil = (...args) => promisify(execFile)(Certutil, ['-d', `sql:${database}`, ...args]);
    await certutil('-N', '--empty-password');
    await certutil('-A', '-t', 'C,,', '-n', 'TrustFramework.MockServer', '-i', ca);
  }

  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    env: { ...process.env, HOME: home },
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
  browser.once('disconnected', () => rm(home, { recursive: true, force: true }));
  return browser;
}

/** Saves a screenshot of a page or of a part of it to artifacts/screenshots, for review by a person. */
export const saveScreenshot = (pageOrElement, name) => pageOrElement.screenshot({ path: join(Screenshots, `${name}.png`), fullPage: true });
