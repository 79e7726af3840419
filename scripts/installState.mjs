export const OLDEST_NODE = '20.19';

export function isNodeSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/**
 * Compares the lock file with npm's own record of what it put into node_modules, which it writes
 * last: a broken-off install leaves none. So an `npm install` by hand counts, too.
 */
export function installState(wanted, installed) {
  if (!installed) return 'missing';
  const isThere = ([path, entry]) => {
    // The root itself is not recorded; what is optional may be for another system.
    if (path === '') return true;
    const found = installed.packages[path];
    if (!found) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  };
  return Object.entries(wanted.packages).every(isThere) ? 'installed' : 'outdated';
}
