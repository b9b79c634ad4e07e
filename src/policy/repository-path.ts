/** Drive letters and URLs: `C:\docs`, `https://…`. */
const OUTSIDE = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const CONTROL = /\p{Cc}/u;
const MAX_LENGTH = 512;

/**
 * Why a path cannot name a file of the repository; null when it can. `docs/ROADMAP.md` can; absolute paths, URLs,
 * backslashes, `.` and `..` as parts, empty parts and anything in `.git` cannot.
 */
export function repositoryPathFault(path: string): string | null {
  if (path === '') return 'is empty';
  if (path.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  if (CONTROL.test(path)) return 'holds a control character';
  if (path.startsWith('/') || OUTSIDE.test(path)) return 'is not relative to the repository';
  if (path.includes('\\')) return 'holds a backslash';
  const parts = path.split('/');
  if (parts.includes('..')) return 'leaves the repository';
  if (parts.includes('.') || parts.includes('')) return 'holds an empty part';
  if (parts[0]!.toLowerCase() === '.git') return 'lies in .git';
  return null;
}
