import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const Certutil = process.env.CERTUTIL || 'certutil';
const Screenshots = fileURLToPath(new URL('../../artifacts/screenshots/', import.meta.url));

/** Why no CA can be put into a browser's store here; undefined when one can. */
export const certutilMissing = () => spawnSync(Certutil, ['-H']).error?.message;

/**
 * Debian's Chromium, since Playwright's own cannot be downloaded everywhere. Each launch has a new, empty profile.
 * @param ca PEM file of a CA to trust, the way a user of Linux would have it trusted: in the NSS database of their home folder.
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

/** Keeps what a page, or a part of it, looks like, for a person to judge: artifacts/screenshots. */
export const keepLook = (shown, name) => shown.screenshot({ path: join(Screenshots, `${name}.png`), fullPage: true });
