import assert from 'node:assert/strict';

export const PolicyContent = '/beta/trustFramework/policies/{id}/$value';
export const Key = '/beta/trustFramework/keySets/{id}/keys_v2/{kid}';

/** Operates Swagger UI in this page. */
export function swaggerUi(page, origin) {
  const dialog = page.locator('.modal-ux');
  const scheme = name => dialog.locator('.auth-container').filter({ has: page.locator('h4', { hasText: name }) });
  const openDialog = () => page.locator('.auth-wrapper .authorize').click();

  async function closeDialog() {
    await dialog.locator('.btn-done').first().click();
    await dialog.waitFor({ state: 'detached' });
  }

  return {
    async open() {
      await page.goto(`${origin}/swagger`);
      await page.locator('.opblock').first().waitFor();
    },

    async giveToken(token) {
      await openDialog();
      await scheme('bearer').locator('input').fill(token);
      await scheme('bearer').locator('button[type=submit]').click();
      await closeDialog();
    },

    /**
     * Selects these scopes only, or keeps the selection. Calls `completeSignIn` with the sign-in page that opens, and returns the text of the
     * dialog afterwards.
     */
    async signIn(completeSignIn, scopes) {
      await openDialog();
      const oauth = scheme('oauth2');
      if (scopes)
        await oauth.getByText('select none').click();
      for (const scope of scopes ?? [])
        await oauth.locator('.checkbox').filter({ hasText: scope }).locator('.item').click();
      const [window] = await Promise.all([page.waitForEvent('popup'), oauth.locator('button.authorize').click()]);
      const closed = window.waitForEvent('close');
      await completeSignIn(window);
      await closed;
      await oauth.locator('h6', { hasText: 'Authorized' }).or(oauth.locator('.errors')).first().waitFor();
      return dialog.innerText();
    },

    dialog,
    closeDialog,

    /** Opens the operation, presses "Try it out" and fills in its parameters. */
    async tryOut(method, path, parameters) {
      const operation = page.locator(`.opblock-${method}`).filter({ has: page.locator(`[data-path="${path}"]`) });
      await operation.locator('.opblock-summary-control').click();
      await operation.locator('.try-out__btn').click();
      for (const [name, value] of Object.entries(parameters))
        await operation.locator(`tr[data-param-name="${name}"] input`).fill(value);
      return operation;
    },

    exampleBody: operation => operation.locator('.opblock-section-request-body textarea'),

    /** Presses "Execute" and waits until the page shows this status. Fails when the response has another status. */
    async execute(operation, status) {
      const received = page.waitForResponse(response => response.url().includes('/beta/'));
      await operation.locator('.btn.execute').click();
      const response = await received;
      if (response.status() !== status)
        assert.fail(`Expected ${status}, but the response was ${response.status()}: ${await response.text()}`);
      await operation.locator('.live-responses-table tbody .response-col_status').getByText(String(status), { exact: true }).waitFor();
    },

    responseTable: operation => operation.locator('.live-responses-table'),

    responseBody: operation => operation.locator('.live-responses-table .response-col_description .highlight-code').first().innerText(),
  };
}
