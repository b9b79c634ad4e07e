/** What every server of the measurement checks signatures with. */
export const SECRET = 'a secret for measuring';
export const PATH = '/api/github/webhooks';
