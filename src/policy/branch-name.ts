const FORBIDDEN = /[\p{Cc} ~^:?*[\\]/u;

/**
 * Why git would refuse a branch of this name; null when it would not.
 * Source: https://git-scm.com/docs/git-check-ref-format
 */
export function branchNameFault(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.length > 200) return 'is longer than 200 characters';
  if (FORBIDDEN.test(name)) return 'holds a space or one of ~ ^ : ? * [ \\';
  if (name.includes('..') || name.includes('@{') || name.includes('//')) return 'holds .., @{ or //';
  if (name === '@' || name.startsWith('-') || name.startsWith('/') || name.endsWith('/') || name.endsWith('.')) {
    return 'begins or ends with a character that git does not allow there';
  }
  const parts = name.split('/');
  if (parts.some((part) => part.startsWith('.') || part.endsWith('.lock'))) {
    return 'has a part that begins with . or ends with .lock';
  }
  return null;
}
