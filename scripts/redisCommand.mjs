const BY_FAMILY = [
  [/debian|ubuntu/, 'sudo apt-get install -y redis-server'],
  [/fedora|rhel|centos/, 'sudo dnf install -y redis || sudo dnf install -y valkey'],
  [/arch/, 'sudo pacman -S --noconfirm valkey'],
  [/alpine/, 'apk add redis'],
  [/suse/, 'sudo zypper install -y redis'],
];

const ANYWHERE = 'docker run -d -p 127.0.0.1:6379:6379 redis:7-alpine';

/** The one command that gets a Redis server onto this system. */
export function redisCommand(platform, osRelease) {
  if (platform === 'darwin') return 'brew install redis';
  if (platform === 'linux') {
    const families = [...osRelease.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)]
      .map((match) => match[1])
      .join();
    const known = BY_FAMILY.find(([family]) => family.test(families));
    if (known) return known[1];
  }
  return `${ANYWHERE}\n\nand set REDIS_URL=redis://127.0.0.1:6379`;
}
