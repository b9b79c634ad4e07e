/** The site's sign in the browser's tab: a post with two arms. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><style>:root{color:#24292f}@media (prefers-color-scheme:dark){:root{color:#e6edf3}}</style><path d="M11 1h2v22h-2z" fill="currentColor"/><path d="M3 3.5h13l4 3.5-4 3.5H3z" fill="#2f81f7"/><path d="M20 13H9.5L6.5 15.75l3 2.75H20z" fill="currentColor"/></svg>
`;

/** Searching and signing in are nothing for robots. */
export const ROBOTS = 'User-agent: *\nDisallow: /-/\nDisallow: /*?\n';
