/** Where Milepost's documentation is published: the `url` of app.yml, and the page behind “Opened by Milepost”. */
export const DOCUMENTATION_URL = 'https://example.org/milepost';

export const RULES_URL = `${DOCUMENTATION_URL}/docs/rules`;
